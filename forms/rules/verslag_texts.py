"""Rules of the Sociaal verslag on its texts: length, and no medical data (domain.md §4)."""

import re
from collections.abc import Iterable

from forms.base import Block, field_specs
from forms.fields import MULTILINE
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook, dig
from forms.sociaal_verslag import SociaalVerslag

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_LENGTHS = (
    ("hulpvraag", 30, 4000, "de cliënt vraagt leefloon omdat de werkloosheidsuitkering op 1 maart stopte"),
    ("huisbezoek.reden_geen", 30, None, "de cliënt verblijft tot eind mei in het ziekenhuis in Leuven"),
    (
        "werkbereidheid.motivering",
        60,
        None,
        "de cliënt is ingeschreven bij VDAB, volgt Nederlandse les en solliciteerde vier keer in maart",
    ),
    (
        "diagnose",
        150,
        6000,
        "de cliënt verloor in januari het werk, woont sinds februari alleen en kan de huur niet meer dragen; er is een "
        "klein netwerk en de wil om opnieuw te werken",
    ),
)
"""Texts with a length: the question, the least and the most characters, and an example (domain.md §4)."""

_ICD_10 = re.compile(r"\b[A-Z][0-9]{2}\.[0-9]{1,2}\b|\bF[0-9]{2}\b", re.ASCII)
"""Codes of the ICD-10: a letter and two digits with a decimal, or a bare code of the chapter on mental health."""
_OUR_OWN_WORD = re.compile(r"\bsociale diagnose", re.ASCII)
_MEDICAL = (
    "Deze tekst noemt misschien een aandoening, een geneesmiddel of een medische code. Schrijf alleen wat de beslissing "
    "nodig heeft en verwijs naar het attest, bijvoorbeeld: zie bijlage 5, attest van 12/02/2026."
)

rules = RuleBook()


def mentions_illness(text: str | None, words: Iterable[str]) -> bool:
    """Tell whether a text holds an ICD-10 code, or a word that begins with one of ``words`` (small letters)."""
    if not text:
        return False
    plain = _OUR_OWN_WORD.sub("", text.casefold())
    return bool(_ICD_10.search(text)) or any(re.search(rf"\b{re.escape(word)}", plain) for word in words)


def _words(form: SociaalVerslag, around: Circumstances) -> tuple[str, ...]:
    return around.norms.words("medische_woorden", form.datum_opmaak)


def _watch(path: str) -> None:
    @rules.rule("SV-13", WAARSCHUWING, path, _MEDICAL, source="Dataminimalisatie [S5b][A]")
    def no_medical_data(form: SociaalVerslag, around: Circumstances) -> bool:
        """A warning that never quotes the text."""
        return mentions_illness(dig(form, path), _words(form, around))


def _watch_rows(listed: str, name: str) -> None:
    @rules.each(listed, "SV-13", WAARSCHUWING, name, _MEDICAL, source="Dataminimalisatie [S5b][A]")
    def no_medical_data_in_row(row: Block, form: SociaalVerslag, around: Circumstances) -> bool:
        """The same for a text in a list."""
        return mentions_illness(dig(row, name), _words(form, around))


def _limit(path: str, least: int, most: int | None, example: str) -> None:
    wanted = f"van {least} tot {most}" if most else f"van minstens {least}"

    @rules.rule(
        "SV-LENGTE",
        FOUT,
        path,
        f"Schrijf hier een tekst {wanted} tekens, bijvoorbeeld: {example}.",
        source="domain.md §4",
    )
    def length_right(form: SociaalVerslag, _around: Circumstances) -> bool:
        """Long enough to say something, short enough to be read; a missing text has its own finding."""
        length = len((dig(form, path) or "").strip())
        return 0 < length < least or (most is not None and length > most)


_ALSO_WATCHED = frozenset({"werkbereidheid.attest", "bijlagen.*.omschrijving", "uitgaven.*.omschrijving"})
"""Short texts in which an illness may slip in."""

for _spec in field_specs(SociaalVerslag):
    if _spec.kind is MULTILINE or _spec.path in _ALSO_WATCHED:
        _head, _, _tail = _spec.path.partition(".*.")
        if _tail:
            _watch_rows(_head, _tail)
        else:
            _watch(_spec.path)

for _path, _least, _most, _example in _LENGTHS:
    _limit(_path, _least, _most, _example)
