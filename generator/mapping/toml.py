"""Writing TOML, as far as a field map needs it."""

import json
from collections.abc import Iterator

_DELETE = "\x7f"
"""The one control character that a TOML string may not hold as it is and that JSON does not escape."""


def pair(left: str, right: str) -> str:
    """Write one line: a quoted key and a text."""
    return f"{quoted(left)} = {quoted(right)}"


def quoted(text: str) -> str:
    """Write a text as a basic string: what JSON escapes, TOML escapes the same way (TOML 1.0, String)."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")


def remark(text: str) -> Iterator[str]:
    """Write each line of a text as a remark."""
    yield from (f"# {_plain(line)}".rstrip() for line in text.split("\n"))


def aside(text: str) -> str:
    """Write a remark behind something on the same line."""
    return f"  # {_plain(text)}"


def _plain(text: str) -> str:
    """One line without control characters, which a remark may not hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
