"""Sees: the files that stand settled in the inbox. It reads and never touches."""

from generator.watch.inbox import Inbox, Scan
from generator.watch.names import SUFFIXES, is_trace, walk
from generator.watch.share import has_modes, on_share
from generator.watch.wake import Waker

__all__ = ["SUFFIXES", "Inbox", "Scan", "Waker", "has_modes", "is_trace", "on_share", "walk"]
