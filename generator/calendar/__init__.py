"""Reminds: last days as a calendar file that Outlook and others take in."""

from generator.calendar.ics import Event, calendar

__all__ = ["Event", "calendar"]
