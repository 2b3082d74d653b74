"""Settings → rooms, once per workspace."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.bookkeeping import open_ledger
from generator.catalog import FORMS
from generator.equipment import working
from generator.files import disk_faults
from generator.ledger import Ledger
from generator.locks import PATIENCE
from generator.mapping import FieldMap, load_all
from generator.model import Workspace
from generator.settings import Settings
from generator.temporary import kept_private
from generator.workers import Workers, forbid_core_dumps
from generator.workplace import check_folders, make_folders, require, settled, workspace_of


@dataclass(frozen=True, slots=True)
class Hands:
    """What a flow works with that only looks and leaves nothing behind."""

    workspace: Workspace
    settings: Settings
    workers: Workers
    maps: tuple[FieldMap, ...]


@dataclass(frozen=True, slots=True)
class Rooms(Hands):
    """What a flow works with that publishes."""

    ledger: Ledger


@contextmanager
def hands(root: Path, shared: Workers | None = None) -> Iterator[Hands]:
    """Open what is needed to look at files; leaves nothing in the workspace. ``shared``: hands that work for others too.

    Raises UsageFault for a wrong setting, a wrong field map, or a workspace that is not there.
    """
    require(root)
    forbid_core_dumps()
    settings = settled(root)
    workspace = workspace_of(root, settings)
    maps = load_all(workspace.maps, {kind.id: kind.model for kind in FORMS.values()})
    with _temporary(workspace), working(settings, workspace, shared) as workers:
        yield Hands(workspace, settings, workers, maps)


@contextmanager
def _temporary(workspace: Workspace) -> Iterator[None]:
    """Keep temporary files in the workspace; who may not write there gets a folder of his own in the system's."""
    with ExitStack() as kept:
        with disk_faults("de map voor tijdelijke bestanden"):
            inside = os.access(workspace.state, os.W_OK)
            home = workspace.state if inside else Path(kept.enter_context(TemporaryDirectory()))
            kept.enter_context(kept_private(home))
        yield


@contextmanager
def opened(root: Path, shared: Workers | None = None, patience: float = PATIENCE) -> Iterator[Rooms]:
    """Open all rooms of a workspace and close them in the end; ``patience`` is for the ledger, ``shared`` as in ``hands``.

    Raises UsageFault as ``hands`` and ``check_folders`` do, OperatorFault when the ledger cannot be opened.
    """
    require(root)
    settings = settled(root)
    with disk_faults("de werkmap"):
        make_folders(workspace_of(root, settings))
    with hands(root, shared) as found:
        check_folders(found.workspace)
        ledger = open_ledger(found.settings, found.workspace, patience)
        try:
            yield Rooms(found.workspace, found.settings, found.workers, found.maps, ledger)
        finally:
            ledger.close()
