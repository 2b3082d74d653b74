"""Is a file whole? A copy may stand still for longer than any pause, or have its full length from the start.

All that is looked at is bounded: the file may be hostile, and this is done by the process that must go on watching.
"""

import os
import re
from pathlib import Path
from typing import BinaryIO

from generator.files import open_at_once

_PDF_END_REACH = 2048
_JSON_MAX = 5 * 1024 * 1024
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+("?)', re.DOTALL)
"""Also one that is never closed: were it no match, each quote in it would be tried as the start of another, for hours."""
_ZIP_PART = b"PK\x03\x04"
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_LENGTH = 22
_ZIP_END_REACH = _ZIP_END_LENGTH + 0xFFFF
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_END = b"PK\x06\x06"
_ZIP64_LOCATOR_LENGTH = 20
_IN_ZIP64 = 0xFFFFFFFF


def is_complete(path: Path) -> bool:
    """Tell whether the end of a file's structure is there: a zip directory, ``%%EOF``, the last bracket.

    What is no file of its kind at all counts as complete: waiting would not mend it. Raises OSError, also for what is
    no longer a plain file: somebody may have put a pipe in its place, which would never end.
    """
    with open_at_once(path) as source:
        size = os.fstat(source.fileno()).st_size
        head = source.read(8)
        if not head.strip(b"\0"):
            return False
        if head.startswith(b"%PDF-"):
            source.seek(max(0, size - _PDF_END_REACH))
            return b"%%EOF" in source.read(_PDF_END_REACH)
        if path.suffix.casefold() == ".json":
            source.seek(0)
            return json_closed(source.read(_JSON_MAX))
        return _has_directory(source, size) if head.startswith(_ZIP_PART) else True


def json_closed(text: bytes) -> bool:
    """Tell whether every string and bracket that JSON text opens is closed again; it may be wrong otherwise."""
    if len(text) == _JSON_MAX:
        return True
    bare = _STRING.sub(lambda string: b"" if string[1] else b'"', text)
    opened = bare.count(b"{") + bare.count(b"[")
    closed = bare.count(b"}") + bare.count(b"]")
    return opened <= closed and b'"' not in bare and not text.endswith(b"\0")


def _has_directory(source: BinaryIO, size: int) -> bool:
    """Tell whether the end record is there and the directory that it points to ends just before it.

    Its entries are not read: intake does so, within limits. APPNOTE.TXT 4.3.14–4.3.16.
    """
    start = max(0, size - _ZIP_END_REACH)
    source.seek(start)
    tail = source.read(_ZIP_END_REACH)
    found = tail.rfind(_ZIP_END)
    if found < 0 or len(tail) - found < _ZIP_END_LENGTH:
        return False
    record = tail[found : found + _ZIP_END_LENGTH]
    length, offset = int.from_bytes(record[12:16], "little"), int.from_bytes(record[16:20], "little")
    if _IN_ZIP64 in {length, offset}:
        return _has_zip64_end(source, start + found)
    reaches = offset + length == start + found
    return reaches and _bytes_at(source, offset, len(_ZIP_ENTRY)) == _ZIP_ENTRY


def _has_zip64_end(source: BinaryIO, end: int) -> bool:
    locator = _bytes_at(source, end - _ZIP64_LOCATOR_LENGTH, _ZIP64_LOCATOR_LENGTH)
    if not locator.startswith(_ZIP64_LOCATOR):
        return False
    place = int.from_bytes(locator[8:16], "little")
    return place < end and _bytes_at(source, place, len(_ZIP64_END)) == _ZIP64_END


def _bytes_at(source: BinaryIO, place: int, length: int) -> bytes:
    if place < 0:
        return b""
    source.seek(place)
    return source.read(length)
