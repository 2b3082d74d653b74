"""Form 1, Screening activering: places the client in one of six phases (domain.md §3).

A living paper with versions. ``werkervaring`` is both a list and a group in domain.md; here the list is
``werkervaring.betrekkingen``.
"""

from forms.base import Block, When, block, question, rows
from forms.client import ClientPaper
from forms.domains import Domein, Erk, Fase, Instrument, Nt2, Partner, Regime, Status, Uitvoerder
from forms.fields import Datum, Getal, JaNeen, Land, LangeTekst, Maand, Naam, Tekst
from forms.screening_choices import (
    Aanbieder,
    Alfabetisering,
    Beperking,
    Competentie,
    Diploma,
    Erkenning,
    Ernst,
    Haalbaar,
    IcfAdvies,
    Inburgering,
    Kinderopvang,
    Leerpotentieel,
    Motivatiescore,
    RedenGeenActivering,
    Rijbewijs,
    Score,
    Soort,
    Statuut,
    Vaardigheid,
    VdabInschrijving,
    Vervoer,
    Vrijstelling,
)


class Vdab(Block):
    """Registration with VDAB [S50]."""

    ingeschreven: VdabInschrijving = question("Ingeschreven VDAB")
    vrijstelling_reden: Vrijstelling | None = question(
        "Reden vrijstelling VDAB",
        when=When(lambda vdab: vdab.ingeschreven is VdabInschrijving.VRIJGESTELD, "de cliënt vrijgesteld is"),
    )
    klantnummer: Tekst | None = question("VDAB-klantnummer", optional=True)
    bemiddelaar: Tekst | None = question("VDAB-bemiddelaar", optional=True)


class Drempel(Block):
    """Something that stands in the way."""

    domein: Domein = question("Domein")
    ernst: Ernst = question("Ernst")
    toelichting: LangeTekst | None = question(
        "Toelichting",
        when=When(lambda barrier: barrier.ernst is Ernst.HOOG, "de ernst hoog is"),
        help="Minstens 20 tekens als de ernst hoog is.",
    )


class GeenActivering(Block):
    """Reason of health or equity for which activation is not asked [S19]."""

    datum: Datum | None = question("Datum van de aanvaarding", optional=True)
    bewijsstuk: Tekst | None = question(
        "Attest of beslissing (kenmerk)", optional=True, example="attest 12/02/2026"
    )
    motivering: LangeTekst | None = question("Motivering", optional=True)


_OTHER_LANGUAGE = When(
    lambda language: not language.nederlandstalig, "Nederlands niet de moedertaal of schooltaal is"
)


class TaalBlok(Block):
    """Dutch as a competence [Z]."""

    nederlandstalig: JaNeen = question("Nederlands is moedertaal of schooltaal")
    nt2_mondeling: Nt2 | None = question("NT2-niveau mondeling", when=_OTHER_LANGUAGE)
    nt2_schriftelijk: Nt2 | None = question("NT2-niveau schriftelijk", when=_OTHER_LANGUAGE)
    erk: Erk | None = question("ERK-niveau (afgeleid)", computed=True)
    alfabetisering: Alfabetisering = question("Gealfabetiseerd (Latijns schrift)")
    aanbieder: Aanbieder | None = question("Aanbodverstrekker", optional=True)
    inburgering: Inburgering = question("Inburgeraar")
    is_hoofddrempel: JaNeen = question("Taal is de belangrijkste drempel")


class Aanwezigheidskaart(Block):
    """Attendance card of a Dutch course, checked by the specialist [Z]."""

    periode: Maand = question("Periode", example="2026-03")
    aanbieder: Tekst = question("Aanbieder", example="CVO Semper")
    module: Tekst = question("Module", example="NT2 1.1")
    lesuren_voorzien: Getal = question("Lesuren voorzien", example="40")
    lesuren_gevolgd: Getal = question("Lesuren gevolgd", example="34")
    afwezig_gewettigd: Getal = question("Afwezig gewettigd", example="4")
    afwezig_ongewettigd: Getal = question("Afwezig ongewettigd", example="2")
    kaart_gecontroleerd_op: Datum = question("Kaart gecontroleerd op")
    gecontroleerd_door: Naam = question("Gecontroleerd door")


