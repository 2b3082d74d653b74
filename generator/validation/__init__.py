"""Judges: the answers of a form → a form, or all findings at once, in Dutch."""

from generator.validation.judge import Verdict, finding_on, judge

__all__ = ["Verdict", "finding_on", "judge"]
