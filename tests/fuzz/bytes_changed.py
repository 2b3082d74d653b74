"""Changes to bytes of any kind, and to the words in a form."""

from collections.abc import Callable
from random import Random

Change = Callable[[Random, bytes], bytes]

BYTES = (
    b"\0",
    b"\xff",
    b"\n",
    b"\r",
    b"\t",
    b" ",
    b"<",
    b">",
    b"&",
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"/",
    b"%",
)
NUMBERS = (
    "0",
    "-1",
    "1",
    "2147483648",
    "4294967295",
    "-2147483649",
    "99999999999999999999",
    "1e400",
    "0.0001",
    "NaN",
)
WORDS = (
    *NUMBERS,
    *(
        "",
        " ",
        "\0",
        "\x07",
        "\x0b",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\t\t",
        "a\nb\r\nc\rd",
        "\u2028",
        "\ufeff",
        "\uffff",
    ),
    *(
        "\u202egnp.exe",
        "\u2066x\u2069",
        "\u200b\u200d",
        "é",
        "e\u0301",
        "ﬁ",
        "１２３",
        "٣",
        "汉字",
        "👩‍👩‍👧",
        "🏴\U000e0067\U000e0062\U000e007f",
    ),
    *(
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{{ cycler.__init__ }}",
        "${x}",
        "%s%n",
        "<w:p/>",
        "]]>",
        "&lt;&amp;",
        "--",
        "'\"",
    ),
    *(
        "=1+1",
        "+1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "../../etc/passwd",
        "C:\\x",
        "NUL",
        "null",
        "~",
        "ja",
        "true",
    ),
    *(
        "31/02/2026",
        "00/00/0000",
        "29/02/2025",
        "1.234",
        "1,2,3",
        "-0",
        "BE00 0000 0000 0000",
        "00.00.00-000.00",
    ),
    *("x" * 300, "woord " * 5_000, "a\n" * 3_000, "W" * 25_000, "A" * 40_000),
)
_MOST = 64


def flipped(random: Random, content: bytes) -> bytes:
    """A few bits turned."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 40)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def overwritten(random: Random, content: bytes) -> bytes:
    """A run of bytes replaced by one that matters, or by noise."""
    start, end = _slice(random, content)
    new = random.choice(BYTES) * (end - start) if random.random() < 0.5 else random.randbytes(end - start)
    return content[:start] + new + content[end:]


def cut(random: Random, content: bytes) -> bytes:
    """The end is missing."""
    return content[: random.randrange(len(content) + 1)]


def removed(random: Random, content: bytes) -> bytes:
    """A run of bytes is missing."""
    start, end = _slice(random, content)
    return content[:start] + content[end:]


def repeated(random: Random, content: bytes) -> bytes:
    """A run of bytes stands there more than once."""
    start, end = _slice(random, content)
    return content[:end] + content[start:end] * random.choice((1, 2, 50)) + content[end:]


def inserted(random: Random, content: bytes) -> bytes:
    """Something stands in between."""
    at = random.randrange(len(content) + 1)
    new = (
        random.choice(WORDS).encode(errors="surrogatepass") if random.random() < 0.5 else random.choice(BYTES)
    )
    return content[:at] + new + content[at:]


def tail_zeroed(random: Random, content: bytes) -> bytes:
    """A copy that stopped on a disk that had the room ready."""
    at = random.randrange(len(content) + 1)
    return content[:at] + bytes(len(content) - at)


def spliced(random: Random, one: bytes, other: bytes) -> bytes:
    """The begin of one file and the end of another."""
    return one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other) + 1) :]


ANY: tuple[Change, ...] = (flipped, overwritten, cut, removed, repeated, inserted, tail_zeroed)


def _slice(random: Random, content: bytes) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.randint(1, random.choice((2, 8, _MOST, 4_096))))
