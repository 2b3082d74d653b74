"""Who has a document open: the small file that Word, Excel or LibreOffice puts beside it tells.

Word and Excel: the length of the name in one byte, the name in the code page of the system, then (from byte 54 or 55 on)
the length in two bytes and the name in UTF-16; 162 or 165 bytes in all. LibreOffice: text with commas,
``Name,user,host,date,path;``, where a comma or backslash is escaped. Anybody may write such a file, so all is bounded
and what is no name is dropped.
"""

import re
import unicodedata
from pathlib import Path

from generator.files import open_at_once

_REACH = 512
_LONGEST = 54
_WIDE_AT = (54, 55)
_SHOWN = 60
_FIELD = re.compile(r"(?:[^,;\\]|\\.)*", re.DOTALL)


def name_in(path: Path) -> str:
    """Read the name of the person from an owner file; empty where it tells none, or cannot be read.

    The name is for people to read, never for the log.
    """
    try:
        content = _start_of(path)
    except OSError:
        return ""
    found = _of_libreoffice(content) if path.name.startswith(".~lock.") else _of_office(content)
    return _as_name(found)


def _start_of(path: Path) -> bytes:
    with open_at_once(path) as source:
        return source.read(_REACH)


def _of_office(content: bytes) -> str:
    for place in _WIDE_AT:
        length = int.from_bytes(content[place : place + 2], "little")
        name = content[place + 2 : place + 2 + 2 * length]
        if 0 < length <= _LONGEST and len(name) == 2 * length:
            return name.decode("utf-16-le", "replace")
    length = content[0] if content else 0
    return content[1 : 1 + length].decode("cp1252", "replace") if 0 < length <= _LONGEST else ""


def _of_libreoffice(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    first = _FIELD.match(text)
    name = first[0] if first else ""
    if not name.strip():  # no name was filled in: then the user of the system
        second = _FIELD.match(text, len(name) + 1)
        name = second[0] if second else ""
    return re.sub(r"\\(.)", r"\1", name)


def _as_name(text: str) -> str:
    """Keep what can stand in a name: no control or direction characters, one line, not too long."""
    shown = "".join(
        sign if unicodedata.category(sign)[0] != "C" else " " for sign in text.replace("\ufffd", " ")
    )
    return " ".join(shown.split())[:_SHOWN].strip()
