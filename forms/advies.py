"""Form 4, Advies: one advice is one agenda item and one proposal of decision (domain.md §6).

``motivering`` is a group: the text, and a question of its own for each thing that the text must answer (need,
extent, rights, willingness to work), so that ADV-05 can see that none was passed over. Where domain.md leaves a
rule without an answer to judge, a question was added: the date of submission, urgency, own means, recovery,
suspension, why a decision holds back to before the application, what an attachment holds.
"""

from forms.advies_blocks import (
    Artikel,
    Beroep,
    Bijlage,
    Financieel,
    Handtekening,
    HoorrechtUitgeoefend,
    JuridischeGrond,
    Kennisgeving,
    Motivering,
    Schorsing,
    Terugvordering,
    Toekenning,
    VerslagRef,
    Voorwaarde,
)
from forms.advies_choices import (
    AID,
    INDIVIDUAL,
    NEGATIVE,
    STARTING,
    WITHOUT_EFFECT,
    Aard,
    Beslissing,
    Oordeel,
    Orgaan,
)
from forms.base import When, block, question, rows
from forms.client import Client, Gezinslid, Paper
from forms.fields import Datum, JaNeen, LangeTekst, Tekst


def _individual(form: "Advies") -> bool:
    return form.aard in INDIVIDUAL


def _decision(form: "Advies") -> bool:
    return _individual(form) and form.beslissing not in WITHOUT_EFFECT


_GRANTED = frozenset({Aard.INDIVIDUELE_STEUN, Aard.MAATSCHAPPELIJKE_INTEGRATIE})
_INDIVIDUAL = When(_individual, "het punt over één cliënt gaat")
_DECISION = When(_decision, "er een beslissing over een cliënt valt")


class Advies(Paper):
    """Advies (voorstel van beslissing)."""

    ID = "advies"
    TITLE = "Advies"
    VERSION = "1.0"

    datum_aanvraag: Datum = question(
        "Datum aanvraag of hulpvraag", help="De termijn van de beslissing begint op deze dag."
    )
    orgaan: Orgaan = question("Orgaan", section="Agendapunt")
    zitting_datum: Datum = question("Zitting")
    indiendatum: Datum | None = question("Ingediend op", optional=True, help="Leeg: de datum van opmaak.")
    onderwerp: Tekst = question(
        "Onderwerp",
        help="Hoogstens 120 tekens, neutraal, zonder naam van de cliënt.",
        example="Leefloon: nieuwe aanvraag, dossier KB-2026-00042",
    )
    aard: Aard = question("Aard")
    spoed_reden: LangeTekst | None = question(
        "Reden van de spoed", optional=True, help="Alleen als de oproepingstermijn niet gehaald wordt."
    )
    spoed_buiten_agenda: JaNeen | None = question(
        "Punt staat niet op de agenda",
        optional=True,
        help="Bij spoed: dan is het akkoord van twee derde nodig.",
    )
    spoed_akkoord_twee_derde: Tekst | None = question(
        "Akkoord van twee derde voor een punt buiten de agenda",
        optional=True,
        example="5 van de 7 leden akkoord, nota van 24/03/2026",
    )

    client: Client | None = block("Cliënt", section="Cliënt", when=_INDIVIDUAL)
    gezin: tuple[Gezinslid, ...] = rows("Gezinslid", section="Gezin", offered=5)

    bevoegdheidsgrond: LangeTekst = question(
        "Bevoegdheid",
        section="Bevoegdheid en juridische gronden",
        example="Decreet Lokaal Bestuur en RMI-wet: het BCSD beslist over individuele dossiers",
    )
    juridisch_kader: tuple[JuridischeGrond, ...] = rows("Juridische grond", offered=5)

    feiten: LangeTekst = question(
        "Feiten en context", section="Feiten en motivering", help="60 tot 3000 tekens."
    )
    motivering: Motivering = block("Motivering")
    sociaal_verslag_ref: VerslagRef | None = block(
        "Verwijzing sociaal verslag",
        when=When(lambda form: form.aard in AID, "het punt over hulp aan één cliënt gaat"),
    )

    advies: Oordeel = question("Advies van de dienst", section="Advies van de dienst")
    afwijking_hulpverleningskader: LangeTekst | None = question(
        "Afwijking van het hulpverleningskader", optional=True
    )

    voorstel: tuple[Artikel, ...] = rows(
        "Artikel", section="Voorstel van beslissing", offered=5, help="De nummers komen vanzelf."
    )
    beslissing: Beslissing = question("Beslissing")
    toekenning: Toekenning | None = block(
        "Toekenning",
        when=When(
            lambda form: form.beslissing is Beslissing.TOEKENNEN and form.aard in _GRANTED,
            "er steun of leefloon toegekend wordt",
        ),
    )
    terugvordering: Terugvordering | None = block(
        "Terugvordering",
        when=When(lambda form: form.beslissing is Beslissing.TERUGVORDEREN, "er teruggevorderd wordt"),
    )
    schorsing: Schorsing | None = block(
        "Schorsing", when=When(lambda form: form.beslissing is Beslissing.SCHORSEN, "er geschorst wordt")
    )
    voorwaarden: tuple[Voorwaarde, ...] = rows("Voorwaarde", offered=4)
    ingangsdatum: Datum | None = question(
        "Ingangsdatum",
        when=When(
            lambda form: _individual(form) and form.beslissing in STARTING,
            "de beslissing vanaf een bepaalde dag geldt",
        ),
    )
    ingangsdatum_motivering: LangeTekst | None = question(
        "Motivering van een vroegere ingangsdatum", optional=True
    )

    financieel: Financieel = block("Financiële gevolgen", section="Financiële gevolgen")

    kennisgeving: Kennisgeving | None = block(
        "Kennisgeving", section="Kennisgeving en beroep", when=_DECISION
    )
    beroep: Beroep | None = block("Beroep", when=_DECISION)
    hoorrecht_uitgeoefend: HoorrechtUitgeoefend | None = block(
        "Hoorrecht",
        section="Hoorrecht",
        when=When(
            lambda form: _individual(form) and form.beslissing in NEGATIVE,
            "de beslissing tegen de cliënt uitvalt",
        ),
    )

    bijlagen: tuple[Bijlage, ...] = rows("Bijlage", section="Bijlagen", offered=6)

    handtekeningen: tuple[Handtekening, ...] = rows("Handtekening", section="Handtekeningen", offered=3)
