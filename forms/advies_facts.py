"""What follows from the answers of an advice: terms, who it is about, the amount that comes out of the barema."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from forms.advies import Advies
from forms.advies_blocks import Toekenning
from forms.advies_choices import INDIVIDUAL, NEGATIVE, WITHOUT_EFFECT, Aard, Beslissing
from forms.deadlines import Clocks, Deadline
from forms.dossier import Dossier, Kept
from forms.legal_library import find
from forms.norms import Norms
from forms.numbers import INSZ_IN_TEXT
from forms.sociaal_verslag import SociaalVerslag
from forms.wording import holds_whole

_NOTHING = Decimal("0.00")


def is_individual(form: Advies) -> bool:
    """Tell whether the item is about one client."""
    return form.aard in INDIVIDUAL


def decides_for_client(form: Advies) -> bool:
    """Tell whether something is decided for a client, so that it is notified and open to appeal."""
    return is_individual(form) and form.beslissing not in WITHOUT_EFFECT


def goes_against_client(form: Advies) -> bool:
    """Tell whether the decision is a negative one for a client."""
    return is_individual(form) and form.beslissing in NEGATIVE


def organ_norm(form: Advies) -> str:
    """Name of the norm that lists the organs that may decide on this item."""
    if form.aard is Aard.BEKRACHTIGING:
        return "orgaan_bekrachtiging"
    if is_individual(form):
        return "orgaan_individueel"
    if form.aard is Aard.BELEIDSADVIES and form.beslissing is Beslissing.ADVIES_VERLENEN:
        return "orgaan_beleidsadvies"
    return "orgaan_beleid"


def submitted_on(form: Advies) -> date:
    """Day on which the item was submitted: as answered, else the day of the paper."""
    return form.indiendatum or form.datum_opmaak


def earliest_session(form: Advies, norms: Norms) -> date:
    """First day on which a session can treat the item, after the term for calling its members [S20]."""
    term = form.zitting_datum - Clocks(norms).summons(form.zitting_datum)
    return submitted_on(form) + term


def limit_of_urgent_aid(form: Advies, norms: Norms) -> Decimal | None:
    """Up to which amount the chair may decide alone, in euro; None where the house has set no limit [S23][S81]."""
    return norms.amount("dringende_hulp_grens", form.zitting_datum) or None


def is_urgent(form: Advies) -> bool:
    """Tell whether urgency exempts from the term: a reason, and two thirds agree to an unlisted item [S20]."""
    listed = not form.spoed_buiten_agenda or form.spoed_akkoord_twee_derde is not None
    return form.spoed_reden is not None and listed


def _identifying(form: Advies) -> Iterator[str]:
    for person in (form.client, *form.gezin):
        if person is not None:
            yield from (person.naam, person.voornaam)
    if form.client is not None:
        yield form.client.domicilie.straat
        if form.client.verblijfplaats.straat is not None:
            yield form.client.verblijfplaats.straat


def subject_identifies(form: Advies) -> bool:
    """Tell whether the subject holds a name of the household, a street of the client, or an INSZ."""
    named = any(holds_whole(form.onderwerp, word) for word in _identifying(form))
    return named or INSZ_IN_TEXT.search(form.onderwerp) is not None


def known_barema(grant: Toekenning, norms: Norms) -> Decimal | None:
    """Monthly barema of the category on the first day, or None without a category or a known barema."""
    if grant.categorie is None:
        return None
    return norms.amount(f"leefloon_categorie_{grant.categorie.value}", grant.van)


def computed_amount(grant: Toekenning, norms: Norms) -> Decimal | None:
    """Barema less own means, in euro per month; with the barema as answered where the house knows none [S8]."""
    barema = known_barema(grant, norms)
    if barema is None:
        barema = grant.basisbarema
    if grant.categorie is None or barema is None:
        return None
    return max(barema - (grant.middelen_maand or _NOTHING), _NOTHING)


def last_notification(form: Advies, norms: Norms) -> date:
    """Last day on which the client is notified, counted from the session [S32][S33]."""
    return Clocks(norms).notification(form.zitting_datum)


def deadlines(form: Advies, norms: Norms) -> tuple[Deadline, ...]:
    """The last days that follow from the application and the session (domain.md §11), where a client gets a decision.

    Appeal is counted from a notification on its last day: an earlier one brings it forward.
    """
    if not decides_for_client(form):
        return ()
    clocks, notified = Clocks(norms), last_notification(form, norms)
    days, months = (
        norms.number("kennisgeving_dagen", form.zitting_datum),
        norms.number("beroep_maanden", notified),
    )
    term = norms.number("beslissing_dagen", form.datum_aanvraag)
    found = [
        Deadline("Beslissing", clocks.decision(form.datum_aanvraag), f"{term} dagen na de aanvraag"),
        Deadline("Kennisgeving", notified, f"{days} dagen na de zitting"),
        Deadline("Beroep", clocks.appeal(notified), f"{months} maanden na de kennisgeving"),
    ]
    return tuple(found)


def facts(form: Advies, norms: Norms) -> dict[str, object]:
    """What a document shows beyond the answers: age, numbered articles, the amount computed again, last days."""
    grant = form.toekenning
    return {
        "client_leeftijd": form.client.geboortedatum.age_on(form.datum_opmaak) if form.client else None,
        "artikels": [
            {"nummer": place, "tekst": article.tekst} for place, article in enumerate(form.voorstel, start=1)
        ],
        "juridisch_gronden": [
            {
                "citaat": law.citaat if (law := find(ground.verwijzing)) else "",
                "verwijzing": ground.verwijzing,
                "artikel": ground.artikel or "",
            }
            for ground in form.juridisch_kader
        ],
        "toekenning_barema": known_barema(grant, norms) if grant else None,
        "toekenning_berekend": computed_amount(grant, norms) if grant else None,
        "termijnen": [deadline.shown for deadline in deadlines(form, norms)],
    }


def report_named(form: Advies, dossier: Dossier) -> Kept[SociaalVerslag] | None:
    """The report that an advice refers to: by its digest where that is filled in, else by its date."""
    named = form.sociaal_verslag_ref
    if named is None:
        return None
    digest = (named.hash or "").lower()
    fitting = [
        report
        for report in dossier.of(SociaalVerslag)
        if (digest in {report.digest, *report.documents.values()} if digest else report.day == named.datum)
    ]
    return fitting[-1] if fitting else None


def report_under(form: Advies, dossier: Dossier) -> Kept[SociaalVerslag] | None:
    """The report on which an advice rests: the one it names, else the one in force on its day."""
    return report_named(form, dossier) or dossier.in_force(SociaalVerslag, form.datum_opmaak)
