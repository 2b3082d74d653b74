"""What the specialist does in each phase, exactly as the job description says it (domain.md §7.3)."""

from dataclasses import dataclass

from forms.domains import Fase, Instrument


@dataclass(frozen=True, slots=True)
class Duty:
    """One task with its rhythm; ``instruments`` narrows it to who follows one of these."""

    phase: Fase
    task: str
    rhythm: str
    instruments: frozenset[Instrument] = frozenset()


_SIERRA = "houdt de maatschappelijk werker op de hoogte via Sierra"
_MEASURES = frozenset({Instrument.TWE, Instrument.IBO, Instrument.WIJKWERKEN})

DUTIES: tuple[Duty, ...] = (
    Duty(Fase.TAAL, "Aanspreekpunt voor de maatschappelijk werkers bij problemen of vragen", "doorlopend"),
    Duty(Fase.TAAL, "Controleert de aanwezigheidskaarten via dit document", "bij elke kaart"),
    Duty(
        Fase.TAAL,
        "Stelt de maatschappelijk werkers op de hoogte van taalstimulerende acties",
        "bij elke actie",
    ),
    Duty(
        Fase.SOCIAAL,
        "Bekijkt mogelijkheden en interesse, en zoekt een organisatie voor vrijwilligerswerk",
        "bij de start",
        frozenset({Instrument.VRIJWILLIGERSWERK}),
    ),
    Duty(
        Fase.SOCIAAL,
        "Begeleidt tijdens het vrijwilligerswerk en gaat ter plaatse voor evaluatiegesprekken",
        "geregeld",
        frozenset({Instrument.VRIJWILLIGERSWERK}),
    ),
    Duty(
        Fase.SOCIAAL,
        f"Volgt het screeningstraject op bij de arbeidstrajectbegeleider en {_SIERRA}",
        "tijdens de screening",
        frozenset({Instrument.AANGEPASTE_TEWERKSTELLING}),
    ),
    Duty(
        Fase.SOCIAAL,
        "Neemt contact op met de VDAB-consulent of de werkgever zodra de tewerkstelling actief is",
        "één keer per maand",
        frozenset({Instrument.AANGEPASTE_TEWERKSTELLING}),
    ),
    Duty(
        Fase.ARBEIDSACTIVERING,
        f"Begeleidt en volgt het traject op, is aanwezig bij de evaluatiegesprekken en {_SIERRA}",
        "per evaluatie",
        _MEASURES,
    ),
    Duty(
        Fase.ARBEIDSACTIVERING,
        "Zoekt een tewerkstellingsplaats, brengt het dossier voor op het BCSD en verzorgt de nazorg",
        "bij TWE",
        frozenset({Instrument.TWE}),
    ),
    Duty(
        Fase.ARBEIDSACTIVERING,
        "Meldt de cliënt aan bij de wijkwerkbemiddelaar en kan de maatschappelijk werker mee uitnodigen",
        "bij de start",
        frozenset({Instrument.WIJKWERKEN}),
    ),
    Duty(
        Fase.ARBEIDSACTIVERING,
        "Zoekt met de cliënt naar interesses en gericht naar een passende opleiding",
        "bij de start",
        frozenset({Instrument.OPLEIDING}),
    ),
    Duty(
        Fase.ARBEIDSTOELEIDING,
        "Beheert de trajecten, bewaart het overzicht en is tussenpersoon met de arbeidstrajectbegeleider",
        "doorlopend",
    ),
    Duty(
        Fase.ARBEIDSTOELEIDING,
        "Nodigt de cliënt uit op een gesprek en zoekt samen naar een jobdoelwit",
        "op uitnodiging",
    ),
    Duty(
        Fase.ARBEID,
        "Nodigt de cliënt uit om samen de zoektocht te evalueren en houdt de maatschappelijk werker op de hoogte",
        "twee maal per maand",
    ),
    Duty(
        Fase.ARBEID, "Vermeldt de acties en afspraken in het GPMI en volgt ze daar op", "naargelang de steun"
    ),
)


def duties(phase: Fase, instruments: frozenset[Instrument]) -> tuple[Duty, ...]:
    """The tasks of a phase for who follows these instruments."""
    return tuple(
        duty
        for duty in DUTIES
        if duty.phase is phase and (not duty.instruments or duty.instruments & instruments)
    )
