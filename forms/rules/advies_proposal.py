"""Rules of the Advies on the proposal: articles, advice, grant, conditions, start (domain.md §6)."""

from collections.abc import Mapping

from forms import advies_facts as facts
from forms.advies import Advies
from forms.advies_blocks import Artikel, Toekenning, Voorwaarde
from forms.advies_choices import WILLINGNESS, Aard, Beslissing, Oordeel
from forms.base import Unanswered
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.wording import holds_in_order

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_FAVOURABLE = {Oordeel.GUNSTIG, Oordeel.MET_VOORWAARDEN}
_IN_FAVOUR = {Beslissing.TOEKENNEN, Beslissing.BEKRACHTIGEN}

rules = RuleBook()


@rules.rule(
    "ADV-07",
    FOUT,
    "beslissing",
    "De beslissing spreekt het advies van de dienst tegen: ongunstig gaat niet samen met toekennen of bekrachtigen, en "
    "gunstig niet met weigeren. Pas een van beide aan.",
    source="domain.md §6 [Z]",
)
def proposal_follows_advice(form: Advies, _around: Circumstances) -> bool:
    """A service does not propose what it advises against."""
    against = form.advies is Oordeel.ONGUNSTIG and form.beslissing in _IN_FAVOUR
    return against or (form.advies in _FAVOURABLE and form.beslissing is Beslissing.WEIGEREN)


@rules.rule(
    "ADV-07",
    FOUT,
    "voorwaarden",
    "Het advies is gunstig met voorwaarden, maar er staat geen voorwaarde. Noteer er minstens één, bijvoorbeeld: zich "
    "inschrijven bij VDAB, of kies 'gunstig'.",
    source="domain.md §6 [Z]",
)
def conditions_are_named(form: Advies, _around: Circumstances) -> bool:
    """Who advises with conditions, names them."""
    return form.advies is Oordeel.MET_VOORWAARDEN and not form.voorwaarden


@rules.rule(
    "ADV-08",
    FOUT,
    "voorstel",
    "Schrijf minstens één artikel van de beslissing, bijvoorbeeld: Het BCSD kent leefloon toe vanaf 1 maart 2026.",
    source="Opbouw van een besluit [S70]",
)
def some_article(form: Advies, _around: Circumstances) -> bool:
    """No decision without an article."""
    return not form.voorstel


@rules.each(
    "voorstel",
    "ADV-08",
    FOUT,
    "tekst",
    "In dit artikel ontbreekt wat het orgaan doet. Gebruik een werkwoord dat beslist, bijvoorbeeld: keurt goed, kent toe, "
    "weigert, neemt kennis van.",
    source="Norm werkwoorden_beslissing; opbouw van een besluit [S70]",
)
def article_decides(article: Artikel, form: Advies, around: Circumstances) -> bool:
    """An article does something."""
    verbs = around.norms.words("werkwoorden_beslissing", form.datum_opmaak)
    return not any(holds_in_order(article.tekst, verb) for verb in verbs)


