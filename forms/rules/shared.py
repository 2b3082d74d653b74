"""Rules that all four forms share: head, client, household, and one client a dossier (domain.md §2, §9)."""

import re
from collections.abc import Mapping
from datetime import date

from forms.base import Unanswered
from forms.client import Client, Geslacht, Gezinslid, Paper
from forms.dossier import Kept
from forms.findings import Severity
from forms.numbers import InszFacts, insz_facts
from forms.rulebook import Circumstances, RuleBook
from forms.values import PartialDate

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO
_SHORTEST_REASON = 10

head = RuleBook()
client = RuleBook()


@head.rule(
    "KOP-01",
    FOUT,
    "dossiernummer",
    "Schrijf het dossiernummer zoals op de kaft, bijvoorbeeld {example}.",
    source="Nummering van het huis: norm dossiernummer_patroon [A]",
)
def file_number_fits(form: Paper, around: Circumstances) -> bool | Mapping[str, object]:
    """The pattern of file numbers is a norm of the house."""
    pattern = around.norms.text("dossiernummer_patroon", around.today)
    if not pattern or re.fullmatch(pattern, form.dossiernummer):
        return False
    return {"example": around.norms.text("dossiernummer_voorbeeld", around.today)}


@head.rule(
    "KOP-02",
    FOUT,
    "datum_opmaak",
    "De datum van opmaak ligt in de toekomst. Vul vandaag of een eerdere dag in, bijvoorbeeld {today:%d/%m/%Y}.",
    source="domain.md §2.2 [A]",
)
def made_not_in_future(form: Paper, around: Circumstances) -> bool | Mapping[str, object]:
    """A paper is not dated ahead."""
    return {"today": around.today} if form.datum_opmaak > around.today else False


@head.rule(
    "KOP-03",
    FOUT,
    "datum_opmaak",
    "De datum van opmaak ligt vóór de datum van de aanvraag. Vul een dag in op of na de aanvraag, bijvoorbeeld "
    "{applied:%d/%m/%Y}.",
    source="domain.md §2.2 [A]",
)
def made_after_application(form: Paper, _around: Circumstances) -> bool | Mapping[str, object]:
    """A paper follows the application."""
    if form.datum_aanvraag is None or form.datum_opmaak >= form.datum_aanvraag:
        return False
    return {"applied": form.datum_aanvraag}


def _facts(person: Client | Gezinslid) -> InszFacts:
    if not person.insz:
        raise Unanswered("insz")
    return insz_facts(person.insz)


def _mismatch(told: PartialDate, in_number: PartialDate) -> bool:
    if in_number.full is not None:
        return told != in_number
    pairs = zip(
        (told.year, told.month, told.day), (in_number.year, in_number.month, in_number.day), strict=True
    )
    return any(left is not None and right is not None and left != right for left, right in pairs)


def _client(form: Paper) -> Client:
    person: Client | None = form.client
    if person is None:
        raise Unanswered("client")
    return person


_BIRTH = (
    "De geboortedatum past niet bij het rijksregisternummer. Kijk beide na op de identiteitskaart: de eerste zes "
    "cijfers zijn jaar, maand en dag, bijvoorbeeld 85.07.30 voor 30/07/1985."
)


@client.rule("CLI-01", FOUT, "client.geboortedatum", _BIRTH, source="Opbouw van het INSZ [S58]")
def birth_fits_number(form: Paper, _around: Circumstances) -> bool:
    """The known parts of both dates agree."""
    person = _client(form)
    return _mismatch(person.geboortedatum, _facts(person).born)


@client.each("gezin", "CLI-01", FOUT, "geboortedatum", _BIRTH, source="Opbouw van het INSZ [S58]")
def member_birth_fits_number(member: Gezinslid, _form: Paper, _around: Circumstances) -> bool:
    """The same for each member of the household."""
    return _mismatch(member.geboortedatum, _facts(member).born)


def _in_future(born: PartialDate, today: date) -> bool:
    earliest = date(born.year, born.month or 1, born.day or 1) if born.year else today
    return earliest > today


_FUTURE = (
    "De geboortedatum ligt in de toekomst. Vul de datum van de identiteitskaart in, bijvoorbeeld 30/07/1985."
)


@client.rule("CLI-02", FOUT, "client.geboortedatum", _FUTURE, source="domain.md §9.1")
def born_in_past(form: Paper, around: Circumstances) -> bool:
    """Nobody is born tomorrow."""
    return _in_future(_client(form).geboortedatum, around.today)


@client.each("gezin", "CLI-02", FOUT, "geboortedatum", _FUTURE, source="domain.md §9.1")
def member_born_in_past(member: Gezinslid, _form: Paper, around: Circumstances) -> bool:
    """The same for each member of the household."""
    return _in_future(member.geboortedatum, around.today)


_NUMBER_FUTURE = (
    "De geboortedatum in dit nummer ligt in de toekomst: er is een cijfer verkeerd. Schrijf het als "
    "JJ.MM.DD-VVV.CC, bijvoorbeeld 85.07.30-033.28."
)


@client.rule("CLI-03", FOUT, "client.insz", _NUMBER_FUTURE, source="domain.md §9.1 [S58]")
def number_in_past(form: Paper, around: Circumstances) -> bool:
    """A number that only fits with the prefix of 2000 and lies ahead is wrong."""
    return _in_future(_facts(_client(form)).born, around.today)


@client.each("gezin", "CLI-03", FOUT, "insz", _NUMBER_FUTURE, source="domain.md §9.1 [S58]")
def member_number_in_past(member: Gezinslid, _form: Paper, around: Circumstances) -> bool:
    """The same for each member of the household."""
    return _in_future(_facts(member).born, around.today)


