"""Settings: defaults < ``dossier.toml`` of the workspace < environment (``DOSSIER_…``) < command line.

Each has a default; a workspace without ``dossier.toml`` is complete.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import (
    Field,
    ValidationError,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from forms.norms import Norm, Norms, shipped_norms
from generator.errors import UsageFault
from generator.sections import (
    Files,
    Folders,
    Ledger,
    Pdf,
    Retention,
    Section,
    Style,
    Validation,
    Watch,
    Workers,
)

FILE_NAME = "dossier.toml"
_PREFIX = "DOSSIER_"
_LEVEL = "__"


class Settings(BaseSettings):
    """All settings of one workspace. ``load`` makes them; the raw constructor serves tests."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter=_LEVEL,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    style: Style = Style()
    pdf: Pdf = Pdf()
    watch: Watch = Watch()
    validation: Validation = Validation()
    workers: Workers = Workers()
    files: Files = Files()
    retention: Retention = Retention()
    ledger: Ledger = Ledger()
    folders: Folders = Folders()
    normen: dict[str, tuple[Norm, ...]] = Field(
        default={},
        description="Gedateerde normen die de meegeleverde vervangen of aanvullen: [[normen.NAAM]].",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the environment above the file (which ``load`` hands in as initial values)."""
        return env_settings, init_settings

    @property
    def norms(self) -> Norms:
        """The shipped norms with the workspace's own."""
        return shipped_norms().with_changes(self.normen)


def _file_values(workspace: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((workspace / FILE_NAME).read_text("utf-8"), parse_float=Decimal)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        place = re.search(r"line ([0-9]+)", str(fault))
        where = f"kijk naar regel {place[1]}" if place else "bewaar het als UTF-8"
        raise UsageFault("INSTELLING-TOML", f"{FILE_NAME} is geen geldige TOML: {where}.") from None


def load(workspace: Path) -> Settings:
    """Read the settings of a workspace. Raises UsageFault that names each wrong setting."""
    try:
        loaded = Settings(**_file_values(workspace))
    except ValidationError as fault:
        wrong = [
            f"{'.'.join(str(part) for part in error['loc'])}: {_in_dutch(error)}"
            for error in fault.errors(include_input=False)
        ]
        raise _wrong(wrong) from None
    missing = [
        f"pdf.fonts: de map {folder} bestaat niet" for folder in loaded.pdf.fonts if not folder.is_dir()
    ]
    if wrong := [*missing, *_wrong_norms(loaded.normen)]:
        raise _wrong(wrong)
    return loaded


def _wrong(what: list[str]) -> UsageFault:
    return UsageFault("INSTELLING-WAARDE", f"Een instelling klopt niet. {'; '.join(what)}.")


def _in_dutch(error: ErrorDetails) -> str:
    """Say what is wrong with a value; the library's own words are English."""
    if error["type"] == "extra_forbidden":
        return "deze instelling bestaat niet"
    if error["type"] == "literal_error":
        return f"kies uit {error['ctx']['expected'].replace(' or ', ' of ')}"
    if error["type"] == "missing":
        return "dit ontbreekt"
    return "deze waarde past hier niet (kijk in docs/reference/instellingen.md)"


def _wrong_norms(changes: Mapping[str, tuple[Norm, ...]]) -> list[str]:
    """Find norms of the house that do not exist, or whose value is of another kind than the shipped one."""
    shipped = shipped_norms().normen
    wrong = [f"normen.{name}: deze norm bestaat niet" for name in changes if name not in shipped]
    for name, entries in changes.items():
        kinds = {type(entry.waarde) for entry in shipped.get(name, entries)}
        if any(type(entry.waarde) not in kinds for entry in entries):
            wrong.append(
                f"normen.{name}: schrijf de waarde zoals in docs/reference/normen.md (een bedrag als 1776.07)"
            )
    return wrong


def origins(workspace: Path) -> dict[str, str]:
    """Tell for each setting (``pdf.engine``) where its value came from: standaard, dossier.toml or omgeving."""
    in_file = _flat(_file_values(workspace))
    found: dict[str, str] = {}
    for section, info in Settings.model_fields.items():
        inner = info.annotation
        if not (isinstance(inner, type) and issubclass(inner, Section)):
            continue
        for name in inner.model_fields:
            key = f"{section}.{name}"
            variable = f"{_PREFIX}{section}{_LEVEL}{name}".upper()
            in_environment = variable in {known.upper() for known in os.environ}
            found[key] = (
                f"omgeving ({variable})" if in_environment else FILE_NAME if key in in_file else "standaard"
            )
    return found


def _flat(values: dict[str, Any]) -> set[str]:
    return {
        f"{section}.{name}" for section, inner in values.items() if isinstance(inner, dict) for name in inner
    }