class Opleiding(Block):
    """Schooling."""

    hoogste: Diploma = question("Hoogste diploma")
    behaald_in: Land | None = question("Diploma behaald in", optional=True)
    erkenning: Erkenning | None = question(
        "Buitenlands diploma erkend (NARIC)",
        when=When(
            lambda schooling: schooling.behaald_in not in {None, "BE"}, "het diploma buiten België behaald is"
        ),
    )
    voltijds_student: JaNeen = question("Studeert met voltijds leerplan")


class Betrekking(Block):
    """A job that the client had."""

    functie: Tekst = question("Functie")
    werkgever: Tekst = question("Werkgever")
    van: Datum = question("Van")
    tot: Datum | None = question("Tot", optional=True, help="Leeg als het werk nog loopt.")
    land: Land | None = question("Land", optional=True)
    regime: Regime | None = question("Regime", optional=True)
    reden_einde: Tekst | None = question("Reden einde", optional=True)


class Werkervaring(Block):
    """Work experience."""

    betrekkingen: tuple[Betrekking, ...] = rows("Betrekking", offered=4)
    maanden_5j: Getal = question("Maanden werkervaring laatste 5 jaar", help="Hoogstens 60.")
    voldoende: JaNeen = question("Voldoende (recente) werkervaring")


class CompetentieScore(Block):
    """One generic competence with its score; all eight are scored [S36]."""

    competentie: Competentie = question("Competentie")
    score: Score = question("Score")
    observatie: LangeTekst | None = question("Observatie", optional=True)


_ESTABLISHED = When(
    lambda limits: limits.status is Beperking.VASTGESTELD, "de arbeidsbeperking vastgesteld is"
)


class BeperkingBlok(Block):
    """Limitation for work: only VDAB decides, an OCMW may advise [S47]."""

    status: Beperking = question("Screening VDAB")
    vastgesteld_door: IcfAdvies | None = question("Vastgesteld door", when=_ESTABLISHED)
    datum: Datum | None = question("Datum vaststelling", when=_ESTABLISHED)
    referentie: Tekst | None = question("Referentie vaststelling", when=_ESTABLISHED)
    icf_advies_door: IcfAdvies | None = question(
        "ICF-advies door", optional=True, help="Een advies is geen beslissing."
    )


class Jobdoelwit(Block):
    """The job that is aimed at."""

    omschrijving: Tekst = question("Omschrijving jobdoelwit")
    knelpuntberoep: JaNeen = question("Knelpuntberoep")


class Motivatie(Block):
    """How much the client wants this."""

    score: Motivatiescore = question("Motivatie (1 tot 5)")
    toelichting: LangeTekst = question("Toelichting motivatie")


class Mobiliteit(Block):
    """How the client gets about; transport is a recognised reason of equity [S19]."""

    rijbewijs: Rijbewijs = question("Rijbewijs")
    vervoer: Vervoer = question("Vervoer")


class Digitaal(Block):
    """Means and skills."""

    computer_internet: JaNeen = question("Computer en internet")
    vaardigheid: Vaardigheid = question("Digitale vaardigheid")


class Afspraak(Block):
    """An agreement."""

    wat: Tekst = question("Wat")
    wie: Uitvoerder = question("Wie")
    tegen: Datum = question("Tegen")
    status: Status = question("Status")


class Toestemming(Block):
    """Consent to share data, needed before any referral [S44]."""

    partners: tuple[Partner, ...] = rows("Partners", offered=0)
    datum: Datum = question("Datum toestemming")
    handtekening: Naam = question("Toestemming getekend door")


class Handtekening(Block):
    """A signature as typed name and date; the pen comes on the printed document."""

    naam: Naam = question("Naam ondertekenaar")
    datum: Datum = question("Datum handtekening")


