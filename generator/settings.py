"""Settings: defaults < ``dossier.toml`` of the workspace < environment (``DOSSIER_…``) < command line.

Each has a default; a workspace without ``dossier.toml`` is complete.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import (
    Field,
    ValidationError,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from forms.norms import Norm, Norms, NormValue, shipped_norms
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
_OF_THE_WORKSPACE = "DOSSIER_WORKSPACE"
"""No setting: where the settings are (see the command line)."""
_OF_A_NORM = "DOSSIER_NORMEN__"
_FILE_NUMBER = "dossiernummer_patroon"


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
        description="Eigen gedateerde normen: [[normen.NAAM]]. Op een dag die er geen van dekt, telt de meegeleverde.",
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
        return tomllib.loads((workspace / FILE_NAME).read_text("utf-8-sig"), parse_float=Decimal)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        place = re.search(r"line ([0-9]+)", str(fault))
        where = f"kijk naar regel {place[1]}" if place else "bewaar het als UTF-8"
        raise UsageFault("INSTELLING-TOML", f"{FILE_NAME} is geen geldige TOML: {where}.") from None


def load(workspace: Path) -> Settings:
    """Read the settings of a workspace. Raises UsageFault that names each wrong setting."""
    if wrong := list(_unknown_variables()):
        raise _wrong(wrong)
    try:
        loaded = Settings(**_file_values(workspace))
    except ValidationError as fault:
        wrong = [
            f"{'.'.join(str(part) for part in error['loc'])}: {_in_dutch(error)}"
            for error in fault.errors(include_input=False)
        ]
        raise _wrong(wrong) from None
    except SettingsError:
        raise _wrong(list(_no_json())) from None
    missing = [
        f"pdf.fonts: de map {folder} bestaat niet" for folder in loaded.pdf.fonts if not folder.is_dir()
    ]
    if wrong := [*missing, *_wrong_norms(loaded.normen)]:
        raise _wrong(wrong)
    return loaded


def _unknown_variables() -> Iterator[str]:
    """Find variables that look like settings and are none: who set one believes that it counts."""
    known = {_OF_THE_WORKSPACE, *map(_variable, _all())}
    also = {_variable(section) for section in Settings.model_fields}
    for name in sorted(os.environ):
        variable = name.upper()
        if not variable.startswith(_PREFIX) or variable in known | also or variable.startswith(_OF_A_NORM):
            continue
        near = get_close_matches(variable, sorted(known), n=1)
        yield f"{name}: deze instelling bestaat niet{f', bedoelde u {near[0]}' if near else ''}"


def _no_json() -> Iterator[str]:
    """Find variables of lists and tables that are not written as JSON."""
    source = EnvSettingsSource(Settings)
    for name, value in source.env_vars.items():
        if not name.upper().startswith(_PREFIX):
            continue
        source.env_vars = {name: value}
        try:
            source()
        except SettingsError:
            variable = name.upper()
            first = next((one for one in map(_variable, _all()) if one.startswith(variable + _LEVEL)), "")
            if first:
                yield f"{variable}: geef elke instelling haar eigen variabele, zoals {first}"
            elif variable == _variable("normen"):
                yield f"{variable}: schrijf normen in {FILE_NAME}, onder [[normen.NAAM]]"
            else:
                yield f'{variable}: schrijf een lijst zo: ["/een/map", "/nog/een/map"]'


def _all() -> Iterator[str]:
    """The names of all settings (``pdf.engine``), but for the norms."""
    for section, info in Settings.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Section):
            yield from (f"{section}.{name}" for name in inner.model_fields)


def _variable(setting: str) -> str:
    return f"{_PREFIX}{setting.replace('.', _LEVEL)}".upper()


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
    """Find norms of the house that do not exist, or of which the value is of another kind, no such number, or no pattern."""
    shipped = shipped_norms().normen
    wrong = [f"normen.{name}: deze norm bestaat niet" for name in changes if name not in shipped]
    for name, entries in changes.items():
        kinds = {type(entry.waarde) for entry in shipped.get(name, entries)}
        if any(type(entry.waarde) not in kinds for entry in entries):
            wrong.append(
                f"normen.{name}: schrijf de waarde zoals in docs/reference/normen.md (een bedrag als 1776.07)"
            )
        if not all(_is_number(entry.waarde, shipped.get(name, ())) for entry in entries):
            wrong.append(f"normen.{name}: schrijf {_number_like(shipped[name])}")
    if not all(_is_pattern(str(entry.waarde)) for entry in changes.get(_FILE_NUMBER, ())):
        wrong.append(
            f"normen.{_FILE_NUMBER}: dit is geen geldig patroon, schrijf het zoals KB-[0-9]{{4}}-[0-9]{{5}}"
        )
    return wrong


def _is_whole(shipped: Sequence[Norm]) -> bool:
    """Tell a norm that counts days, months or percents from one in euro, which is shipped with its cents."""
    return all(isinstance(norm.waarde, Decimal) and norm.waarde.as_tuple().exponent == 0 for norm in shipped)


def _is_number(value: NormValue, shipped: Sequence[Norm]) -> bool:
    """Tell whether a number is one that its norm can hold: not below zero, and a count has no decimals."""
    if not isinstance(value, Decimal) or not shipped:
        return True
    return value >= 0 and (not _is_whole(shipped) or value == int(value))


def _number_like(shipped: Sequence[Norm]) -> str:
    return "een geheel getal, niet onder nul" if _is_whole(shipped) else "een bedrag, niet onder nul"


def _is_pattern(text: str) -> bool:
    """Tell whether a regular expression works, also within the longer one that finds it in the name of a file."""
    try:
        re.compile(text)
        re.compile(f"(?:{text})")
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def origins(workspace: Path) -> dict[str, str]:
    """Tell for each setting (``pdf.engine``) where its value came from: standaard, dossier.toml or omgeving."""
    in_file = _flat(_file_values(workspace))
    in_environment = {name.upper() for name in os.environ}
    found: dict[str, str] = {}
    for setting in _all():
        variable = _variable(setting)
        found[setting] = (
            f"omgeving ({variable})"
            if variable in in_environment
            else FILE_NAME
            if setting in in_file
            else "standaard"
        )
    return found


def _flat(values: dict[str, Any]) -> set[str]:
    return {
        f"{section}.{name}" for section, inner in values.items() if isinstance(inner, dict) for name in inner
    }
