"""Changes to the objects of a PDF that leave it a sound file, and to its text as it stands."""

import io
import re
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.fuzz.bytes_changed import NUMBERS, WORDS

_NUMBER = re.compile(rb"(?<=[ \[/(])-?[0-9]{1,10}(?=[ \])/\n])")
_NAME = re.compile(rb"/[A-Za-z]{1,20}")
_KEYS = (
    "/V",
    "/AS",
    "/Kids",
    "/Parent",
    "/FT",
    "/T",
    "/Ff",
    "/Opt",
    "/AP",
    "/Fields",
    "/Pages",
    "/XFA",
    "/Rect",
    "/MK",
    "/DA",
)


def objects_changed(random: Random, content: bytes) -> bytes:
    """One to four entries of dictionaries or arrays replaced, lost or added."""
    with pikepdf.open(io.BytesIO(content)) as made:
        places = [one for one in made.objects if isinstance(one, Dictionary | Array)]
        for _ in range(random.randint(1, 4)):
            _change(random, made, random.choice(places))
        target = io.BytesIO()
        try:
            made.save(target, deterministic_id=True)
        except Exception:  # it cannot be written any more: a change too many
            return content
    return target.getvalue()


def _change(random: Random, made: pikepdf.Pdf, place: Any) -> None:
    new = _thing(random, made)
    if isinstance(place, Array):
        at = random.randrange(len(place) + 1)
        if at < len(place) and random.random() < 0.7:
            place[at] = new
        else:
            place.append(new)
        return
    key = random.choice(
        [*place.keys(), *_KEYS] if random.random() < 0.7 else list(place.keys()) or list(_KEYS)
    )
    if new is None or (key in place and random.random() < 0.3):
        if key in place:
            del place[key]
    else:
        place[key] = new


def _thing(random: Random, made: pikepdf.Pdf) -> Any:
    kind = random.randrange(7)
    if kind == 0:
        return random.choice((0, -1, 1, 2**31, 10**18, True, None))
    if kind == 1:
        return String(random.choice(WORDS))
    if kind == 2:
        return Name(f"/{random.choice(('Off', 'Yes', 'Tx', 'Btn', 'Ch', 'Sig', 'x#20y', 'A' * 200))}")
    if kind == 3:
        return made.make_stream(random.choice(WORDS).encode(errors="surrogatepass"))
    if kind == 4:
        return _nested(random.choice((2, 40, 400)))
    return random.choice([one for one in made.objects if one is not None])


def _nested(depth: int) -> Array:
    inner = Array()
    for _ in range(depth):
        inner = Array([inner])
    return inner


def tokens_changed(random: Random, content: bytes) -> bytes:
    """Numbers and names in the text of the file replaced: references, lengths, places in the table, filters."""
    for _ in range(random.randint(1, 4)):
        pattern = random.choice((_NUMBER, _NAME))
        found = list(pattern.finditer(content))
        if not found:
            return content
        one = random.choice(found)
        new = random.choice(NUMBERS).encode() if pattern is _NUMBER else random.choice(found)[0]
        content = content[: one.start()] + new + content[one.end() :]
    return content


PDF = (objects_changed, objects_changed, tokens_changed)
