"""Find an answer in the text of printed pages, character for character.

What may differ between an answer and its print, and nothing else:

- white space, line ends, and characters without a shape (soft hyphen, joiners, direction marks);
- ligatures and other presentation forms (ﬁ is fi), canonical equivalence (é is e + ´);
- a hyphen at a line end: the answer's own, or one put there by hyphenation;
- a page break between two words, or at a hyphen within one: what stands below it (footer) and above it on the next page (header, repeated
  table heads, a neighbouring cell) is skipped, by whole lines and at most ``_GAP`` of them on each side.

Words in a right-to-left script are the exception. A PDF holds them in the order they are drawn, ligatures the
other way round, so they cannot be put together again: of those is only asked that each letter is on the pages.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional, normalize

_GAP = 20
_LONG_WORD = 30
"""Letters. An engine breaks a longer word anywhere, so a page may too."""
_LINE_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at a line end, whatever its origin."""
_HYPHEN = re.compile("[-\u2010\x02]")
_PRESENTATION = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
_SHAPELESS = re.compile(
    "[\\s\x00\x01\x03-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_AFTER_DASH = re.compile(r"(?<=[-\u2010\u2013\u2014/])")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def is_shapeless(sign: str) -> bool:
    """Tell whether a character has no shape of its own on paper: white space, a joiner, a soft hyphen."""
    return bool(_SHAPELESS.fullmatch(sign))


@dataclass(frozen=True, slots=True)
class _Folded:
    """Text without what may differ: its letters, and apart from them its hyphens."""

    letters: str
    """Every character with a shape but the hyphens."""
    hyphens: Mapping[int, str]
    """Number of a letter → the hyphens right before it."""
    breaks: tuple[int, ...]
    """Letters before which a line may begin (an answer) or does begin (a page); the last is the end."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one PDF, ready to be searched."""

    pages: tuple[_Folded, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Pages":
        """Fold the text of each page, as pdfium gives it: a line ends in CR LF or in a line hyphen."""
        ended = (_plain(text).replace(_LINE_HYPHEN, _LINE_HYPHEN + "\n") for text in texts)
        return cls(tuple(_fold(text.splitlines()) for text in ended))


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An answer cut by the end of a page: the number of letters done, and the hyphens at the cut."""

    done: int
    hyphens: str


def holds(pages: Pages, value: str) -> bool:
    """Tell whether ``value`` stands on the pages. An answer without any character to see always does."""
    plain = _plain(value).replace(_LINE_HYPHEN, "")
    if _is_right_to_left(plain):
        return all(_holds_word(pages, word) for word in re.findall(r"\w+", plain))
    wanted = _fold(_pieces(plain))
    if not wanted.letters:
        return _holds_hyphens(pages, wanted.hyphens.get(0, ""))
    return any(_stands_on(page, wanted) for page in pages.pages) or _crosses(pages.pages, wanted)


def _plain(text: str) -> str:
    """One spelling for what looks the same. Compatibility would make an s of the long s in ﬅ, so that one is by hand."""
    text = text.replace("\ufb05", "\u017ft")
    return normalize("NFC", _PRESENTATION.sub(lambda form: normalize("NFKC", form[0]), text))


def _is_right_to_left(text: str) -> bool:
    return not text.isascii() and any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def _holds_word(pages: Pages, word: str) -> bool:
    signs = word if _is_right_to_left(word) else (word,)
    return all(any(sign in page.letters for page in pages.pages) for sign in signs)


def _holds_hyphens(pages: Pages, hyphens: str) -> bool:
    return not hyphens or any(
        hyphens in _drawn(printed) for page in pages.pages for printed in page.hyphens.values()
    )


def _drawn(hyphens: str) -> str:
    return hyphens.replace(_LINE_HYPHEN, "-")


def _pieces(value: str) -> list[str]:
    """The pieces of an answer between which a page may break: words, and the letters of a very long word."""
    words = value.split()
    return [
        piece for word in words for piece in (word if len(word) > _LONG_WORD else _AFTER_DASH.split(word))
    ]


def _fold(pieces: Sequence[str]) -> _Folded:
    letters: list[str] = []
    hyphens: dict[int, str] = {}
    breaks = [0]
    count = 0
    for piece in pieces:
        end = 0
        shaped = _SHAPELESS.sub("", piece)
        for hyphen in _HYPHEN.finditer(shaped):
            letters.append(shaped[end : hyphen.start()])
            count += hyphen.start() - end
            end = hyphen.end()
            sign = hyphen[0] if hyphen[0] == _LINE_HYPHEN else "-"
            hyphens[count] = hyphens.get(count, "") + sign
        letters.append(shaped[end:])
        count += len(shaped) - end
        if count > breaks[-1]:
            breaks.append(count)
    return _Folded("".join(letters), hyphens, tuple(breaks))


def _stands_on(page: _Folded, wanted: _Folded) -> bool:
    """Tell whether the whole answer stands on one page."""
    return any(_agrees(page, place, wanted, 0) for place in _places(page.letters, wanted.letters))


def _places(text: str, piece: str) -> Iterator[int]:
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)


def _agrees(page: _Folded, place: int, wanted: _Folded, done: int, upto: int | None = None) -> bool:
    """Tell whether the hyphens of letters ``done`` to ``upto`` are those printed from ``place`` on.

    Inside they are the same, but for those that a line end took or gave. Before the first letter of the answer and
    after its last the page may have more: they are of what surrounds it. At a page break nothing is asked here.
    """
    whole = len(wanted.letters)
    last = whole if upto is None else upto
    shift = place - done
    inner = {at for at in wanted.hyphens if done < at < last}
    inner.update(at - shift for at in page.hyphens if place < at < last + shift)
    if not all(_same(wanted.hyphens.get(at, ""), page.hyphens.get(at + shift, "")) for at in inner):
        return False
    before = done > 0 or _drawn(page.hyphens.get(place, "")).endswith(wanted.hyphens.get(0, ""))
    after = last < whole or _drawn(page.hyphens.get(last + shift, "")).startswith(
        wanted.hyphens.get(whole, "")
    )
    return before and after


def _same(asked: str, printed: str) -> bool:
    return asked in (_drawn(printed), printed.replace(_LINE_HYPHEN, ""))


def _crosses(pages: Sequence[_Folded], wanted: _Folded) -> bool:
    """Tell whether the answer begins at the foot of some page and goes on, at the head of each next, to its end."""
    arrived: set[_Arrival] = set()
    for page in pages:
        leaving = set(_begins(page, wanted))
        for arrival in arrived:
            for start in _heads(page, wanted, arrival):
                if page.letters.startswith(wanted.letters[arrival.done :], start) and _agrees(
                    page, start, wanted, arrival.done
                ):
                    return True
                leaving.update(_fills(page, wanted, arrival.done, start))
        arrived = leaving
    return False


def _hyphenates(page: _Folded, end: int) -> bool:
    """Tell whether the page has a hyphen at a line end there: the page may end within any word."""
    return _LINE_HYPHEN in page.hyphens.get(end, "")


def _cuts(page: _Folded, wanted: _Folded, end: int) -> Sequence[int]:
    """Give the letters of the answer before which a page may end that has ``end`` letters so far."""
    if _hyphenates(page, end):
        return range(1, min(end + 1, len(wanted.letters)))
    return wanted.breaks[1 : bisect_right(wanted.breaks, end, hi=len(wanted.breaks) - 1)]


def _begins(page: _Folded, wanted: _Folded) -> Iterator[_Arrival]:
    """Give each way in which the foot of the page holds the beginning of the answer."""
    for end in page.breaks[-_GAP:]:
        for cut in _cuts(page, wanted, end):
            if (
                page.letters[end - 1] == wanted.letters[cut - 1]
                and page.letters.startswith(wanted.letters[:cut], end - cut)
                and _agrees(page, end - cut, wanted, 0, cut)
            ):
                yield _Arrival(cut, page.hyphens.get(end, ""))


def _heads(page: _Folded, wanted: _Folded, arrival: _Arrival) -> Iterator[int]:
    """Give the lines at the head of the page where the answer may go on."""
    asked = wanted.hyphens.get(arrival.done, "")
    for start in page.breaks[:_GAP]:
        drawn = _drawn(arrival.hyphens + page.hyphens.get(start, ""))
        if page.letters[start : start + 1] == wanted.letters[arrival.done] and asked in drawn:
            yield start


def _fills(page: _Folded, wanted: _Folded, done: int, start: int) -> Iterator[_Arrival]:
    """Give each way in which the answer, from letter ``done``, fills the page from ``start`` to its foot."""
    for end in page.breaks[-_GAP:]:
        cut = done + end - start
        if (
            done < cut < len(wanted.letters)
            and (_hyphenates(page, end) or wanted.breaks[bisect_left(wanted.breaks, cut)] == cut)
            and page.letters.startswith(wanted.letters[done:cut], start)
            and _agrees(page, start, wanted, done, cut)
        ):
            yield _Arrival(cut, page.hyphens.get(end, ""))
