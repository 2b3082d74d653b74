"""Is this machine fit for the work: everything looked at, each with what to do about it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from generator.bookkeeping import ledger_to_read
from generator.errors import DossierError, OperatorFault
from generator.flows.checkup import Check, fault, of_fault, warning, well
from generator.flows.grounds import grounds, share_clock
from generator.flows.machine import clock, machine
from generator.flows.trials import trials
from generator.model import Workspace
from generator.sections import Pdf
from generator.settings import Settings, load
from generator.wiring import hands
from generator.workplace import workspace_of

_SETTINGS, _LEDGER = "Instellingen", "Register"
_BUSY_SECONDS = 5.0


def examine(root: Path) -> Iterator[Check]:
    """Look at everything, the cheap first. A thing that is wrong holds up only what rests on it."""
    settings, told = _settings(root)
    kept = settings or Settings.model_construct()
    workspace = workspace_of(root, kept)
    yield from told
    yield from machine(settings.pdf if settings else Pdf())
    if not root.is_dir():
        yield fault("Werkmap", "bestaat niet", f"Maak ze: dossier init {root}")
        return
    yield from grounds(workspace)
    remembered, newest = _ledger(workspace, kept)
    yield remembered
    yield clock(datetime.now().astimezone(), newest, share_clock(workspace))
    if settings is not None:
        yield from _at_work(root)


def _settings(root: Path) -> tuple[Settings | None, list[Check]]:
    try:
        settings = load(root)
    except DossierError as raised:
        return None, [of_fault(_SETTINGS, raised)]
    told = [well(_SETTINGS, "geldig")]
    if settings.validation.fictional:
        do = "Zet validation.fictional op false in een huis aan het werk."
        told.append(warning(_SETTINGS, "verzonnen cliënten worden aangenomen", do))
    if settings.pdf.engine == "gotenberg":
        do = "Kies pdf.engine = office2pdf als de documenten op dit toestel moeten blijven."
        told.append(warning(_SETTINGS, "de documenten verlaten dit toestel: Gotenberg maakt de PDF", do))
    return settings, told


def _ledger(workspace: Workspace, settings: Settings) -> tuple[Check, datetime | None]:
    try:
        ledger = ledger_to_read(settings, workspace, _BUSY_SECONDS)
        if ledger is None:
            return well(_LEDGER, "is er nog niet; het komt met het eerste formulier"), None
        last = ledger.entries(1)
    except OperatorFault as raised:
        return of_fault(_LEDGER, raised), None
    return well(_LEDGER, "in orde"), last[0].at if last else None


def _at_work(root: Path) -> Iterator[Check]:
    try:
        with hands(root) as found:
            yield from trials(found)
    except DossierError as raised:
        yield of_fault("Proef", raised)
