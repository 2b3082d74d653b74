"""The beslissingsboom: answers of a screening → one of six phases, with the rules that led there.

The job description names the tree but does not print it: the criteria are its words, the order and the yes/no
split are assumed (domain.md §7). The table carries a version, which every screening shows, so that the real
tree can replace it without a word being lost about which one was used.
"""

from collections.abc import Callable
from dataclasses import dataclass

from forms.domains import Fase, Nt2
from forms.screening_choices import Beperking, Haalbaar

TREE_VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class TreeInputs:
    """The seven answers that the tree asks for (domain.md §7.1)."""

    ready: bool
    """klaar_voor_traject"""
    language_sufficient: bool
    """Dutch is the mother tongue, or spoken NT2 at least 1.1."""
    language_main_barrier: bool
    limitation: bool
    """A limitation is established or being examined."""
    experience_sufficient: bool
    feasible: Haalbaar
    support_needed: bool


@dataclass(frozen=True, slots=True)
class TreeRule:
    """One line of the table: when it applies, which phase, and why in the words of the job description."""

    name: str
    phase: Fase
    reason: str
    applies: Callable[[TreeInputs], bool]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the tree puts a client: the phase, the rule that decided, and what each rule before it said."""

    phase: Fase
    rule: str
    reason: str
    passed: tuple[str, ...]
    """Rules that were looked at first and did not apply, in order."""
    language_track: bool
    """Dutch is not yet sufficient and is learnt beside the phase (nevenspoor taal)."""
    provisional: bool
    """Phase 3 while VDAB is still examining: a new screening follows."""


_NO_LIMIT_BUT_EXPERIENCE = "R5b"

TREE: tuple[TreeRule, ...] = (
    TreeRule(
        "R1",
        Fase.ZORG,
        "De cliënt is nog niet klaar om een traject naar werk aan te vatten.",
        lambda i: not i.ready,
    ),
    TreeRule(
        "R2",
        Fase.TAAL,
        "Nederlands is een competentie; de taal is nog onvoldoende en is de belangrijkste drempel.",
        lambda i: not i.language_sufficient and i.language_main_barrier,
    ),
    TreeRule(
        "R3",
        Fase.SOCIAAL,
        "Door een arbeidsbeperking of te weinig werkervaring zijn er nu onvoldoende mogelijkheden om onmiddellijk "
        "op de reguliere arbeidsmarkt aan de slag te gaan.",
        lambda i: i.feasible is Haalbaar.NIET_NU and (i.limitation or not i.experience_sufficient),
    ),
    TreeRule(
        "R4",
        Fase.ARBEIDSACTIVERING,
        "De cliënt kan nog niet op de reguliere arbeidsmarkt werken, maar wel mits aangeleerde vaardigheden en attitudes.",
        lambda i: i.feasible is Haalbaar.NA_AANLEREN,
    ),
    TreeRule(
        "R5",
        Fase.ARBEIDSTOELEIDING,
        "Regulier werk is haalbaar, met ondersteuning in het activeringstraject.",
        lambda i: i.feasible is Haalbaar.NU and i.support_needed,
    ),
    TreeRule(
        _NO_LIMIT_BUT_EXPERIENCE,
        Fase.ARBEIDSTOELEIDING,
        "Regulier werk is nu niet haalbaar, zonder arbeidsbeperking en met werkervaring: er wordt gekeken welke stap "
        "de volgende is.",
        lambda i: i.feasible is Haalbaar.NIET_NU,
    ),
    TreeRule(
        "R6",
        Fase.ARBEID,
        "De cliënt kan werken en zoekt zelfstandig, zonder extra ondersteuning.",
        lambda i: i.feasible is Haalbaar.NU and not i.support_needed,
    ),
)


def language_sufficient(native: bool, spoken: Nt2 | None) -> bool:
    """Tell whether Dutch suffices: mother tongue, or spoken NT2 1.1 reached ("Een niveau 1.1 is behulpzaam")."""
    return native or (spoken is not None and spoken.position >= Nt2.N1_1.position)


def counts_as_limitation(status: Beperking) -> bool:
    """A limitation that VDAB established, or is still examining, weighs in the tree."""
    return status in {Beperking.VASTGESTELD, Beperking.IN_ONDERZOEK}


def place(inputs: TreeInputs, *, examining: bool = False) -> Placement:
    """Walk the table; the first rule that applies decides. ``examining``: VDAB has not decided yet."""
    passed: list[str] = []
    for rule in TREE:
        if rule.applies(inputs):
            return Placement(
                phase=rule.phase,
                rule=rule.name,
                reason=rule.reason,
                passed=tuple(passed),
                language_track=not inputs.language_sufficient and rule.phase is not Fase.TAAL,
                provisional=rule.phase is Fase.SOCIAAL and examining,
            )
        passed.append(rule.name)
    raise AssertionError("the table is total: one of its rules applies to every combination")


def needs_motivation(placement: Placement) -> bool:
    """The hole in the definitions (not feasible, yet no limitation and experience) wants a motivated choice."""
    return placement.rule == _NO_LIMIT_BUT_EXPERIENCE
