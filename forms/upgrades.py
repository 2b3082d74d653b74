"""How a form of an older version becomes one of today: named steps, each from one version to the next."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.nesting import ROW_NUMBER, Value, path_of


@dataclass(frozen=True, slots=True)
class Upgrade:
    """One step. Paths are dotted names with ``*`` for the number of a row (``gezin.*.naam``)."""

    name: str
    """What the step is for, as it stands in the changelog."""
    before: str
    """The version that it takes."""
    after: str
    """The version that it gives."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old path of a field → its path of now, with as many ``*``."""
    recoded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Path of now → old code of an answer → its code of now."""

    def name_of_now(self, name: str) -> str:
        """Translate the name of one field."""
        return _renamed(name, self.renamed)

    def name_of_then(self, name: str) -> str:
        """Translate the name of one field back."""
        return _renamed(name, {now: then for then, now in self.renamed.items()})

    def values(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """Translate answers: names first, then codes."""
        moved = {self.name_of_now(name): value for name, value in answers.items()}
        return {name: _recoded(value, self.recoded.get(path_of(name), {})) for name, value in moved.items()}


def steps(upgrades: Iterable[Upgrade], version: str, wanted: str) -> Sequence[Upgrade] | None:
    """Find the steps from one version to another, in their order; None when there is no way."""
    known = {upgrade.before: upgrade for upgrade in upgrades}
    way: list[Upgrade] = []
    while version != wanted:
        step = known.pop(version, None)
        if step is None:
            return None
        way.append(step)
        version = step.after
    return way


def _renamed(name: str, names: Mapping[str, str]) -> str:
    target = names.get(path_of(name))
    if target is None:
        return name
    numbers = iter(ROW_NUMBER.findall(name))
    return re.sub(r"\*", lambda _star: next(numbers), target)


def _recoded(value: Value, codes: Mapping[str, str]) -> Value:
    if isinstance(value, tuple):
        return tuple(codes.get(code, code) for code in value)
    return codes.get(value, value)
