"""Rules of the Advies that look at the other papers of its dossier (domain.md §6)."""

from collections.abc import Iterator, Mapping

from forms import advies_facts as facts
from forms import verslag_facts
from forms.advies import Advies
from forms.advies_blocks import Voorwaarde
from forms.advies_choices import AID, WILLINGNESS, Aard, Beslissing
from forms.base import Unanswered
from forms.dossier import Kept
from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_choices import Gewenst
from forms.wording import holds_whole

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


def _report(form: Advies, around: Circumstances) -> Kept[SociaalVerslag]:
    """The report under the advice. Raises Unanswered where there is none."""
    found = facts.report_under(form, around.papers)
    if found is None:
        raise Unanswered("sociaal_verslag")
    return found


def _without_report(form: Advies, around: Circumstances) -> bool:
    return form.aard in AID and not around.papers.of(SociaalVerslag)


_NO_REPORT = (
    "In het dossier staat geen sociaal verslag, en hulp aan een cliënt steunt daarop. Zet het verslag in de map inbox, of kijk "
    "het dossiernummer na, bijvoorbeeld {example}."
)


@rules.rule("ADV-06", WAARSCHUWING, "sociaal_verslag_ref", _NO_REPORT, source="[S5]")
def report_still_to_come(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """On arrival the report may still be on its way."""
    if around.at_meeting or not _without_report(form, around):
        return False
    return {"example": around.norms.text("dossiernummer_voorbeeld", around.today)}


@rules.rule("ADV-06", FOUT, "sociaal_verslag_ref", _NO_REPORT, source="[S5]; bij de zitting")
def report_is_there(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """No item goes to the board without its report."""
    if not around.at_meeting or not _without_report(form, around):
        return False
    return {"example": around.norms.text("dossiernummer_voorbeeld", around.today)}


@rules.rule(
    "ADV-06",
    WAARSCHUWING,
    "sociaal_verslag_ref.datum",
    "In het dossier staat geen sociaal verslag van deze datum; het laatste is van {day:%d/%m/%Y}. Kijk de datum na.",
    source="[S5]",
)
def named_report_known(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """The report that an advice names by its date is in the dossier."""
    last = around.papers.latest(SociaalVerslag)
    if last is None or form.sociaal_verslag_ref is None or form.sociaal_verslag_ref.hash:
        return False
    return {"day": last.day} if facts.report_named(form, around.papers) is None else False


@rules.rule(
    "ADV-06",
    WAARSCHUWING,
    "sociaal_verslag_ref.hash",
    "Dit controlegetal hoort bij geen enkel sociaal verslag van het dossier: het verslag is sindsdien veranderd, of het getal is "
    "verkeerd overgenomen. Kopieer het uit het manifest van het verslag van {day:%d/%m/%Y}.",
    source="[S5]; sha256, FIPS 180-4",
)
def named_report_unchanged(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """A digest names one version of one report."""
    last = around.papers.latest(SociaalVerslag)
    if last is None or form.sociaal_verslag_ref is None or not form.sociaal_verslag_ref.hash:
        return False
    return {"day": last.day} if facts.report_named(form, around.papers) is None else False


@rules.rule(
    "ADV-06",
    WAARSCHUWING,
    "sociaal_verslag_ref",
    "Er is een nieuwer sociaal verslag dan dat waarnaar het advies verwijst, van {day:%d/%m/%Y}. Kijk na of het advies nog klopt "
    "en verwijs naar het nieuwe.",
    source="[S5]",
)
def named_report_latest(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """An advice rests on what is known last."""
    named, last = facts.report_named(form, around.papers), around.papers.latest(SociaalVerslag)
    newer = named is not None and last is not None and last.day > named.day
    return {"day": last.day} if last is not None and newer else False


def _people(around: Circumstances) -> Iterator[str]:
    """Names of the household as the other papers have it."""
    for kept in around.papers.papers:
        for person in (kept.form.client, *kept.form.gezin):
            if person is not None:
                yield from (person.naam, person.voornaam)


@rules.rule(
    "ADV-03",
    WAARSCHUWING,
    "onderwerp",
    "In het onderwerp staat een naam uit het dossier. De agenda is neutraal: gebruik het dossiernummer, bijvoorbeeld: Leefloon, "
    "nieuwe aanvraag, dossier {example}.",
    source="domain.md §6 en §12 [A][S21]",
)
def subject_names_nobody(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """An agenda names nobody of the household, also who stands in another paper only."""
    named = any(holds_whole(form.onderwerp, name) for name in _people(around))
    return {"example": around.norms.text("dossiernummer_voorbeeld", around.today)} if named else False


def _granted(form: Advies, around: Circumstances) -> Kept[SociaalVerslag]:
    """The report that computed the leefloon of a grant. Raises Unanswered for any other advice or report."""
    integration = form.aard is Aard.MAATSCHAPPELIJKE_INTEGRATIE and form.beslissing is Beslissing.TOEKENNEN
    report = _report(form, around)
    if not integration or form.toekenning is None or report.form.leefloon is None:
        raise Unanswered("toekenning")
    return report


@rules.rule(
    "ADV-10",
    WAARSCHUWING,
    "toekenning.categorie",
    "Het sociaal verslag van {day:%d/%m/%Y} komt tot een andere leeflooncategorie. Kijk na welke juist is, en pas het andere "
    "papier aan.",
    source="Leefloon per categorie [S8]; het advies steunt op het verslag [S5]",
)
def category_as_reported(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """What is granted follows from the investigation."""
    report, granted = _granted(form, around), form.toekenning
    found = verslag_facts.leefloon_of(report.form).categorie
    differs = granted is not None and granted.categorie is not None and granted.categorie is not found
    return {"day": report.day} if differs else False


@rules.rule(
    "ADV-10",
    WAARSCHUWING,
    "toekenning.bedrag_maand",
    "Het sociaal verslag van {day:%d/%m/%Y} komt tot een ander bedrag per maand. Kijk na welk juist is, en pas het andere papier "
    "aan.",
    source="Leefloon per categorie [S8]; het advies steunt op het verslag [S5]",
)
def amount_as_reported(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """The amount is the one that was computed."""
    report, granted = _granted(form, around), form.toekenning
    differs = granted is not None and granted.bedrag_maand != verslag_facts.leefloon_per_month(report.form)
    return {"day": report.day} if differs else False


@rules.each(
    "voorwaarden",
    "ADV-11",
    WAARSCHUWING,
    "in_gpmi",
    "Volgens het plan van {day:%d/%m/%Y} zijn er nog geen verbintenissen in het GPMI. Kijk na of deze voorwaarde er echt in "
    "staat; zo ja, duid de acties in het plan aan.",
    source="domain.md §6 [A]",
)
def condition_in_plan(
    condition: Voorwaarde, form: Advies, around: Circumstances
) -> bool | Mapping[str, object]:
    """What stands in the GPMI shows in the plan; the words may differ, so only that there is something is judged."""
    plan = around.papers.latest(Hulpverleningsplan)
    if plan is None or form.aard not in WILLINGNESS or condition.in_gpmi is not True:
        return False
    committed = any(action.gpmi_verbintenis is True for action in plan.form.acties)
    return False if committed else {"day": plan.day}


@rules.rule(
    "ADV-12",
    WAARSCHUWING,
    "datum_aanvraag",
    "In het sociaal verslag van {day:%d/%m/%Y} staat een andere datum van de aanvraag: {applied:%d/%m/%Y}. Kijk na welke juist is; "
    "de termijn en het recht lopen vanaf die dag.",
    source="Het recht loopt vanaf de aanvraag [K]; beslissing binnen 30 dagen [S31][S32][S33]",
)
def applied_as_reported(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Both papers are about the same application."""
    if form.aard not in AID:
        return False
    report = _report(form, around)
    applied = report.form.datum_aanvraag
    return {"day": report.day, "applied": applied} if applied != form.datum_aanvraag else False


@rules.rule(
    "ADV-15",
    FOUT,
    "hoorrecht_uitgeoefend",
    "Volgens het sociaal verslag van {day:%d/%m/%Y} vroeg de cliënt om gehoord te worden, en de beslissing valt negatief uit. Hoor "
    "de cliënt vóór de zitting en vul de datum in, op of vóór {session:%d/%m/%Y}.",
    source="Hoorrecht [S34]",
)
def heard_as_reported(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Who asked to be heard is heard, whatever the advice says of the asking."""
    report = _report(form, around)
    if not facts.goes_against_client(form) or report.form.hoorrecht.gewenst is not Gewenst.JA:
        return False
    hearing = form.hoorrecht_uitgeoefend
    held = hearing.datum if hearing is not None and hearing.ja else None
    in_time = held is not None and held <= form.zitting_datum
    return False if in_time else {"day": report.day, "session": form.zitting_datum}