@rules.rule(
    "ADV-08",
    FOUT,
    "voorstel",
    "De nummers van de artikels lopen niet van 1 tot {count}. Laat de nummers leeg: het programma vult ze in.",
    source="Automatische nummering, domain.md §6",
)
def articles_numbered(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """A typed number is the place of its article."""
    wrong = any(
        article.artikel_nr is not None and article.artikel_nr != place
        for place, article in enumerate(form.voorstel, start=1)
    )
    return {"count": len(form.voorstel)} if wrong else False


def _grant(form: Advies) -> Toekenning:
    if form.toekenning is None:
        raise Unanswered("toekenning")
    return form.toekenning


@rules.rule(
    "ADV-10",
    FOUT,
    "toekenning.bedrag_maand",
    "Het bedrag is niet het barema van de categorie min de eigen middelen. Reken na, bijvoorbeeld: barema 1.000,00 min "
    "eigen middelen 250,00 is 750,00.",
    source="Leefloon per categorie [S8]; normen leefloon_categorie_…",
)
def amount_recomputed(form: Advies, around: Circumstances) -> bool:
    """The program does the sum again, with the barema of the first day."""
    computed = facts.computed_amount(_grant(form), around.norms)
    return computed is not None and computed != _grant(form).bedrag_maand


@rules.rule(
    "ADV-10",
    FOUT,
    "toekenning.basisbarema",
    "Dit is niet het barema van de categorie op de begindatum. Neem het bedrag over dat dan geldt, of laat dit leeg.",
    source="Leefloon per categorie [S8]; normen leefloon_categorie_…",
)
def barema_right(form: Advies, around: Circumstances) -> bool:
    """A barema holds for its period only."""
    grant = _grant(form)
    known = facts.known_barema(grant, around.norms)
    return known is not None and grant.basisbarema is not None and grant.basisbarema != known


@rules.rule(
    "ADV-10",
    WAARSCHUWING,
    "toekenning.basisbarema",
    "Het bedrag is niet nagerekend: het barema op de begindatum is niet ingesteld. Kijk het na in de lijst van de POD MI, "
    "bijvoorbeeld de index op die dag.",
    source="Normen leefloon_categorie_… [S74]",
)
def barema_unknown(form: Advies, around: Circumstances) -> bool:
    """What the program cannot check, somebody else checks."""
    grant = _grant(form)
    return grant.categorie is not None and facts.known_barema(grant, around.norms) is None


@rules.rule(
    "ADV-10",
    FOUT,
    "toekenning.categorie",
    "Kies de leeflooncategorie, zodat het bedrag nagerekend kan worden: 1 samenwonend, 2 alleenstaand of 3 gezinslast.",
    source="Leefloon per categorie [S8]",
)
def category_given(form: Advies, _around: Circumstances) -> bool:
    """Without a category nobody can do the sum of a leefloon."""
    integration = form.aard is Aard.MAATSCHAPPELIJKE_INTEGRATIE and form.beslissing is Beslissing.TOEKENNEN
    return integration and form.toekenning is not None and form.toekenning.categorie is None


@rules.rule(
    "ADV-DATUM",
    FOUT,
    "toekenning.tot",
    "De toekenning eindigt voor ze begint. Kijk beide datums na, bijvoorbeeld van 01/03/2026 tot 31/08/2026.",
    source="domain.md §6 [A]",
)
def grant_ends_after_start(form: Advies, _around: Circumstances) -> bool:
    """A grant has some length."""
    grant = _grant(form)
    return grant.tot is not None and grant.tot < grant.van


@rules.rule(
    "ADV-DATUM",
    WAARSCHUWING,
    "toekenning.van",
    "De toekenning begint op een andere dag dan de ingangsdatum ({start:%d/%m/%Y}), en beide komen in het besluit. Kijk na welke dag "
    "juist is.",
    source="domain.md §6 [A]",
)
def grant_starts_on_one_day(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """A decision tells one first day."""
    start = form.ingangsdatum
    return {"start": start} if start is not None and _grant(form).van != start else False


@rules.each(
    "voorwaarden",
    "ADV-11",
    WAARSCHUWING,
    "bewijs",
    "Deze voorwaarde kan niemand nakijken. Schrijf waaraan de naleving te zien is, bijvoorbeeld: bewijs van inschrijving "
    "tegen 15/04/2026.",
    source="domain.md §6 [A]",
)
def condition_verifiable(condition: Voorwaarde, _form: Advies, _around: Circumstances) -> bool:
    """A condition that nobody can verify is none."""
    return condition.bewijs is None


@rules.each(
    "voorwaarden",
    "ADV-11",
    WAARSCHUWING,
    "in_gpmi",
    "Deze voorwaarde staat niet in het GPMI. Neem ze daar op en kies dan ja, of laat ze weg.",
    source="domain.md §6 [A]",
)
def condition_in_gpmi(condition: Voorwaarde, form: Advies, _around: Circumstances) -> bool:
    """With leefloon, commitments stand in the GPMI."""
    return form.aard in WILLINGNESS and condition.in_gpmi is not True


@rules.rule(
    "ADV-12",
    WAARSCHUWING,
    "ingangsdatum",
    "De beslissing gaat in vóór de aanvraag ({applied:%d/%m/%Y}). Motiveer dat, of laat ze ingaan op de dag van de aanvraag.",
    source="Het recht loopt vanaf de aanvraag [K]",
)
def starts_with_application(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """A right runs from the application, unless somebody says why not."""
    start, applied = form.ingangsdatum, form.datum_aanvraag
    early = start is not None and applied is not None and start < applied
    return {"applied": applied} if early and form.ingangsdatum_motivering is None else False
