"""The calendar file: what RFC 5545 asks, and names of events that stay the same."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from generator.calendar import Event, calendar

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
EVENT = Event("KB-2026-00042 GPMI", date(2026, 12, 31), "KB-2026-00042: GPMI", "3 maanden na de toekenning")


def lines(content: bytes) -> list[str]:
    """The lines with the broken ones made whole again (RFC 5545 §3.1)."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def value(content: bytes, name: str) -> str:
    (found,) = [line.partition(":")[2] for line in lines(content) if re.match(rf"{name}[;:]", line)]
    return found


def test_a_file_is_one_calendar_with_an_all_day_event_for_each_day() -> None:
    found = lines(calendar([EVENT, EVENT], NOW))
    assert found[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 2
    one = calendar([EVENT], NOW)
    assert (value(one, "DTSTART"), value(one, "DTEND")) == ("20261231", "20270101")
    assert value(one, "DTSTAMP") == "20261124T103000Z"
    assert value(one, "PRODID")


def test_an_event_keeps_its_name_when_its_day_moves_and_the_later_file_goes_before() -> None:
    moved = Event(EVENT.key, date(2027, 1, 31), EVENT.title, EVENT.details)
    before, after = calendar([EVENT], NOW), calendar([moved], NOW + timedelta(days=1))
    assert value(before, "UID") == value(after, "UID")
    assert int(value(before, "SEQUENCE")) < int(value(after, "SEQUENCE"))
    other = Event("KB-2026-00043 GPMI", EVENT.day, EVENT.title, EVENT.details)
    assert value(before, "UID") != value(calendar([other], NOW), "UID")


def test_the_moment_is_told_in_utc() -> None:
    here = datetime(2026, 11, 25, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert value(calendar([EVENT], here), "DTSTAMP") == "20261124T233000Z"


def test_signs_with_a_meaning_of_their_own_are_escaped() -> None:
    event = Event("x", EVENT.day, "a, b; c\\d", "eerst\ndan")
    assert value(calendar([event], NOW), "SUMMARY") == r"a\, b\; c\\d"
    assert value(calendar([event], NOW), "DESCRIPTION") == r"eerst\ndan"


def test_a_line_of_75_octets_is_left_whole() -> None:
    content = calendar([Event("x", EVENT.day, "x" * 67, "")], NOW)
    assert b"\r\nSUMMARY:" + b"x" * 67 + b"\r\n" in content


def test_no_line_is_longer_than_75_octets_and_none_is_broken_inside_a_character() -> None:
    text = "é€𝄞" * 60
    content = calendar([Event("x", EVENT.day, text, "")], NOW)
    broken = content.split(b"\r\n")
    assert max(map(len, broken)) <= 75
    assert not [line for line in broken if "\ufffd" in line.decode(errors="replace")]
    assert value(content, "SUMMARY") == text
    assert b"\n" not in content.replace(b"\r\n", b"")
