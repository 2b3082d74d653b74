"""Papers in an outbox, for the tests that make them again or look after them."""

import shutil
from dataclasses import replace
from pathlib import Path

from generator import publish
from generator.catalog.templates import shipped_folder
from generator.flows import inbox, regenerate
from generator.flows.papers import Chosen
from generator.model import Outcome, Result
from generator.sections import Style
from generator.wiring import Rooms
from tests.conftest import filled


def published(rooms: Rooms, form: str = "screening_activering", seed: int = 3) -> Path:
    """Publish an example; returns its folder."""
    path = rooms.workspace.root / f"{form}-{seed}.json"
    path.write_bytes(filled(form, seed))
    (outcome,) = inbox.process(rooms, [path])
    assert outcome.outcome is Result.PUBLISHED
    return rooms.workspace.root / outcome.folder


def again(
    rooms: Rooms, chosen: Chosen | None = None, *, dry: bool = False, force: bool = False
) -> list[Outcome]:
    """Run ``regenerate`` over the papers that are meant."""
    papers = regenerate.papers_of(rooms, chosen or Chosen())
    return list(regenerate.regenerate(rooms, papers, dry=dry, force=force))


def edit_template(rooms: Rooms, form: str = "screening_activering") -> None:
    """Give the workspace a template of its own, or a newer one."""
    own = rooms.workspace.root / "templates" / f"{form}.docx"
    own.parent.mkdir(exist_ok=True)
    if not own.exists():
        shutil.copyfile(shipped_folder() / own.name, own)
    own.write_bytes(own.read_bytes() + b" ")


def styled(rooms: Rooms, organisation: str) -> Rooms:
    """The rooms of a house with another name."""
    settings = rooms.settings.model_copy(update={"style": Style(organisation=organisation)})
    return replace(rooms, settings=settings)


def change_manifest(folder: Path, **changes: object) -> publish.Manifest:
    """Write a manifest with some values changed, as if it had always been so."""
    changed = publish.read_manifest(folder).model_copy(update=changes)
    (folder / "manifest.json").write_bytes(changed.as_json())
    return changed


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