_FICTIONAL = "Dit nummer (volgnummer 999) is van niemand: het formulier gaat over een verzonnen persoon."


@client.rule(
    "CLI-04", INFO, "client.insz", _FICTIONAL, source="Volgnummers 001-998 [S58]; domain.md §9.1 [A]"
)
def example_client(form: Paper, around: Circumstances) -> bool:
    """Examples are let through where the house allows them, and said to be examples."""
    return around.fictional_allowed and _facts(_client(form)).fictional


@client.rule(
    "CLI-04",
    FOUT,
    "client.insz",
    f"{_FICTIONAL} Vul het nummer van de identiteitskaart in, bijvoorbeeld 85.07.30-033.28.",
    source="Volgnummers 001-998 [S58]; instelling validation.fictional",
)
def no_example_client(form: Paper, around: Circumstances) -> bool:
    """A house at work refuses made-up people."""
    return not around.fictional_allowed and _facts(_client(form)).fictional


@client.each(
    "gezin",
    "CLI-04",
    FOUT,
    "insz",
    f"{_FICTIONAL} Vul het nummer van de identiteitskaart in, bijvoorbeeld 85.07.30-033.28.",
    source="Volgnummers 001-998 [S58]; instelling validation.fictional",
)
def no_example_member(member: Gezinslid, _form: Paper, around: Circumstances) -> bool:
    """The same for each member of the household."""
    return not around.fictional_allowed and _facts(member).fictional


@client.rule(
    "CLI-05",
    INFO,
    "client.geslacht",
    "Het geslacht verschilt van wat het rijksregisternummer doet vermoeden. Dat kan juist zijn na een aanpassing.",
    source="domain.md §2.3 [A]",
)
def sex_fits_number(form: Paper, _around: Circumstances) -> bool:
    """Registered sex can change: good to know, no fault."""
    person = _client(form)
    told = _facts(person)
    differs = told.sex not in {person.geslacht, "onbekend"}
    return person.geslacht in {Geslacht.V, Geslacht.M} and differs and not told.fictional


@client.rule(
    "CLI-06",
    FOUT,
    "client.insz_afwezig_reden",
    "Schrijf in minstens 10 tekens waarom er nog geen nummer is, bijvoorbeeld: aanvraag BIS-nummer loopt bij de KSZ.",
    source="domain.md §2.3 [A]",
)
def reason_without_number(form: Paper, _around: Circumstances) -> bool:
    """A missing number wants a reason of some length."""
    person = _client(form)
    return not person.insz and 0 < len(person.insz_afwezig_reden or "") < _SHORTEST_REASON


@client.rule(
    "CLI-07",
    WAARSCHUWING,
    "client.verblijf_geldig_tot",
    "De verblijfstitel is vervallen op de datum van opmaak. Kijk na of er een nieuwe is en vul die datum in, "
    "bijvoorbeeld 30/06/2027.",
    source="domain.md §2.3 [A]",
)
def residence_still_valid(form: Paper, _around: Circumstances) -> bool:
    """An expired title is a reason to look, not to refuse."""
    person = _client(form)
    until = person.verblijf_geldig_tot
    return until is not None and until < form.datum_opmaak


def _differs(person: Client, other: Kept[Paper]) -> bool:
    """Tell whether another paper holds another number; a paper without one says nothing."""
    try:
        known = _client(other.form).insz
    except Unanswered:
        return False
    return bool(known) and known != person.insz


def _replaces_bis(person: Client, other: Kept[Paper]) -> bool:
    """A number of the national register takes the place of a BIS number once somebody is registered [S58]."""
    mine, theirs = _facts(person), _facts(_client(other.form))
    return mine.bis is not theirs.bis and not _mismatch(mine.born, theirs.born)


def _others(form: Paper, around: Circumstances, *, bis: bool) -> Mapping[str, object] | bool:
    person = _client(form)
    if not person.insz:
        return False
    for other in around.papers.papers:
        if _differs(person, other) and _replaces_bis(person, other) is bis:
            example = around.norms.text("dossiernummer_voorbeeld", around.today)
            return {"title": type(other.form).TITLE.lower(), "day": other.day, "example": example}
    return False


@client.rule(
    "DOS-01",
    FOUT,
    "client.insz",
    "Dit is een ander nummer dan in het papier '{title}' van {day:%d/%m/%Y} met hetzelfde dossiernummer. Kijk het nummer na "
    "op de identiteitskaart en het dossiernummer op de kaft: een andere cliënt heeft een eigen dossiernummer, bijvoorbeeld "
    "{example}. Is het andere papier fout, vraag de beheerder dan om het uit de outbox te halen.",
    source="Eén cliënt, één dossiernummer: domain.md §2.2 [A]",
)
def same_client(form: Paper, around: Circumstances) -> bool | Mapping[str, object]:
    """All papers of one file number are about one person."""
    return _others(form, around, bis=False)


@client.rule(
    "DOS-01",
    WAARSCHUWING,
    "client.insz",
    "In het papier '{title}' van {day:%d/%m/%Y} staat nog een BIS-nummer, hier een rijksregisternummer (of omgekeerd). Kijk na "
    "of beide van dezelfde cliënt zijn.",
    source="Een BIS-nummer wordt vervangen bij inschrijving in het Rijksregister [S58]",
)
def number_replaced(form: Paper, around: Circumstances) -> bool | Mapping[str, object]:
    """Who gets registered gets another number."""
    return _others(form, around, bis=True)
