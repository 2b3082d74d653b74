"""The decision list: what an organ decided on each point of one session (domain.md §12).

``dossier meeting`` fills in the session and the points; the secretary fills in who was there and what was decided.
It is a form like the four papers, but not one to choose: it only exists for a session.
"""

from forms.advies_choices import Beslissing, Orgaan
from forms.base import Block, Form, When, question, rows
from forms.besluitenlijst_choices import Hoedanigheid, Uitkomst
from forms.fields import Bedrag, Datum, Getal, LangeTekst, Naam, Tekst


class Aanwezige(Block):
    """Somebody at the session, besides the chair."""

    naam: Naam = question("Naam", example="Els Janssens")
    hoedanigheid: Hoedanigheid = question("Hoedanigheid", default=Hoedanigheid.LID)


class Punt(Block):
    """One point of the agenda: what was proposed, and what was decided."""

    nummer: Tekst | None = question("Nummer", computed=True)
    dossiernummer: Tekst | None = question("Dossier", computed=True)
    onderwerp: Tekst | None = question("Onderwerp", computed=True)
    voorstel: Beslissing | None = question("Voorstel", computed=True)
    besluit: Uitkomst = question("Besluit")
    stemming: Tekst | None = question("Stemming", optional=True, example="5-1-0")


def _deviates(note: "Toelichting") -> bool:
    answers = (note.beslissing, note.tekst, note.motivering, note.bedrag, note.ingangsdatum)
    return any(answer is not None for answer in answers)


_DEVIATING = When(_deviates, "dit over een afwijkend besluit gaat")


class Toelichting(Block):
    """What is said of one point: what was decided instead of the proposal and why [S28], or only a remark."""

    nummer: Tekst = question("Nummer van het punt", example="3")
    beslissing: Beslissing | None = question("Genomen beslissing", when=_DEVIATING)
    tekst: LangeTekst | None = question(
        "Tekst van de beslissing",
        when=_DEVIATING,
        help="Elk artikel op een eigen regel; de nummers komen vanzelf.",
        example="Het BCSD weigert het leefloon.",
    )
    motivering: LangeTekst | None = question(
        "Motivering van de afwijking",
        when=_DEVIATING,
        help="Waarom volgt het orgaan het voorstel niet? Minstens 60 tekens. De cliënt leest dit: schrijf in gewone woorden.",
    )
    bedrag: Bedrag | None = question(
        "Bedrag", optional=True, help="Bij toekennen en herzien: per maand.", example="350,00"
    )
    ingangsdatum: Datum | None = question("Ingangsdatum", optional=True)
    opmerkingen: LangeTekst | None = question(
        "Opmerkingen bij het punt",
        optional=True,
        help="Komt in het verslag van de zitting. Noem geen naam van een cliënt.",
    )


class Besluitenlijst(Form):
    """Besluitenlijst."""

    ID = "besluitenlijst"
    TITLE = "Besluitenlijst"
    VERSION = "1.0"

    documenttype: Tekst = question("Documenttype", section="Zitting", help="Vult het programma in.")
    schema_versie: Tekst = question("Schemaversie", help="Vult het programma in.")
    orgaan: Orgaan | None = question("Orgaan", computed=True)
    zitting_datum: Datum | None = question("Datum van de zitting", computed=True)
    begin: Tekst | None = question("Begin", optional=True, example="19.30 uur")
    einde: Tekst | None = question("Einde", optional=True, example="21.15 uur")
    voorzitter: Naam = question("Voorzitter", example="Jan Claes")
    secretaris: Naam = question(
        "Algemeen directeur", help="Of wie in de plaats komt; tekent mee.", example="Mieke Vos"
    )

    leden_in_functie: Getal | None = question(
        "Aantal leden van het orgaan",
        section="Aanwezigheid",
        optional=True,
        help="Met de voorzitter. Dient om na te gaan of de meerderheid aanwezig was.",
        example="9",
    )
    verontschuldigd: Tekst | None = question("Verontschuldigd", optional=True, example="Rik Peeters")
    aanwezigen: tuple[Aanwezige, ...] = rows(
        "Aanwezige", offered=9, help="Wie er was naast de voorzitter. Alleen leden stemmen."
    )

    punten: tuple[Punt, ...] = rows(
        "Punt",
        section="Punten",
        offered=1,
        help="Stemming: voor-tegen-onthouding, bijvoorbeeld 5-1-0. Leeg: iedereen ging akkoord. Bij staking van stemmen is het "
        "voorstel verworpen.",
    )
    toelichtingen: tuple[Toelichting, ...] = rows(
        "Afwijkend besluit of opmerking",
        section="Afwijkende besluiten en opmerkingen",
        offered=2,
        help="Enkel voor punten waarbij het besluit afwijkt, of waar iets over te zeggen valt.",
    )
    opmerkingen: LangeTekst | None = question(
        "Opmerkingen bij de zitting", section="Slot", optional=True, help="Komt in het verslag."
    )
