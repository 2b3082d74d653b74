"""Recalls: an index of what happened to every file."""

from generator.ledger.database import place_of
from generator.ledger.entry import Delay, Entry, Ledger, Turn
from generator.ledger.sql import SqlLedger, set_aside

__all__ = ["Delay", "Entry", "Ledger", "SqlLedger", "Turn", "place_of", "set_aside"]
