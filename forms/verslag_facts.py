"""What follows from the answers of a sociaal verslag: budget, leefloon, household, ages, deadlines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forms.base import Unanswered
from forms.client import BurgerlijkeStaat, Gezinslid, Relatie
from forms.deadlines import Clocks, Deadline
from forms.norms import Norms
from forms.sociaal_verslag import SociaalVerslag
from forms.values import PartialDate
from forms.verslag_choices import Aard, Bevoegdheid, Uitgavenpost
from forms.verslag_means import Leefloon

_NOTHING = Decimal("0.00")
_UNMARRIED = {None, BurgerlijkeStaat.ONGEHUWD, BurgerlijkeStaat.ONBEKEND}


@dataclass(frozen=True, slots=True)
class BudgetTotals:
    """What comes in, what goes out and what is left, in euro per month."""

    income: Decimal
    expenses: Decimal

    @property
    def balance(self) -> Decimal:
        """Income less expenses; below zero is a shortage."""
        return self.income - self.expenses


def is_leefloon(form: SociaalVerslag) -> bool:
    """Tell whether leefloon is asked for."""
    return form.aanvraag.aard is Aard.LEEFLOON


def leefloon_of(form: SociaalVerslag) -> Leefloon:
    """The leefloon part. Raises Unanswered where the paper has none."""
    if form.leefloon is None:
        raise Unanswered("leefloon")
    return form.leefloon


def budget(form: SociaalVerslag) -> BudgetTotals:
    """Totals per month: all incomes, and all spending, of which the instalments are one head [S5b]."""
    return BudgetTotals(
        sum((line.netto_maand for line in form.inkomsten), _NOTHING),
        sum((line.maand for line in form.uitgaven), _NOTHING),
    )


def debts(form: SociaalVerslag) -> Decimal:
    """All that is still owed, in euro."""
    return sum((debt.saldo for debt in form.schulden), _NOTHING)


def instalments(form: SociaalVerslag) -> tuple[Decimal, Decimal]:
    """Monthly instalments in euro: as the debts tell them, and as the spending does."""
    by_debts = sum((debt.afbetaling or _NOTHING for debt in form.schulden), _NOTHING)
    paid = [line.maand for line in form.uitgaven if line.post is Uitgavenpost.AFBETALING]
    return by_debts, sum(paid, _NOTHING)


def countable_income(form: SociaalVerslag) -> Decimal:
    """Incomes that count, less what the SPI exemption leaves out, in euro per month; never below zero."""
    counted = sum((line.netto_maand for line in form.inkomsten if line.meetelbaar), _NOTHING)
    exempt = form.leefloon.spi.bedrag if form.leefloon and form.leefloon.spi else _NOTHING
    return max(counted - exempt, _NOTHING)


def start_of_right(form: SociaalVerslag) -> date:
    """First day of the leefloon: as answered, else the day of the application ([K])."""
    return leefloon_of(form).begin or form.datum_aanvraag


def known_barema(form: SociaalVerslag, norms: Norms) -> Decimal | None:
    """Monthly barema of the category on the first day of the right, or None where none is known for that day."""
    category = leefloon_of(form).categorie
    return norms.amount(f"leefloon_categorie_{category.value}", start_of_right(form))


def leefloon_per_month(form: SociaalVerslag) -> Decimal:
    """Barema less the means that count, in euro per month; never below zero [S8]."""
    sums = leefloon_of(form).berekening
    return max(sums.barema - sums.meetelbare_middelen, _NOTHING)


def household(form: SociaalVerslag) -> tuple[Gezinslid, ...]:
    """Whoever lives with the client in the sense of the law: one roof and one household [S8]."""
    return tuple(
        member for member in form.gezin if member.onder_zelfde_dak and member.huishouden_gemeenschappelijk
    )


def is_surely_minor(born: PartialDate, day: date, majority: int) -> bool:
    """Tell whether somebody has not come of age on a day, even if born on the first day that is possible."""
    if born.year is None:
        return False
    oldest = day.year - born.year - ((day.month, day.day) < (born.month or 1, born.day or 1))
    return oldest < majority


def is_dependent_minor(member: Gezinslid, day: date, majority: int) -> bool:
    """Tell whether a member is an unmarried minor child that is provided for [S74]; unknown counts as minor."""
    age = member.geboortedatum.age_on(day)
    return (
        member.relatie is Relatie.KIND
        and member.ten_laste
        and member.burgerlijke_staat in _UNMARRIED
        and (age is None or age < majority)
    )


def client_age(form: SociaalVerslag) -> int | None:
    """Age of the client on the day of the paper; None when the year of birth is unknown."""
    return form.client.geboortedatum.age_on(form.datum_opmaak)


def household_ages(form: SociaalVerslag) -> tuple[int | None, ...]:
    """Age of each member of ``gezin``, in that order, on the day of the paper."""
    return tuple(member.geboortedatum.age_on(form.datum_opmaak) for member in form.gezin)


def deadlines(form: SociaalVerslag, norms: Norms) -> tuple[Deadline, ...]:
    """The last days that follow from the application and the home visit, earliest first (domain.md §11)."""
    applied = form.datum_aanvraag
    found = [Deadline("Ontvangstbewijs", Clocks(norms).receipt(applied), "de dag van de aanvraag")]
    if form.bevoegdheid is Bevoegdheid.ONBEVOEGD:
        days = norms.number("doorsturen_dagen", applied)
        sent_on = Clocks(norms).forwarding(applied)
        found.append(Deadline("Doorsturen naar het bevoegde OCMW", sent_on, f"{days} dagen na de aanvraag"))
    else:
        found += awaited(applied, norms, leefloon=is_leefloon(form))
    if form.huisbezoek and form.huisbezoek.datum:
        months = norms.number("huisbezoek_maanden", form.huisbezoek.datum)
        again = Clocks(norms).home_visit(form.huisbezoek.datum)
        found.append(Deadline("Volgend huisbezoek", again, f"{months} maanden na het vorige"))
    return tuple(sorted(found, key=lambda deadline: deadline.day))


def awaited(applied: date, norms: Norms, *, leefloon: bool = False) -> list[Deadline]:
    """Decision on an application and what follows it, counted from a decision on its last day: an earlier one brings all forward."""
    clocks = Clocks(norms)
    decided = clocks.decision(applied)
    told = norms.number("kennisgeving_dagen", decided)
    silent_months = norms.number("beroep_zonder_beslissing_maanden", applied)
    silent_days = norms.number("beroep_zonder_beslissing_dagen", applied)
    found = [
        Deadline("Beslissing", decided, f"{norms.number('beslissing_dagen', applied)} dagen na de aanvraag"),
        Deadline("Kennisgeving", clocks.notification(decided), f"{told} dagen na de beslissing"),
        Deadline(
            "Beroep als er geen beslissing komt",
            clocks.appeal_without_decision(applied),
            f"{silent_months} maanden en {silent_days} dagen na de aanvraag",
        ),
    ]
    if leefloon:
        months = norms.number("gpmi_maanden", decided)
        found.append(Deadline("GPMI", clocks.gpmi(decided), f"{months} maanden na de toekenning"))
    return found


def facts(form: SociaalVerslag, norms: Norms) -> dict[str, object]:
    """What a document shows beyond the answers: ages, totals, the leefloon, the last days with their rule."""
    sums = budget(form)
    return {
        "client_leeftijd": client_age(form),
        "gezin_leeftijden": household_ages(form),
        "budget_totaal": {"inkomsten": sums.income, "uitgaven": sums.expenses, "saldo": sums.balance},
        "schulden_totaal": {"saldo": debts(form), "afbetaling": instalments(form)[0]},
        "leefloon_resultaat": leefloon_per_month(form) if form.leefloon else None,
        "termijnen": [deadline.shown for deadline in deadlines(form, norms)],
    }
