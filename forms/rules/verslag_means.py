"""Rules of the Sociaal verslag on income, property, spending, debts and proof (domain.md §4)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from forms import verslag_facts
from forms.client import Gezinslid
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_blocks import Bijlage
from forms.verslag_choices import Schuldstatus
from forms.verslag_means import Inkomst, Schuld
from forms.wording import holds_whole, mentions

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.each(
    "inkomsten",
    "SV-06",
    FOUT,
    "persoon",
    "Vul in van wie dit inkomen is: voornaam en naam, bijvoorbeeld Noor Janssens.",
    source="Middelen van de aanvrager en van wie samenwoont [S1]",
)
def income_has_person(income: Inkomst, _form: SociaalVerslag, _around: Circumstances) -> bool:
    """An income belongs to somebody."""
    return not income.persoon


def _is_about(income: Inkomst, member: Gezinslid) -> bool:
    named = income.persoon or ""
    return holds_whole(named, member.voornaam) or holds_whole(named, member.relatie.label)


@rules.each(
    "gezin",
    "SV-06",
    FOUT,
    "inkomen_maand",
    "Dit gezinslid heeft een inkomen dat niet bij de inkomsten staat. Voeg daar een regel toe met voornaam en naam, "
    "bijvoorbeeld Noor Janssens.",
    source="Middelen van de aanvrager en van wie samenwoont [S1]",
)
def member_income_listed(member: Gezinslid, form: SociaalVerslag, _around: Circumstances) -> bool:
    """A member with an income has a line among the incomes; the first name is what links them."""
    return bool(member.inkomen_maand) and not any(_is_about(income, member) for income in form.inkomsten)


@rules.rule(
    "SV-06",
    FOUT,
    "verklaring_geen_inkomsten",
    "Er staan geen inkomsten. Vul ze in, of kies 'ja' als de cliënt verklaart dat het gezin er geen heeft.",
    source="[S1]",
)
def no_income_declared(form: SociaalVerslag, _around: Circumstances) -> bool:
    """No income at all is something the client declares."""
    return not form.inkomsten and form.verklaring_geen_inkomsten is False


_PROVEN = (
    ("inkomsten", "netto_maand", "bewijsstuk"),
    ("vermogen", "waarde", "bewijsstuk"),
    ("uitgaven", "maand", "bewijs"),
    ("schulden", "saldo", "bewijsstuk"),
)
"""Lists with an amount: the list, the amount, and the number of the document that proves it."""


def _prove(listed: str, amount: str, proof: str) -> None:
    @rules.each(
        listed,
        "SV-07",
        WAARSCHUWING,
        proof,
        "Bij een bedrag hoort een bewijsstuk. Vul het nummer in van een bijlage uit de lijst, bijvoorbeeld 3, of voeg de "
        "bijlage toe.",
        source="[S5]",
    )
    def amount_proven(line: Any, form: SociaalVerslag, _around: Circumstances) -> bool:
        """An amount refers to a document that is there."""
        numbers = {document.nr for document in form.bijlagen}
        return bool(getattr(line, amount)) and getattr(line, proof) not in numbers


for _listed, _amount, _proof in _PROVEN:
    _prove(_listed, _amount, _proof)


@rules.each(
    "bijlagen",
    "SV-07",
    WAARSCHUWING,
    "nr",
    "Dit nummer staat bij meer dan één bijlage: een bedrag kan er niet eenduidig naar verwijzen. Nummer ze 1, 2, 3 …",
    source="[S5]",
)
def number_used_once(document: Bijlage, form: SociaalVerslag, _around: Circumstances) -> bool:
    """A number points to one document."""
    return [other.nr for other in form.bijlagen].count(document.nr) > 1


@rules.each(
    "schulden",
    "SV-11",
    WAARSCHUWING,
    "schuldbemiddelaar",
    "Bij een collectieve schuldenregeling hoort een schuldbemiddelaar. Vul de naam in, bijvoorbeeld Meester An Claes.",
    source="Schuldbemiddeling [Z]",
)
def mediator_named(debt: Schuld, _form: SociaalVerslag, _around: Circumstances) -> bool:
    """Collective debt settlement has a mediator."""
    return debt.status is Schuldstatus.COLLECTIEF and not debt.schuldbemiddelaar


_COMPUTED = (
    ("inkomsten", "Het totaal van de inkomsten", "de inkomsten"),
    ("uitgaven", "Het totaal van de uitgaven", "de uitgaven"),
    ("saldo", "Het saldo van het budget", "inkomsten min uitgaven"),
)
"""The computed totals: the question, what it is, and what it should agree with."""


def _totals(form: SociaalVerslag) -> dict[str, Decimal]:
    sums = verslag_facts.budget(form)
    return {"inkomsten": sums.income, "uitgaven": sums.expenses, "saldo": sums.balance}


def _recompute(name: str, subject: str, basis: str) -> None:
    @rules.rule(
        "SV-12",
        FOUT,
        f"budget.{name}",
        f"{subject} klopt niet met {basis}. Laat dit veld leeg: het programma rekent het uit.",
        source="domain.md §10: totalen worden berekend, nooit getypt [A]",
    )
    def total_right(form: SociaalVerslag, _around: Circumstances) -> bool:
        """A computed answer is not typed otherwise."""
        typed = getattr(form.budget, name) if form.budget else None
        return typed is not None and typed != _totals(form)[name]


for _name, _subject, _basis in _COMPUTED:
    _recompute(_name, _subject, _basis)


@rules.rule(
    "SV-12",
    WAARSCHUWING,
    "diagnose",
    "Het gezin geeft meer uit dan er binnenkomt, en de analyse zegt er niets over. Voeg een zin toe, bijvoorbeeld: het "
    "budget heeft een tekort omdat de huur te hoog is.",
    source="domain.md §4 [A]; norm budgetwoorden",
)
def shortage_explained(form: SociaalVerslag, around: Circumstances) -> bool:
    """A shortage is part of the diagnosis; one of the words of the norm is enough."""
    if verslag_facts.budget(form).balance >= 0:
        return False
    return not mentions(form.diagnose, around.norms.words("budgetwoorden", form.datum_opmaak))


@rules.rule(
    "SV-12",
    WAARSCHUWING,
    "uitgaven",
    "De afbetalingen bij de schulden zijn samen hoger dan de post afbetaling bij de uitgaven. Vul die post aan, "
    "bijvoorbeeld: Afbetaling, 75,00.",
    source="domain.md §4 [A]",
)
def instalments_in_budget(form: SociaalVerslag, _around: Circumstances) -> bool:
    """What is paid off goes out of the budget."""
    by_debts, paid = verslag_facts.instalments(form)
    return by_debts > paid


_EXPECTED = (
    (
        "rechten",
        "Er staat geen enkele uitkering. Vul per uitkering de status in, bijvoorbeeld: Groeipakket, ontvangt.",
    ),
    ("vermogen", "Er staat niets over vermogen. Vul het in, of kies de soort 'Geen vermogen'."),
    ("uitgaven", "Er staat geen enkele uitgave. Vul ze in, bijvoorbeeld: Voeding en huishouden, 350,00."),
)
"""Lists that domain.md asks for without saying that they may be empty."""


def _expect(listed: str, message: str) -> None:
    @rules.rule("SV-LIJST", WAARSCHUWING, listed, message, source="domain.md §4")
    def list_filled(form: SociaalVerslag, _around: Circumstances) -> bool:
        """An empty list may be right, and is more often forgotten; without rights there is no leefloon (SV-08)."""
        has_own_rule = listed == "rechten" and verslag_facts.is_leefloon(form)
        return not getattr(form, listed) and not has_own_rule


for _listed, _message in _EXPECTED:
    _expect(_listed, _message)


@rules.rule(
    "SV-12",
    WAARSCHUWING,
    "leefloon.berekening.meetelbare_middelen",
    "De meetelbare middelen verschillen van de inkomsten die meetellen, na de SPI-vrijstelling. Kijk beide na, of licht "
    "het verschil toe in de analyse.",
    source="domain.md §4; KB 11/07/2002, middelen [K]",
)
def countable_means_agree(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
    """The rules on means are finer than a sum: a difference is a reason to look, not to refuse."""
    stated = verslag_facts.leefloon_of(form).berekening.meetelbare_middelen
    return stated != verslag_facts.countable_income(form)
