"""Rules of the decision list that look at the advice under each point (domain.md §6, §11, §12)."""

from collections.abc import Mapping

from forms import besluitenlijst_facts as facts
from forms.advies import Advies
from forms.advies_choices import INDIVIDUAL, STARTING, Beslissing
from forms.base import Unanswered
from forms.besluitenlijst import Besluitenlijst, Punt, Toelichting
from forms.besluitenlijst_choices import WITH_AMOUNT, Uitkomst
from forms.deadlines import Clocks
from forms.dossier import Dossier
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook, Verdict
from forms.wording import DAYS_IN_MONTH, lengths

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


def _dossier(point: Punt, around: Circumstances) -> Dossier:
    if point.dossiernummer is None:
        raise Unanswered("dossiernummer")
    return around.all_dossiers.get(point.dossiernummer, Dossier(point.dossiernummer))


def _advice(point: Punt, form: Besluitenlijst, around: Circumstances) -> Advies:
    return facts.advice_of(form, point, around.all_dossiers)


@rules.each(
    "punten",
    "BSL-18",
    FOUT,
    "dossiernummer",
    "In de outbox staat van dit dossier geen advies voor deze zitting; daaruit wordt het besluit gemaakt. Kijk het dossiernummer na, "
    "of zet eerst het advies in de map inbox.",
    source="Het besluit volgt uit het advies, domain.md §12",
)
def advice_is_there(point: Punt, form: Besluitenlijst, around: Circumstances) -> bool:
    """No decision without a proposal; a point on which nothing was decided needs none."""
    return facts.is_decided(point) and not facts.advices(form, point, _dossier(point, around))


@rules.each(
    "punten",
    "BSL-19",
    FOUT,
    "onderwerp",
    "Van dit dossier staan er verschillende adviezen voor deze zitting, en geen ervan heeft dit onderwerp. Zet het onderwerp zoals "
    "het in het advies staat.",
    source="Eén advies is één punt, domain.md §6",
)
def advice_is_known(point: Punt, form: Besluitenlijst, around: Circumstances) -> bool:
    """Of several advices it must be clear which one was decided on."""
    found = facts.advices(form, point, _dossier(point, around))
    return len({" ".join(kept.form.onderwerp.split()).casefold() for kept in found}) > 1


@rules.each(
    "punten",
    "BSL-20",
    FOUT,
    "voorstel",
    "Het advies in de outbox stelt iets anders voor dan deze lijst: het is veranderd nadat de lijst gemaakt werd. Kijk na waarover "
    "het orgaan besliste, en kies 'Afwijkend' of gebruik een nieuwe lijst.",
    source="Het besluit volgt uit het advies, domain.md §12",
)
def advice_is_the_same(point: Punt, form: Besluitenlijst, around: Circumstances) -> bool:
    """What was decided as proposed, is what the advice proposes."""
    changed = point.voorstel is not _advice(point, form, around).beslissing
    return point.besluit is Uitkomst.CONFORM and point.voorstel is not None and changed


