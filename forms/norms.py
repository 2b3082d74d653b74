"""Dated norms: amounts, durations, cadences, postcodes and terms, each with the period in which it holds and its source.

The figures stand in ``normen.toml`` beside this file; a workspace may put its own before them in its
``dossier.toml`` under ``[normen]``. Nothing in the code is a law.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool

NormValue = StrictBool | Decimal | tuple[str, ...] | str


class Norm(BaseModel):
    """One norm with its period; ``bron`` says where it comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    waarde: NormValue = Field(union_mode="left_to_right")
    geldig_van: date = date(1900, 1, 1)
    geldig_tot: date | None = None
    bron: str


class Norms(BaseModel):
    """All norms by name; of one name the newest entry that holds on the day counts.

    Those of the house go first; on a day that none of them covers, the shipped one counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    normen: Mapping[str, tuple[Norm, ...]]
    eigen: Mapping[str, tuple[Norm, ...]] = {}

    def _holding(self, name: str, on: date) -> Norm | None:
        for norms in (self.eigen, self.normen):
            holding = [
                norm
                for norm in norms.get(name, ())
                if norm.geldig_van <= on and (norm.geldig_tot is None or on <= norm.geldig_tot)
            ]
            if holding:
                return max(holding, key=lambda norm: norm.geldig_van)
        return None

    def find(self, name: str, on: date) -> NormValue | None:
        """Return the norm that holds on a day, or None where none is known for that day."""
        norm = self._holding(name, on)
        return norm.waarde if norm else None

    def source(self, name: str, on: date) -> str:
        """Return where the norm of a day comes from; empty where none is known."""
        norm = self._holding(name, on)
        return norm.bron if norm else ""

    def number(self, name: str, on: date) -> int:
        """Return a whole number (days, months, percent). Raises KeyError where no such norm holds."""
        found = self.find(name, on)
        if isinstance(found, Decimal | str):
            return int(found)
        raise KeyError(name)

    def amount(self, name: str, on: date) -> Decimal | None:
        """Return an amount in euro, or None where none is known for that day."""
        found = self.find(name, on)
        return Decimal(str(found)) if isinstance(found, Decimal | str) else None

    def words(self, name: str, on: date) -> tuple[str, ...]:
        """Return a list of words or codes; empty where none is known."""
        found = self.find(name, on)
        return found if isinstance(found, tuple) else ()

    def text(self, name: str, on: date) -> str:
        """Return a text; empty where none is known."""
        found = self.find(name, on)
        return found if isinstance(found, str) else ""

    def switch(self, name: str, on: date) -> bool:
        """Return a yes or no; no where none is known."""
        return self.find(name, on) is True

    def with_changes(self, changes: Mapping[str, tuple[Norm, ...]]) -> Self:
        """Return these norms with those of the house before them."""
        return self.model_copy(update={"eigen": {**self.eigen, **changes}})


@cache
def shipped_norms() -> Norms:
    """The norms that travel with the program (``forms/normen.toml``)."""
    raw = tomllib.loads(files("forms").joinpath("normen.toml").read_text("utf-8"), parse_float=Decimal)
    return Norms.model_validate({"normen": raw})
