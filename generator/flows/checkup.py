"""What a look at a machine ends in, one line a thing."""

from dataclasses import dataclass
from typing import Literal

from generator.errors import DossierError

Mark = Literal["well", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``do`` says what to do about it, and is empty when all is well."""

    name: str
    mark: Mark
    found: str
    do: str = ""


def well(name: str, found: str) -> Check:
    """All is well."""
    return Check(name, "well", found)


def warning(name: str, found: str, do: str) -> Check:
    """It works, but not as it should."""
    return Check(name, "warning", found, do)


def fault(name: str, found: str, do: str) -> Check:
    """It does not work."""
    return Check(name, "fault", found, do)


def of_fault(name: str, raised: DossierError) -> Check:
    """Tell a fault of ours: the first sentence says what is wrong, the others what to do."""
    first, point, rest = raised.message.partition(". ")
    return fault(name, f"{first}{point}".strip(), rest or "Meld dit aan wie het programma beheert.")
