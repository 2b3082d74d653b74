"""The sections of the settings: each setting with its default and what it means."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_serializer, field_validator

_ADDRESS = r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$"
_POSTGRES = re.compile(
    r"postgresql\+psycopg://([^@]*@)?(\[[^\]]*\]|[^:/?\[\]]*)(:[0-9]{1,5})?([/?].*)?", re.ASCII
)
"""As SQLAlchemy reads it: user and password up to the first ``@``, host, port, database and options."""


class Section(BaseModel):
    """One table of ``dossier.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Style(Section):
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


class Pdf(Section):
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


class Watch(Section):
    """How the inbox is watched."""

    quiet_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        default=5.0,
        description="Zo lang moet een bestand onveranderd zijn voor het wordt opgenomen; 1 seconde bij --once.",
    )
    scan_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        default=0.0,
        description="Om de zoveel seconden wordt de map nagekeken; 0: om de 2 seconden, op een share om de 5.",
    )
    max_megabytes: Annotated[int, Field(ge=1)] = Field(
        default=50, description="Grotere bestanden komen terug."
    )


class Validation(Section):
    """What the house lets through."""

    fictional: bool = Field(
        default=True,
        description="Laat verzonnen cliënten toe (volgnummer 999, uit `dossier example`). Zet dit op false in een huis "
        "aan het werk.",
    )


class Workers(Section):
    """Where the work is done."""

    count: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Aantal werkprocessen; 0: een per processorkern."
    )
    time_limit: Annotated[float, Field(ge=5, allow_inf_nan=False)] = Field(
        default=60.0, description="Seconden die één formulier krijgt."
    )
    cluster: Annotated[str, Field(pattern=r"^((tcp|tls)://[^/\s]+:[0-9]+)?$")] = Field(
        default="",
        description="Adres van de planner van een dask-cluster (`tls://planner:8786`) die het werk doet in plaats van eigen "
        "werkprocessen.",
    )


class Ledger(Section):
    """Where the ledger is kept."""

    url: SecretStr = Field(
        default=SecretStr(""),
        description="Databank van het register, `postgresql+psycopg://GEBRUIKER@SERVER/DATABANK`; leeg: een bestand in de map "
        "met de staat. Een wachtwoord hoort in `DOSSIER_LEDGER__URL` of in `~/.pgpass`.",
    )

    @field_validator("url")
    @classmethod
    def known(cls, url: SecretStr) -> SecretStr:
        """Take the one kind of database that there is besides the file."""
        if url and not _POSTGRES.fullmatch(url.get_secret_value()):
            raise ValueError
        return url

    @field_serializer("url", when_used="json")
    def shown(self, url: SecretStr) -> str:
        """Show where the database is, without the password and without options, which may hold one."""
        scheme, mark, rest = url.get_secret_value().partition("://")
        # As SQLAlchemy reads it: a password goes on to the first @, whatever is in it. After a second one may stand the rest of it.
        user, at, place = rest.partition("@") if "@" in rest else ("", "", rest)
        shown = "…" if "@" in place else place.partition("?")[0]
        return f"{scheme}{mark}{user.partition(':')[0]}{at}{shown}"


class Folders(Section):
    """Where the program keeps what is its own."""

    state: Path | None = Field(
        default=None,
        description="Map met de staat van deze machine (werk in uitvoering, archief, register); leeg: `.dossier` in de werkmap. "
        "Nodig als meer machines naar dezelfde inbox kijken: elk een eigen map op de eigen schijf.",
    )

    @field_validator("state", mode="before")
    @classmethod
    def empty(cls, state: object) -> object:
        """Take nothing for none: the folder ``.`` is the workspace itself."""
        return None if state == "" else state


class Files(Section):
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


class Retention(Section):
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
