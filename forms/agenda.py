"""The agenda of a session: under which heading an advice comes, in which order, and who it is about without a name.

Order and headings: domain.md §12 [A]; who is described by age and kind of household, never by name [S21][S24].
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.advies import Advies
from forms.advies_choices import Aard, Beslissing, Orgaan
from forms.base import Unanswered
from forms.client import Gezinslid, Relatie
from forms.wording import mentions

MINUTES = "Goedkeuring van de notulen van de vorige vergadering"
_RATIFICATION = "Bekrachtiging van dringende hulpverlening door de voorzitter"
_CASES = "Individuele dossiers"
_NOTED = "Kennisname"
_POLICY = "Beleidsadviezen en varia"
_GROUPS, _AGREEMENTS = "Groepswerking", "Overeenkomsten"

_COMMITTEE = (MINUTES, _RATIFICATION, _CASES, _NOTED, _POLICY)
_BUREAU = (MINUTES, _CASES, _GROUPS, _AGREEMENTS, _POLICY)

_NEW, _REVIEWED, _STOPPED = "Leefloon: nieuwe aanvraag", "Leefloon: herziening", "Leefloon: stopzetting"
_EQUIVALENT, _MEDICAL, _SUPPORT = "Equivalent leefloon", "Dringende medische kosten", "Financiële steun"
_WORK, _RECOVERY, _SANCTION = "Artikel 60 en TWE", "Terugvordering", "Sanctie"
_CASE_ORDER = (_NEW, _REVIEWED, _STOPPED, _EQUIVALENT, _MEDICAL, _SUPPORT, _WORK, _RECOVERY, _SANCTION)

_BY_KIND: Mapping[Aard, tuple[str, str]] = {
    Aard.BEKRACHTIGING: (_RATIFICATION, ""),
    Aard.TERUGVORDERING: (_CASES, _RECOVERY),
    Aard.SANCTIE: (_CASES, _SANCTION),
    Aard.TWE: (_CASES, _WORK),
    Aard.ARTIKEL_60: (_CASES, _WORK),
    Aard.KENNISNAME_GPMI: (_NOTED, ""),
    Aard.BELEIDSADVIES: (_POLICY, ""),
    Aard.GROEPSWERKING: (_GROUPS, ""),
    Aard.OVEREENKOMST: (_AGREEMENTS, ""),
}
_BY_DECISION: Mapping[Beslissing, tuple[str, str]] = {
    Beslissing.KENNISNEMEN: (_NOTED, ""),
    Beslissing.BEKRACHTIGEN: (_RATIFICATION, ""),
    Beslissing.SCHORSEN: (_CASES, _SANCTION),
    Beslissing.TERUGVORDEREN: (_CASES, _RECOVERY),
}
_LEEFLOON: Mapping[Beslissing, str] = {Beslissing.HERZIEN: _REVIEWED, Beslissing.STOPZETTEN: _STOPPED}


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a point stands on the agenda."""

    title: str
    """``Individuele dossiers``."""
    group: str = ""
    """Within it, ``Leefloon: herziening``; empty where a heading has no groups."""


def headings(organ: str) -> tuple[str, ...]:
    """The headings of an organ's agenda, in order."""
    return _COMMITTEE if organ == Orgaan.BCSD.value else _BUREAU


def headings_shown(organ: str, used: Collection[str]) -> tuple[str, ...]:
    """The headings that an agenda prints when those of ``used`` have points.

    The others are printed too, as having none; but another organ than the committee has individual cases by exception
    only [S23].
    """
    always = headings(organ) if organ == Orgaan.BCSD.value else tuple(one for one in _BUREAU if one != _CASES)
    return tuple(title for title in headings(organ) if title in always or title in used)


def heading_of(form: Advies) -> Heading:
    """Find the heading of an advice, from its kind and the proposed decision.

    The form has no answer for equivalent leefloon and urgent medical costs: a category of leefloon in other support
    tells the first, the word in the subject the second.
    """
    title, group = _BY_KIND.get(form.aard) or _BY_DECISION.get(form.beslissing) or (_CASES, _case(form))
    known = headings(form.orgaan.value)
    return Heading(title, group) if title in known else Heading(_POLICY)


def _case(form: Advies) -> str:
    if form.aard is Aard.MAATSCHAPPELIJKE_INTEGRATIE:
        return _LEEFLOON.get(form.beslissing, _NEW)
    if (form.toekenning is not None and form.toekenning.categorie) or mentions(
        form.onderwerp, ("equivalent",)
    ):
        return _EQUIVALENT
    return _MEDICAL if mentions(form.onderwerp, ("medisch",)) else _SUPPORT


def rank(heading: Heading, organ: str) -> tuple[int, int]:
    """The place of a heading, to sort by."""
    group = _CASE_ORDER.index(heading.group) if heading.group in _CASE_ORDER else 0
    return headings(organ).index(heading.title), group


def described(form: Advies, day: date) -> str:
    """Tell who an item is about without a name: ``34 jaar, alleenstaand met 2 kinderen ten laste``.

    Empty for an item that is about no one client.
    """
    try:
        client = form.client
        if client is None:
            return ""
        age = client.geboortedatum.age_on(day)
        household = _household(form.gezin)
    except Unanswered:
        return ""
    return ", ".join(part for part in (f"{age} jaar" if age is not None else "", household) if part)


def _household(members: Sequence[Gezinslid]) -> str:
    """Cohabiting is one roof and one household [S8]: who only rents a room there is no cohabitant."""
    roof = [member for member in members if member.onder_zelfde_dak]
    partner = any(member.relatie is Relatie.PARTNER for member in roof)
    children = sum(member.relatie is Relatie.KIND and member.ten_laste for member in members)
    others = any(
        member.huishouden_gemeenschappelijk
        and member.relatie is not Relatie.PARTNER
        and not (member.relatie is Relatie.KIND and member.ten_laste)
        for member in roof
    )
    return "".join(_words(partner=partner, others=others, children=children))


def _words(*, partner: bool, others: bool, children: int) -> Iterator[str]:
    yield "met partner" if partner else "samenwonend" if others else "alleenstaand"
    if children:
        yield f"{' en' if partner else ' met'} {children} {'kind' if children == 1 else 'kinderen'} ten laste"
