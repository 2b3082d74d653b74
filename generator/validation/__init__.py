"""Judges: the answers of a form → a form, or all findings at once, in Dutch."""

from generator.validation.judge import Verdict, finding_on, judge
from generator.validation.partial import partial

__all__ = ["Verdict", "finding_on", "judge", "partial"]
