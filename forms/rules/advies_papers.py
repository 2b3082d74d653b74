"""Rules of the Advies on money, attachments and signatures (domain.md §6)."""

from collections.abc import Mapping

from forms.advies import Advies
from forms.advies_blocks import Bijlage, Handtekening
from forms.advies_choices import Gevoelig
from forms.client import Functie
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.wording import mentions

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "ADV-DATUM",
    WAARSCHUWING,
    "financieel.rekening_jaar",
    "Het jaar van de rekening verschilt meer dan één jaar van de zitting. Kijk het na, bijvoorbeeld {year}.",
    source="domain.md §6 [A]",
)
def account_of_this_time(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """Money is booked in the year of the decision, or next to it."""
    year = form.zitting_datum.year
    return {"year": year} if abs(form.financieel.rekening_jaar - year) > 1 else False


@rules.rule(
    "ADV-LIJST",
    FOUT,
    "bijlagen",
    "Noteer minstens één bijlage voor het orgaan en waarvoor ze nodig is, bijvoorbeeld: sociaal verslag, om de nood te "
    "beoordelen.",
    source="Inzage: wat nodig is om te beslissen [S25]",
)
def some_attachment(form: Advies, _around: Circumstances) -> bool:
    """Members decide on papers."""
    return not form.bijlagen


@rules.each(
    "bijlagen",
    "ADV-16",
    WAARSCHUWING,
    "doc",
    "Deze bijlage is medisch of bevat gegevens van een ander. Geef ze alleen mee als het orgaan ze nodig heeft, en "
    "anonimiseer de gegevens van een ander.",
    source="Inzage: wat nodig is om te beslissen [S25]; norm medische_bijlagen [A]",
)
def attachment_needed(paper: Bijlage, form: Advies, around: Circumstances) -> bool:
    """Sensitive papers go along only when the item turns on them."""
    words = around.norms.words("medische_bijlagen", form.datum_opmaak)
    medical = paper.gevoelig is Gevoelig.MEDISCH or mentions(paper.doc, words)
    return medical or paper.gevoelig is Gevoelig.DERDE


@rules.rule(
    "ADV-LIJST",
    FOUT,
    "handtekeningen",
    "De opsteller en het hoofd van de sociale dienst tekenen. Voeg toe: {missing}.",
    source="[Z]",
)
def signed_by_both(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """Who wrote it signs, and who answers for the service."""
    signed = {signature.functie for signature in form.handtekeningen}
    missing = [each.label for each in Functie if each in {form.opsteller.functie, Functie.HOOFD} - signed]
    return {"missing": " en ".join(missing).lower()} if missing else False


@rules.each(
    "handtekeningen",
    "ADV-DATUM",
    FOUT,
    "datum",
    "De handtekening is van na de zitting. Vul de dag in waarop er getekend is, op of vóór {session:%d/%m/%Y}.",
    source="domain.md §6 [A]",
)
def signed_before_session(
    signature: Handtekening, form: Advies, _around: Circumstances
) -> bool | Mapping[str, object]:
    """A proposal is signed before it is treated."""
    return {"session": form.zitting_datum} if signature.datum > form.zitting_datum else False
