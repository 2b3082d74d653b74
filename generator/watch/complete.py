"""Is a file whole? A copy may stand still for longer than any pause, or have its full length from the start."""

import os
import re
import zipfile
from pathlib import Path

_PDF_END_REACH = 2048
_JSON_MAX = 5 * 1024 * 1024
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


def is_complete(path: Path) -> bool:
    """Tell whether the end of a file's structure is there: a zip directory, ``%%EOF``, the last bracket.

    What is no file of its kind at all counts as complete: waiting would not mend it. Raises OSError.
    """
    with path.open("rb") as source:
        head = source.read(8)
        if not head.strip(b"\0"):
            return False
        if head.startswith(b"%PDF-"):
            source.seek(max(0, os.fstat(source.fileno()).st_size - _PDF_END_REACH))
            return b"%%EOF" in source.read()
        if path.suffix.casefold() == ".json":
            source.seek(0)
            return json_closed(source.read(_JSON_MAX))
    return _has_directory(path) if head.startswith(b"PK\x03\x04") else True


def json_closed(text: bytes) -> bool:
    """Tell whether every string and bracket that JSON text opens is closed again; it may be wrong otherwise."""
    bare = _STRING.sub(b"", text)
    opened = bare.count(b"{") + bare.count(b"[")
    closed = bare.count(b"}") + bare.count(b"]")
    return len(text) == _JSON_MAX or (opened <= closed and b'"' not in bare and not text.endswith(b"\0"))


def _has_directory(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path):
            return True
    except zipfile.BadZipFile:
        return False
    except (ValueError, NotImplementedError):
        return True  # whole, but wrong: intake says so
