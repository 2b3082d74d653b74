"""Recalls: an index of what happened to every file."""

from generator.ledger.entry import Delay, Entry, Ledger
from generator.ledger.sql import SqlLedger, set_aside

__all__ = ["Delay", "Entry", "Ledger", "SqlLedger", "set_aside"]
