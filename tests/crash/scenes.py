"""What is going on when the stop comes: a workspace, and the command that works in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.flows import inbox, watching
from generator.formats.table import formats
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.sections import Watch
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workplace import make_folders
from tests.conftest import filled
from tests.crash.hands import Memory, Remembering
from tests.flows.boards import advice as tabled
from tests.flows.outbox import edit_template
from tests.flows.test_attachments import pdf
from tests.flows.test_decisions import SEEDS, advice, listed
from tests.flows.test_returned import RIGHT
from tests.flows.test_sheets import row, sheet
from tests.formats.filling import fill

Files = Mapping[str, bytes]
"""Content by place, relative to the workspace."""

WRONG: dict[str, Any] = {"client__naam": ""}
NUMBER = "KB-2026-00003"
ELSEWHERE = "elders"
"""A folder of the workspace that is not the inbox: what is named on the command line stays there."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A command at work in a workspace."""

    name: str
    command: tuple[str, ...]
    build: Callable[[Path, Memory], None]
    published: int
    """Papers that the ledger knows in the end."""
    repeats: bool = False
    """The files that it is given stay, so that a second run adds to archive and ledger what it finds done already."""


def rooms_of(root: Path, memory: Memory) -> Rooms:
    """Rooms of a workspace, open, with hands that remember."""
    workspace = Workspace(root)
    make_folders(workspace)
    settings = Settings(watch=Watch(quiet_seconds=0.0))
    return Rooms(workspace, settings, Remembering(memory), (), SqlLedger.in_file(workspace.ledger))


def lay(root: Path, files: Files) -> None:
    """Put files down."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _house(root: Path, memory: Memory, papers: Files | None = None, dropped: Files | None = None) -> None:
    """A workspace with papers in its outbox, and files that were just dropped."""
    rooms = rooms_of(root, memory)
    lay(root, {"dossier.toml": b"[watch]\nquiet_seconds = 0\n"})
    source = root.parent / "papieren"
    lay(source, papers or {})
    outcomes = list(inbox.process(rooms, [source / name for name in papers or {}]))
    assert {outcome.outcome for outcome in outcomes} <= {Result.PUBLISHED}
    rooms.ledger.close()
    lay(root, dropped or {})


def _inbox(root: Path, memory: Memory) -> None:
    """One of each: published, back with marks, a twin, a duplicate of what stands, an attachment."""
    twin = filled("advies", 5)
    _house(
        root,
        memory,
        {"verslag.json": filled("sociaal_verslag")},
        {
            "inbox/nieuw/screening.pdf": filled("screening_activering", kind="pdf"),
            "inbox/fout.docx": filled("advies", kind="docx", **WRONG),
            "inbox/een/tweeling.json": twin,
            "inbox/twee/tweeling.json": twin,
            "inbox/oud.json": filled("sociaal_verslag"),
            f"inbox/{NUMBER} loonfiche.pdf": pdf(),
        },
    )


def _mended(root: Path, memory: Memory) -> None:
    """A form came back and was mended where it lies."""
    _house(root, memory, dropped={"inbox/Advies.docx": filled("advies", kind="docx", **WRONG)})
    rooms = rooms_of(root, memory)
    assert [outcome.outcome for outcome in watching.watch_once(rooms)] == [Result.REJECTED]
    rooms.ledger.close()
    copy = rooms.workspace.returned / "Advies.docx"
    copy.write_bytes(fill(formats()["docx"], copy.read_bytes(), {"client.naam": RIGHT["client.naam"]}))


def _sheet(root: Path, memory: Memory) -> None:
    content = sheet(row(1), row(2, client__naam=""), row(4))
    _house(root, memory, dropped={"inbox/lijst.xlsx": content})


def _named(root: Path, memory: Memory) -> None:
    files = {f"{ELSEWHERE}/goed.json": filled("advies"), f"{ELSEWHERE}/fout.json": filled("advies", **WRONG)}
    _house(root, memory, dropped=files)


def _changed(root: Path, memory: Memory) -> None:
    """Two papers of a template that was changed since; a document of one was edited by hand."""
    papers = {f"{seed}.json": filled("screening_activering", seed) for seed in (3, 4)}
    _house(root, memory, papers)
    edit_template(rooms_of(root, memory))
    edited = next(root.glob("outbox/dossiers/KB-2026-00004/*/Screening activering.docx"))
    edited.write_bytes(b"edited")


def _board(root: Path, memory: Memory) -> None:
    papers = {
        f"{seed}-{form}.json": content
        for seed in (1,)
        for form, content in (("verslag", filled("sociaal_verslag", seed)), ("advies", tabled(seed)))
    }
    _house(root, memory, papers)


def _board_again(root: Path, memory: Memory) -> None:
    """The bundle stands already, and the secretary put something beside it."""
    from datetime import date

    from generator.flows import meeting
    from generator.model import Session
    from tests.flows.boards import Steps

    _board(root, memory)
    meeting.hold(rooms_of(root, memory), Session("BCSD", date(2026, 12, 3)), meeting.Wanted(), Steps())
    (folder,) = root.glob("outbox/zittingen/2026-12-03*")
    (folder / "nota van de secretaris.txt").write_text("eigen nota")


def _decided(root: Path, memory: Memory) -> None:
    """The decision list of a session came back."""
    papers = {
        f"{place}.json": content
        for place, content in enumerate(
            content for seed in SEEDS for content in (filled("sociaal_verslag", seed), advice(seed))
        )
    }
    _house(root, memory, papers)
    lay(root, {f"{ELSEWHERE}/besluitenlijst.docx": listed(root.parent)})


def _gone(root: Path, memory: Memory) -> None:
    """The ledger is gone, and a form comes whose paper stands."""
    _house(
        root,
        memory,
        {"verslag.json": filled("sociaal_verslag")},
        {"inbox/oud.json": filled("sociaal_verslag")},
    )
    Workspace(root).ledger.unlink()


def _damaged(root: Path, memory: Memory) -> None:
    _house(root, memory, {"verslag.json": filled("sociaal_verslag"), "advies.json": filled("advies")})
    Workspace(root).ledger.write_bytes(b"no database any more" * 500)


_NAMED = tuple(f"{{root}}/{ELSEWHERE}/{name}" for name in ("goed.json", "fout.json"))
SCENES = (
    Scene("watch", ("watch", "--once"), _inbox, 4),
    Scene("mended", ("watch", "--once"), _mended, 1),
    Scene("sheet", ("watch", "--once"), _sheet, 2),
    Scene("process", ("process", *_NAMED), _named, 1, repeats=True),
    Scene("besluit", ("besluit", f"{{root}}/{ELSEWHERE}/besluitenlijst.docx"), _decided, 7, repeats=True),
    Scene("regenerate", ("regenerate", "--all"), _changed, 2),
    Scene("meeting", ("meeting", "2026-12-03", "--final"), _board, 2),
    Scene("meeting again", ("meeting", "2026-12-03"), _board_again, 2),
    Scene("ledger gone", ("watch", "--once"), _gone, 1),
    Scene("ledger rebuild", ("ledger", "rebuild"), _damaged, 2),
)