def _of_note(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> tuple[Punt, Advies]:
    """The point that a deviating decision is about, with its advice. Raises Unanswered where there is none."""
    for point in form.punten:
        if facts.deviates(point) and facts.place(point.nummer) == facts.place(note.nummer):
            return point, _advice(point, form, around)
    raise Unanswered("nummer")


@rules.each(
    "toelichtingen",
    "BSL-22",
    FOUT,
    "ingangsdatum",
    "Vul in vanaf wanneer deze beslissing geldt, bijvoorbeeld {example:%d/%m/%Y}. De cliënt moet dat weten.",
    source="Vermeldingen van de kennisgeving [S33]",
)
def start_is_told(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> Verdict:
    """A deviating decision on a client that holds from a day on, names the day."""
    _, advice = _of_note(note, form, around)
    asked = advice.aard in INDIVIDUAL and note.beslissing in STARTING
    return {"example": facts.session_day(form)} if asked and note.ingangsdatum is None else False


@rules.each(
    "toelichtingen",
    "BSL-22",
    FOUT,
    "bedrag",
    "Vul het bedrag in, bijvoorbeeld 350,00. Is er geen bedrag, vul dan 0,00 in.",
    source="Vermeldingen van de kennisgeving [S33]",
)
def amount_is_told(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> bool:
    """A deviating decision on a client that comes down to an amount, names it."""
    _, advice = _of_note(note, form, around)
    return advice.aard in INDIVIDUAL and note.beslissing in WITH_AMOUNT and note.bedrag is None


@rules.each(
    "toelichtingen",
    "BSL-23",
    FOUT,
    "beslissing",
    "De cliënt vroeg om gehoord te worden en is niet gehoord; toch valt deze beslissing tegen de cliënt uit. Stel het punt uit en "
    "hoor de cliënt eerst.",
    source="Hoorrecht [S34]",
)
def client_was_heard(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> bool:
    """Who asks to be heard, is heard before it is decided against him."""
    point, advice = _of_note(note, form, around)
    hearing = advice.hoorrecht_uitgeoefend
    ignored = hearing is not None and hearing.gevraagd and not hearing.ja
    return ignored and facts.turned_against_client(form, point, advice)


@rules.each(
    "toelichtingen",
    "BSL-23",
    WAARSCHUWING,
    "beslissing",
    "Deze beslissing valt tegen de cliënt uit, en in het advies staat niet of de cliënt gehoord wou worden. Kijk na of het hoorrecht "
    "aangeboden is.",
    source="Hoorrecht [S34]",
)
def hearing_was_offered(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> bool:
    """An organ that turns a proposal against a client, must know that the client could speak."""
    point, advice = _of_note(note, form, around)
    return advice.hoorrecht_uitgeoefend is None and facts.turned_against_client(form, point, advice)


def _suspended(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> Advies:
    """The advice under a suspension that the organ decided on itself. Raises Unanswered for any other decision."""
    if note.beslissing is not Beslissing.SCHORSEN:
        raise Unanswered("beslissing")
    return _of_note(note, form, around)[1]


@rules.each(
    "toelichtingen",
    "BSL-26",
    WAARSCHUWING,
    "beslissing",
    "Schorsen kan alleen na een aanmaning, en het advies noemt er geen. Kijk na of de cliënt een aanmaning kreeg, en zet haar datum "
    "in de motivering, bijvoorbeeld: na de aangetekende brief van 02/03/2026.",
    source="[S13][S14]; zoals ADV-09",
)
def suspension_after_notice(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> bool:
    """No suspension without a formal notice, as in an advice (ADV-09): here it is decided already, so it is said."""
    noticed = _suspended(note, form, around).schorsing
    return noticed is None or noticed.aanmaning is None


@rules.each(
    "toelichtingen",
    "BSL-27",
    WAARSCHUWING,
    "tekst",
    "Deze schorsing duurt langer dan mag: hoogstens {once} maand, en hoogstens {repeated} maanden bij herhaling binnen een jaar. Kijk "
    "de duur na vóór de brief vertrekt.",
    source="[S13][S14]; normen schorsing_maanden en schorsing_herhaling_maanden",
)
def suspension_short(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> Verdict:
    """What the text says of how long, stays within the norm."""
    noticed, day = _suspended(note, form, around).schorsing, facts.session_day(form)
    once = around.norms.number("schorsing_maanden", day)
    repeated = around.norms.number("schorsing_herhaling_maanden", day)
    most = repeated if noticed is not None and noticed.herhaling is True else once
    told = (length.days for line in facts.lines(note.tekst) for length in lengths(line))
    return {"once": once, "repeated": repeated} if max(told, default=0) > most * DAYS_IN_MONTH else False


@rules.each(
    "punten",
    "BSL-24",
    WAARSCHUWING,
    "besluit",
    "De termijn om over dit punt te beslissen eindigt op {last:%d/%m/%Y}. Zet het zo snel mogelijk opnieuw op een agenda.",
    source="Beslissing binnen 30 dagen na de aanvraag [S31][S32][S33]; norm beslissing_dagen",
)
def postponed_in_time(
    point: Punt, form: Besluitenlijst, around: Circumstances
) -> bool | Mapping[str, object]:
    """A postponed point keeps its term."""
    if point.besluit is not Uitkomst.UITGESTELD:
        return False
    advice = _advice(point, form, around)
    return (
        {"last": Clocks(around.norms).decision(advice.datum_aanvraag)} if advice.aard in INDIVIDUAL else False
    )


@rules.rule(
    "BSL-25",
    WAARSCHUWING,
    "punten",
    "In de kennisgevingen blijft een lege plaats voor het adres van de griffie: vul ze met de hand in, of vraag de beheerder om de "
    "norm beroep_adres in te stellen. Zonder dat adres begint de termijn van beroep misschien niet te lopen.",
    source="Handvest van de sociaal verzekerde art. 14 [K]; beroepsinfo [S7][S33]",
)
def court_has_an_address(form: Besluitenlijst, around: Circumstances) -> bool:
    """A letter tells where to appeal."""
    known = around.norms.text("beroep_adres", facts.session_day(form))
    return not known and any(_is_notified(point, form, around) for point in form.punten)


def _is_notified(point: Punt, form: Besluitenlijst, around: Circumstances) -> bool:
    try:
        return facts.concerns_client(form, point, _advice(point, form, around))
    except Unanswered:
        return False


@rules.each(
    "punten",
    "BSL-21",
    FOUT,
    "dossiernummer",
    "Het advies van dit punt is van een oudere versie van het formulier, of is beschadigd. Maak het advies opnieuw en zet het in de "
    "map inbox.",
    source="Het besluit volgt uit het advies, domain.md §12",
)
def advice_is_whole(point: Punt, form: Besluitenlijst, around: Circumstances) -> bool:
    """A decision is made from a whole advice."""
    return facts.is_decided(point) and not facts.is_whole(_advice(point, form, around))
