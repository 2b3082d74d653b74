"""Rules of the Screening activering on Dutch and the attendance cards (domain.md §3)."""

from collections.abc import Mapping

from forms import screening_facts
from forms.domains import Nt2
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import Aanwezigheidskaart, ScreeningActivering
from forms.screening_choices import Aanbieder, Alfabetisering

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO


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
    "Signaal aan de maatschappelijk werker: {share}\u00a0% ongewettigd afwezig, vanaf {limit}\u00a0% wordt dit gemeld. Bespreek "
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


@rules.rule(
    "SCR-NT2",
    INFO,
    "taal.aanbieder",
    "Reken op {hours} lesuren per niveau bij deze aanbieder.",
    source="CBE en CVO [S49]; normen nt2_uren_…",
)
def expected_hours(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """How long a level takes, by who teaches it."""
    illiterate = form.taal.alfabetisering is Alfabetisering.ANALFABEET
    names = {
        Aanbieder.CBE: "nt2_uren_cbe_analfabeet" if illiterate else "nt2_uren_cbe",
        Aanbieder.CVO: "nt2_uren_cvo",
    }
    name = names.get(form.taal.aanbieder) if form.taal.aanbieder else None
    return {"hours": around.norms.number(name, form.datum_opmaak)} if name else False


@rules.rule(
    "SCR-NT2",
    WAARSCHUWING,
    "taal.aanbieder",
    "Voor wie niet kan lezen en schrijven is er Basiseducatie (CBE). Kijk na of deze aanbieder past.",
    source="Alfabetisering bepaalt CBE of CVO [S49]",
)
def provider_suits_literacy(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Literacy decides between CBE and CVO."""
    return form.taal.alfabetisering is Alfabetisering.ANALFABEET and form.taal.aanbieder is Aanbieder.CVO


@rules.each(
    "aanwezigheidskaarten",
    "SCR-DATUM",
    FOUT,
    "kaart_gecontroleerd_op",
    "De kaart is gecontroleerd na de datum van opmaak. Vul de dag van de controle in, bijvoorbeeld {made:%d/%m/%Y}.",
    source="domain.md §3 [A]",
)
def card_checked_before_paper(
    card: Aanwezigheidskaart, form: ScreeningActivering, _around: Circumstances
) -> bool | Mapping[str, object]:
    """What the paper tells has happened."""
    return {"made": form.datum_opmaak} if card.kaart_gecontroleerd_op > form.datum_opmaak else False
