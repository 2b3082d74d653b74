"""The legal library: the laws that an advice may rest on, with the period in which they hold (domain.md §6).

The laws stand in ``juridisch_kader.toml`` beside this file. A law is found by its code, its citation, or one of
its other names, whatever the capitals, points and blanks.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class Law(BaseModel):
    """One law: its code, how it is cited, other names, when it holds, and where that comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    citaat: str
    ook: tuple[str, ...] = ()
    geldig_van: date
    geldig_tot: date | None = None
    bron: str

    def holds_on(self, day: date) -> bool:
        """Tell whether the law is in force on a day."""
        return self.geldig_van <= day and (self.geldig_tot is None or day <= self.geldig_tot)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


@cache
def library() -> tuple[Law, ...]:
    """All laws that travel with the program, in the order of the file."""
    raw = tomllib.loads(files("forms").joinpath("juridisch_kader.toml").read_text("utf-8"))
    return tuple(Law.model_validate(entry) for entry in raw["wet"])


@cache
def _by_name() -> Mapping[str, Law]:
    return {_bare(name): law for law in library() for name in (law.code, law.citaat, *law.ook)}


def find(reference: str) -> Law | None:
    """Find the law that a reference names; None when the library does not have it."""
    return _by_name().get(_bare(reference))