class ScreeningActivering(ClientPaper):
    """Screening activering."""

    ID = "screening_activering"
    TITLE = "Screening activering"
    VERSION = "1.0"

    soort_screening: Soort = question("Soort screening", section="Aanleiding")
    datum_gesprek: Datum = question("Datum gesprek")
    vorige_screening_datum: Datum | None = question(
        "Datum vorige screening",
        when=When(lambda form: form.soort_screening is not Soort.EERSTE, "dit niet de eerste screening is"),
    )
    maatschappelijk_werker: Naam = question("Aangemeld door (maatschappelijk werker)")
    statuut: Statuut = question("Inkomensstatuut")
    leefloon_sinds: Datum | None = question(
        "Leefloon sinds",
        when=When(lambda form: form.statuut is Statuut.LEEFLOON, "het inkomensstatuut leefloon is"),
    )
    gpmi_datum: Datum | None = question("Datum GPMI", optional=True, help="Als er een getekend GPMI is.")
    vdab: Vdab = block("VDAB")

    klaar_voor_traject: JaNeen = question(
        "Klaar om een traject naar werk aan te vatten?", section="Klaar voor een traject"
    )
    drempels: tuple[Drempel, ...] = rows("Drempel", offered=5)
    reden_geen_activering: RedenGeenActivering = question("Gezondheids- of billijkheidsreden aanvaard")
    geen_activering: GeenActivering | None = block(
        "Reden geen activering",
        when=When(
            lambda form: form.reden_geen_activering is not RedenGeenActivering.GEEN,
            "een gezondheids- of billijkheidsreden aanvaard is",
        ),
    )

    taal: TaalBlok = block("Taal", section="Taal")
    aanwezigheidskaarten: tuple[Aanwezigheidskaart, ...] = rows("Aanwezigheidskaart", offered=4)

    opleiding: Opleiding = block("Opleiding", section="Opleiding")

    werkervaring: Werkervaring = block("Werkervaring", section="Werkervaring")

    competenties: tuple[CompetentieScore, ...] = rows(
        "Generieke competentie",
        section="Competenties",
        offered=8,
        help="Geef alle acht een score van 1 tot 4.",
    )
    leerpotentieel: Leerpotentieel = question("Leerpotentieel")
    attitudes: LangeTekst | None = question("Attitudes te ontwikkelen", optional=True)

    beperking: BeperkingBlok = block("Arbeidsbeperking", section="Arbeidsbeperking")
    max_regime: Regime = question("Maximaal regime")
    vaph_dagondersteuning: JaNeen = question("VAPH-dagondersteuning")

    interesses: LangeTekst = question("Interesses", section="Interesse", help="Minstens 20 tekens.")
    jobdoelwit: Jobdoelwit | None = block("Jobdoelwit", optional=True)
    motivatie: Motivatie = block("Motivatie")

    mobiliteit: Mobiliteit = block("Mobiliteit", section="Praktisch")
    kinderopvang: Kinderopvang = question("Kinderopvang")
    digitaal: Digitaal = block("Digitaal")

    regulier_haalbaar: Haalbaar = question("Haalbaarheid regulier werk", section="Beslissingsboom")
    ondersteuning_nodig: JaNeen = question("Ondersteuning nodig in de zoektocht")
    fase_berekend: Fase | None = question("Berekende fase", computed=True)
    fase: Fase = question("Vastgestelde fase")
    fase_afwijking_motivering: LangeTekst | None = question(
        "Motivering afwijking van de berekende fase", optional=True, help="Minstens 40 tekens als u afwijkt."
    )
    nevenspoor_taal: JaNeen | None = question(
        "Nevenspoor taal", optional=True, help="Laat leeg om het door het programma te laten bepalen."
    )
    instrumenten: tuple[Instrument, ...] = rows("Instrumenten", offered=0)

    afspraken: tuple[Afspraak, ...] = rows("Afspraak", section="Afspraken", offered=5)
    volgend_contact: Datum = question("Volgend contact")
    sierra_genoteerd_op: Datum | None = question("Genoteerd in Sierra op", optional=True)

    toestemming: Toestemming | None = block(
        "Toestemming gegevensdeling partners", section="Toestemming", optional=True
    )
    handtekening_client: Handtekening | None = block("Handtekening cliënt", optional=True)
    handtekening_specialist: Handtekening | None = block("Handtekening specialist", optional=True)
