"""Rules of the Screening activering on Dutch and the attendance cards (domain.md §3)."""

from collections.abc import Mapping

from forms import screening_facts
from forms.domains import Nt2
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import Aanwezigheidskaart, ScreeningActivering

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING


rules = RuleBook()


@rules.rule(
    "SCR-04",
    FOUT,
    "taal.nt2_mondeling",
    "Nederlands is niet de moedertaal of schooltaal. Kies het NT2-niveau mondeling en schriftelijk, bijvoorbeeld 1.1.",
    source="[Z][S49]",
)
def levels_of_dutch_known(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Whoever has another mother tongue has a level, if only 'geen'."""
    language = form.taal
    return not language.nederlandstalig and not (language.nt2_mondeling and language.nt2_schriftelijk)


@rules.rule(
    "SCR-05",
    WAARSCHUWING,
    "taal.is_hoofddrempel",
    "Taal staat als belangrijkste drempel, terwijl het niveau mondeling al 1.2 of hoger is. Kijk na of dat klopt.",
    source="Fase 2 [Z]",
)
def language_barrier_plausible(form: ScreeningActivering, _around: Circumstances) -> bool:
    """From 1.2 on, language is seldom the main barrier."""
    spoken = form.taal.nt2_mondeling
    return form.taal.is_hoofddrempel and spoken is not None and spoken.position >= Nt2.N1_2.position


@rules.rule(
    "SCR-16",
    FOUT,
    "taal.erk",
    "Het ingevulde ERK-niveau klopt niet met het NT2-niveau mondeling. Laat dit veld leeg: het programma leidt het af.",
    source="[S49]",
)
def erk_level_right(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A derived level is not typed otherwise."""
    return form.taal.erk is not None and form.taal.erk is not screening_facts.erk_level(form)


@rules.each(
    "aanwezigheidskaarten",
    "SCR-11",
    FOUT,
    "lesuren_voorzien",
    "Gevolgd, gewettigd afwezig en ongewettigd afwezig zijn samen niet gelijk aan de voorziene lesuren. Kijk de vier "
    "getallen na, bijvoorbeeld 34 + 4 + 2 = 40.",
    source="domain.md §3 [Z]",
)
def card_adds_up(card: Aanwezigheidskaart, _form: ScreeningActivering, _around: Circumstances) -> bool:
    """The hours of a card add up."""
    return card.lesuren_gevolgd + card.afwezig_gewettigd + card.afwezig_ongewettigd != card.lesuren_voorzien


@rules.each(
    "aanwezigheidskaarten",
    "SCR-11",
    FOUT,
    "periode",
    "De maand van de kaart ligt in de toekomst. Vul de maand van de lessen in, bijvoorbeeld {month}.",
    source="domain.md §3 [Z]",
)
def card_not_ahead(
    card: Aanwezigheidskaart, form: ScreeningActivering, _around: Circumstances
) -> bool | Mapping[str, object]:
    """No card of a month to come."""
    month = f"{form.datum_opmaak:%Y-%m}"
    return {"month": month} if card.periode > month else False


@rules.each(
    "aanwezigheidskaarten",
    "SCR-12",
    WAARSCHUWING,
    "afwezig_ongewettigd",
    "Signaal aan de maatschappelijk werker: {share} % ongewettigd afwezig, vanaf {limit} % wordt dit gemeld. Bespreek "
    "het met de cliënt; er volgt niets automatisch uit.",
    source="Afwezigheid in de les leidt niet automatisch tot een sanctie [S18]",
)
def absence_is_signalled(
    card: Aanwezigheidskaart, form: ScreeningActivering, around: Circumstances
) -> bool | Mapping[str, object]:
    """A signal to the worker, never a sanction."""
    limit = around.norms.number("afwezigheid_procent", form.datum_opmaak)
    if not card.lesuren_voorzien or card.afwezig_ongewettigd * 100 < limit * card.lesuren_voorzien:
        return False
    return {"share": round(card.afwezig_ongewettigd * 100 / card.lesuren_voorzien), "limit": limit}
