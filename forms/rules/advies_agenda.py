"""Rules of the Advies on the agenda item: organ, session, subject (domain.md §6)."""

from collections.abc import Mapping

from forms import advies_facts as facts
from forms.advies import Advies
from forms.advies_choices import Aard, Orgaan
from forms.deadlines import Clocks
from forms.domains import Instrument
from forms.durations import limits
from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rulebook import Circumstances, RuleBook
from forms.values import write_amount

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO
_SUBJECT = 120

rules = RuleBook()


@rules.rule(
    "ADV-01",
    FOUT,
    "orgaan",
    "Dit orgaan beslist niet over een punt van deze aard. Kies: {organs}.",
    source="Individuele dossiers: BCSD [S23]; groepswerking en overeenkomsten: vast bureau of RMW [Z][S23]",
)
def organ_is_competent(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Which organ decides on what is a norm of the house."""
    allowed = around.norms.words(facts.organ_norm(form), form.zitting_datum)
    if form.orgaan.value in allowed:
        return False
    return {"organs": "; ".join(organ.label for organ in Orgaan if organ.value in allowed)}


@rules.rule(
    "ADV-01",
    WAARSCHUWING,
    "orgaan",
    "Dit orgaan mag hier beslissen door een eigen norm van het huis: {reason}. Kijk na of dat voor dit punt klopt.",
    source="Eigen norm orgaan_… van het huis, domain.md §6",
)
def own_organ_is_said(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Where the house allows another organ than the law as shipped, its reason is printed."""
    name, day = facts.organ_norm(form), form.zitting_datum
    chosen = form.orgaan.value
    own = chosen in around.norms.words(name, day) and chosen not in shipped_norms().words(name, day)
    return {"reason": around.norms.source(name, day)} if own else False


@rules.rule(
    "ADV-02",
    FOUT,
    "zitting_datum",
    "De zitting valt binnen de oproepingstermijn. Kies een zitting vanaf {earliest:%d/%m/%Y}, of motiveer de spoed en noteer "
    "het akkoord van twee derde van de leden.",
    source="Oproeping 8 dagen vooraf, spoed [S20]; normen oproeping_dagen en orgaan_zonder_oproeping",
)
def session_after_summons(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Members are called some days ahead, unless it is urgent or one person decides."""
    alone = around.norms.words("orgaan_zonder_oproeping", form.zitting_datum)
    if form.orgaan.value in alone or facts.is_urgent(form):
        return False
    earliest = facts.earliest_session(form, around.norms)
    return {"earliest": earliest} if form.zitting_datum < earliest else False


@rules.rule(
    "ADV-PUNT",
    INFO,
    "zitting_datum",
    "De leden zijn dan al opgeroepen. Ook zonder spoed kan een lid dit punt nog toevoegen, tot en met {latest:%d/%m/%Y}.",
    source="Punten toevoegen tot 5 dagen vóór de zitting [S20]; norm toevoegen_punt_dagen",
)
def member_may_still_add(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """After the summons a member may bring an item for some days more: an urgent one may not need to be urgent."""
    alone = around.norms.words("orgaan_zonder_oproeping", form.zitting_datum)
    if form.orgaan.value in alone or not facts.is_urgent(form):
        return False
    called = form.zitting_datum < facts.earliest_session(form, around.norms)
    latest = Clocks(around.norms).adding(form.zitting_datum)
    return {"latest": latest} if called and facts.submitted_on(form) <= latest else False


@rules.rule(
    "ADV-DUUR",
    INFO,
    "aard",
    "Tijdelijke werkervaring duurt {limits}.",
    source="TWE [S36][S37]; norm twe_maanden",
)
def twe_has_an_end(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """How long the contract that the organ decides on may last."""
    told = limits(Instrument.TWE, form.zitting_datum, around.norms)
    return {"limits": told} if form.aard is Aard.TWE else False


@rules.rule(
    "ADV-DATUM",
    FOUT,
    "zitting_datum",
    "De zitting ligt vóór de opmaak of de indiening van het advies. Kies een zitting vanaf {submitted:%d/%m/%Y}.",
    source="domain.md §6 [A]",
)
def session_after_submission(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """Also an urgent item is submitted before it is treated."""
    submitted = max(facts.submitted_on(form), form.datum_opmaak)
    return {"submitted": submitted} if form.zitting_datum < submitted else False


@rules.rule(
    "ADV-DATUM",
    FOUT,
    "indiendatum",
    "Het advies is ingediend voor het opgemaakt was. Vul een dag in vanaf {made:%d/%m/%Y}, of laat dit leeg.",
    source="domain.md §6 [A]",
)
def submitted_after_made(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """A paper is made before it is handed in."""
    early = form.indiendatum is not None and form.indiendatum < form.datum_opmaak
    return {"made": form.datum_opmaak} if early else False


@rules.rule(
    "ADV-LENGTE",
    FOUT,
    "onderwerp",
    "Schrijf het onderwerp in hoogstens 120 tekens, bijvoorbeeld: Leefloon, nieuwe aanvraag, dossier KB-2026-00042.",
    source="domain.md §6 [A]",
)
def subject_short(form: Advies, _around: Circumstances) -> bool:
    """The subject fits a line of the agenda."""
    return len(form.onderwerp.strip()) > _SUBJECT


@rules.rule(
    "ADV-03",
    WAARSCHUWING,
    "onderwerp",
    "In het onderwerp staat een naam, een adres of een rijksregisternummer. De agenda is neutraal: gebruik het "
    "dossiernummer, bijvoorbeeld: Leefloon, nieuwe aanvraag, dossier KB-2026-00042.",
    source="domain.md §6 en §12 [A][S21]",
)
def subject_neutral(form: Advies, _around: Circumstances) -> bool:
    """An agenda names no client."""
    return facts.subject_identifies(form)


def _aid_of_chair(form: Advies) -> bool:
    return form.aard is Aard.BEKRACHTIGING or form.orgaan is Orgaan.VOORZITTER


@rules.rule(
    "ADV-17",
    FOUT,
    "financieel.bedrag",
    "Dit bedrag ligt boven de grens voor dringende hulp door de voorzitter: {limit} euro. Kijk het na. Is het juist, leg de hulp dan "
    "zelf voor aan het comité, bijvoorbeeld als individuele steun.",
    source="Bekrachtiging van dringende hulp, grens van het huishoudelijk reglement [S23][S81]; norm dringende_hulp_grens",
)
def urgent_aid_within_limit(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """The chair decides alone up to an amount."""
    limit = facts.limit_of_urgent_aid(form, around.norms)
    if limit is None or not _aid_of_chair(form) or form.financieel.bedrag <= limit:
        return False
    return {"limit": write_amount(limit)}


@rules.rule(
    "ADV-17",
    WAARSCHUWING,
    "financieel.bedrag",
    "Het bedrag is niet nagekeken: de grens voor dringende hulp door de voorzitter is niet ingesteld. Vergelijk met het huishoudelijk "
    "reglement, of vraag de beheerder om de norm dringende_hulp_grens in te stellen.",
    source="Bekrachtiging van dringende hulp, grens van het huishoudelijk reglement [S23][S81]; norm dringende_hulp_grens",
)
def limit_of_urgent_aid_known(form: Advies, around: Circumstances) -> bool:
    """What the program cannot check at a ratification, a person does."""
    return form.aard is Aard.BEKRACHTIGING and facts.limit_of_urgent_aid(form, around.norms) is None
