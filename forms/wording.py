"""What running text says: words, split verbs, names, and how long something lasts.

Enough to warn a writer, never to decide: the lists of words are norms of the house.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "een één eén",
            "twee",
            "drie",
            "vier",
            "vijf",
            "zes",
            "zeven",
            "acht",
            "negen",
            "tien",
            "elf",
            "twaalf",
        ),
        start=1,
    )
    for word in words.split()
}
_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7, "maand": 31, "maanden": 31, "jaar": 365, "jaren": 365}
DAYS_IN_MONTH = _DAYS["maand"]
"""A month counts as its longest, so that 30 days, 4 weeks and 31 days are all one month at most."""

_LENGTH = re.compile(
    rf"(?P<frame>\bbinnen (?:de |het )?)?\b(?P<number>[0-9]{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>{'|'.join(_DAYS)})\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[,;:()]| en | of ", re.IGNORECASE)


def mentions(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text holds one of these words, also inside a longer word; upper and lower case alike."""
    lowered = text.casefold()
    return any(word.casefold() in lowered for word in words)


def holds_in_order(text: str, phrase: str) -> bool:
    """Tell whether the words of a phrase stand in a text in this order; Dutch splits its verbs ("kent … toe")."""
    spoken = iter(re.findall(r"\w+", text.casefold()))
    return all(word in spoken for word in phrase.casefold().split())


def holds_whole(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as a whole, not inside another word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def sentences(text: str) -> list[str]:
    """Split text into sentences and lines."""
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts, with the words of the sentence that belong to it."""

    days: int
    words: str


def lengths(sentence: str) -> Iterator[Length]:
    """Find the lengths of time in a sentence ("twee maanden", "6 weken").

    "Binnen een jaar" is a term in which something happens, no length: it belongs to the words of the next one.
    """
    begin = 0
    for match in _LENGTH.finditer(sentence):
        if match["frame"]:
            continue
        ends = _CLAUSE_ENDS.search(sentence, match.end())
        end = ends.start() if ends else len(sentence)
        number = match["number"].casefold()
        count = int(number) if number.isdecimal() else _NUMBERS[number]
        yield Length(count * _DAYS[match["unit"].casefold()], sentence[begin:end])
        begin = end
