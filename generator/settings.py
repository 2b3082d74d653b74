"""Settings: defaults < ``dossier.toml`` of the workspace < environment (``DOSSIER_…``) < command line.

Each has a default; a workspace without ``dossier.toml`` is complete.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from forms.norms import Norm, Norms, shipped_norms
from generator.errors import UsageFault

FILE_NAME = "dossier.toml"
_PREFIX = "DOSSIER_"
_LEVEL = "__"
_ADDRESS = r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Style(_Section):
    """House style of the documents (domain.md §10: header and footer of the functiekaart)."""

    organisation: str = Field(
        default="Kortenberg OCMW", description="Naam van het huis, bovenaan elke bladzijde."
    )
    department: str = Field(
        default="Welzijnshuis – Sociale dienst", description="Dienst, onder de naam van het huis."
    )
    approval: str = Field(
        default="Goedgekeurd AD-besluit 05/02/2026",
        description="Regel onderaan elke bladzijde; mag leeg zijn.",
    )


class Pdf(_Section):
    """How a Word document becomes a PDF."""

    engine: Literal["office2pdf", "libreoffice", "gotenberg"] = Field(
        default="office2pdf",
        description="Welk programma de PDF maakt. Met gotenberg gaan de documenten naar het adres pdf.gotenberg_url.",
    )
    fonts: tuple[Path, ...] = Field(
        default=(), description="Extra mappen met lettertypes, vóór die van het systeem."
    )
    soffice: str = Field(default="soffice", description="Naam of pad van LibreOffice, als dat de PDF maakt.")
    time_limit: Annotated[int, Field(ge=10)] = Field(
        default=90, description="Seconden die LibreOffice of Gotenberg krijgt voor één document."
    )
    gotenberg_url: Annotated[str, Field(pattern=_ADDRESS)] = Field(
        default="http://127.0.0.1:3000",
        description="Adres van Gotenberg, als dat de PDF maakt. Op een ander toestel: met https.",
    )


class Watch(_Section):
    """How the inbox is watched."""

    quiet_seconds: Annotated[float, Field(ge=0)] = Field(
        default=5.0,
        description="Zo lang moet een bestand onveranderd zijn voor het wordt opgenomen; 1 seconde bij --once.",
    )
    scan_seconds: Annotated[float, Field(ge=0)] = Field(
        default=0.0,
        description="Om de zoveel seconden wordt de map nagekeken; 0: om de 2 seconden, op een share om de 5.",
    )
    max_megabytes: Annotated[int, Field(ge=1)] = Field(
        default=50, description="Grotere bestanden komen terug."
    )


class Validation(_Section):
    """What the house lets through."""

    fictional: bool = Field(
        default=True,
        description="Laat verzonnen cliënten toe (volgnummer 999, uit `dossier example`). Zet dit op false in een huis "
        "aan het werk.",
    )


class Workers(_Section):
    """Where the work is done."""

    count: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Aantal werkprocessen; 0: een per processorkern."
    )
    time_limit: Annotated[float, Field(ge=5)] = Field(
        default=60.0, description="Seconden die één formulier krijgt."
    )


class Files(_Section):
    """Who may read and write what appears in the shared folders."""

    mode: Annotated[str, Field(pattern=r"^0?[67][0-7]{2}$")] = Field(
        default="0640", description="Rechten van de bestanden in de outbox, zoals chmod ze schrijft."
    )
    folder_mode: Annotated[str, Field(pattern=r"^[02]?7[0-7]{2}$")] = Field(
        default="0750", description="Rechten van de mappen in de outbox."
    )
    inbox_mode: Annotated[str, Field(pattern=r"^0?[67][0-7]{2}$")] = Field(
        default="0660",
        description="Rechten van wat terugkomt in inbox/te-verbeteren: wie het invulde, moet het kunnen verbeteren. "
        "Wie lezen mag, mag ook in de mappen.",
    )
    group: str = Field(
        default="",
        description="Groep die eigenaar wordt van wat verschijnt; leeg: die van de dienst, of van de map erboven.",
    )


class Retention(_Section):
    """How long things are kept. Nothing goes away by itself: only ``dossier purge --expired`` removes."""

    archive: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Dagen dat het archief een formulier bewaart dat terugkwam; 0: altijd."
    )
    sessions: Annotated[int, Field(ge=0)] = Field(
        default=0,
        description="Dagen dat de papieren van een zitting blijven, vanaf de dag van de zitting; 0: altijd.",
    )
    dossiers: Annotated[int, Field(ge=0)] = Field(
        default=0,
        description="Dagen dat een dossier blijft, vanaf de dag van zijn laatste papier; 0: altijd.",
    )
    versions: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Dagen dat een vervangen versie van een papier blijft; 0: altijd."
    )


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
    except FileNotFoundError:
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
        if not (isinstance(inner, type) and issubclass(inner, _Section)):
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
