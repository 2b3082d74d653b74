"""Changes to forms as data: values of another kind, names lost or doubled, lines moved."""

import json
from random import Random
from typing import Any

from tests.fuzz.bytes_changed import NUMBERS, WORDS

_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"a": {"a": {"a": 1}}},
)
_LINES = (
    "\t",
    "- ",
    "  ",
    "? ",
    ": ",
    "&a ",
    "*a ",
    "!!python/none ",
    "|",
    ">-",
    "--- ",
    "# ",
    "%YAML 9",
    "'",
    '"',
    "[",
    "{",
)


def json_changed(random: Random, content: bytes) -> bytes:
    """One to five values or names of the data changed."""
    data = json.loads(content)
    for _ in range(random.randint(1, 5)):
        _change(random, data)
    text = json.dumps(data, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 2)))
    if random.random() < 0.2:
        text = text.replace('""', random.choice(NUMBERS), 1)
    return text.encode(errors="surrogatepass")


def _change(random: Random, data: Any) -> None:
    place = data
    while True:
        below = [
            one
            for one in (place.values() if isinstance(place, dict) else place)
            if isinstance(one, dict | list) and one
        ]
        if not below or random.random() < 0.3:
            break
        place = random.choice(below)
    key: Any = random.choice(list(place)) if isinstance(place, dict) else random.randrange(len(place))
    kind = random.randrange(5)
    if kind == 0:
        del place[key]
    elif kind == 1 and isinstance(place, dict):
        place[random.choice((f"{key}.{key}", key.upper(), *WORDS[:40]))] = place[key]
    elif kind == 2:
        place[key] = random.choice(_ODD)
    elif kind == 3:
        place[key] = [place[key]] * random.choice((1, 3, 3_000))
    else:
        place[key] = random.choice(WORDS)
    if not data:
        data["documenttype"] = "advies"


def lines_changed(random: Random, content: bytes) -> bytes:
    """Lines lost, doubled, moved, indented otherwise, or with a sign that means something in YAML."""
    lines = content.decode().split("\n")
    for _ in range(random.randint(1, 5)):
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        kind = random.randrange(5)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines[at:at] = [lines[to]] * random.choice((1, 2, 3_000))
        elif kind == 2:
            lines[at], lines[to] = lines[to], lines[at]
        elif kind == 3:
            lines[at] = random.choice(_LINES) + lines[at]
        else:
            lines[at] = f"{lines[at].partition(':')[0]}: {random.choice(WORDS)}"
    return "\n".join(lines).encode(errors="surrogatepass")


JSON = (json_changed, json_changed, lines_changed)
YAML = (lines_changed,)
