"""Comparisons that can never hold: a word that is no answer of the list, a number beside a printed text."""

from difflib import get_close_matches

from generator.merge.filters import called
from generator.merge.shapes import Anything, Group, Number, Rows, Shape, Text

_LIKE = 0.6
_SHOWN = 8
_ORDER = frozenset({"gt", "gteq", "lt", "lteq"})


def wrong_type(operator: str, one: Shape, other: Shape) -> str:
    """Say why two things cannot be compared like this; empty when they can."""
    if operator in {"in", "notin"}:
        return (
            "Met «in» zoekt u in een lijst of een tekst, niet in een groep of getal."
            if isinstance(other, Group | Number)
            else ""
        )
    for this, that in ((one, other), (other, one)):
        if isinstance(this, Group | Rows) and not (isinstance(that, type(this) | Anything)):
            return f"Hier wordt {called(this)} vergeleken met {called(that)}: dat is nooit gelijk. Noem het antwoord erin."
        if isinstance(this, Number) and isinstance(that, Text):
            return f"Hier wordt een getal vergeleken met {called(that)}: dat is nooit gelijk. Zet het getal tussen aanhalingstekens."
    if operator in _ORDER and isinstance(one, Text) and isinstance(other, Text) and (one.kind or other.kind):
        return f"Groter en kleiner werken hier niet: dit is {called(one if one.kind else other)}, als gedrukte tekst vergeleken."
    return ""


def wrong_choice(asked: Text, name: str, words: str, *, part: bool) -> str:
    """Say that words are no answer of a closed list; empty when they are, or when the list is not closed.

    ``part``: they are looked for within the text of the answer.
    """
    labels = list(asked.choices.values())
    if not labels or not words:
        return ""
    if part and any(words in label for label in labels):
        return ""
    if all(piece in labels for piece in (words.split(", ") if asked.multiple else [words])):
        return ""
    start = f"«{words}» is geen antwoord van «{name}»."
    code = next((code for code in asked.choices if code.casefold() == words.casefold()), None)
    if code is not None:
        return f"{start} In het document staat het woord zoals het gedrukt wordt: «{asked.choices[code]}»."
    like = get_close_matches(words, labels, 1, _LIKE)
    if like:
        return f"{start} Bedoelde u «{like[0]}»?"
    more = "; …" if len(labels) > _SHOWN else ""
    return f"{start} De antwoorden zijn: {'; '.join(labels[:_SHOWN])}{more}."
