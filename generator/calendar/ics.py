"""iCalendar (RFC 5545): days as all-day events, each known by a name that stays the same.

Written here and not by a library: four kinds of line, of which the rules fit on one page.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75
"""Octets of a line, without its end (RFC 5545 §3.1)."""
_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One day to remember. ``key`` names the same event again in a later file, so that it is updated."""

    key: str
    day: date
    title: str
    details: str


def calendar(events: Iterable[Event], now: datetime) -> bytes:
    """Write a calendar file. ``now`` has a time zone; a file of a later day goes before an earlier one."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dossier//dossier deadlines//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for event in events for line in _event(event, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, now: datetime) -> Iterator[str]:
    stamp = now.astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(event.key.encode()).hexdigest()[:32]}@dossier"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{(stamp.date() - _EPOCH).days}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.details)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Escape what has a meaning of its own (RFC 5545 §3.3.11)."""
    for mark, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, escaped)
    return text


def _folded(line: str) -> bytes:
    """End a line, and break it where it is too long, never inside a character (RFC 5545 §3.1)."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
