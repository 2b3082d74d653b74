"""A workspace and its rooms, for the tests that walk the whole line."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from generator.catalog import FORMS
from generator.flows.dossier import KeptPaper
from generator.flows.make import House, Judged, judge
from generator.flows.reading import read_form
from generator.formats.table import formats
from generator.ledger import SqlLedger
from generator.model import Workspace
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Here
from generator.workplace import make_folders

if TYPE_CHECKING:
    from tests.live.postgres import Server

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
"""How long an example takes says more of what else the machine does than of us."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace with its folders."""
    made = Workspace(tmp_path / "werkmap")
    make_folders(made)
    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator["Server"]:
    """A PostgreSQL server that runs; skips where none is installed."""
    from tests.live.postgres import Server, programs

    programs()
    with tempfile.TemporaryDirectory(
        prefix="dossier-pg-"
    ) as folder:  # the server's owner must be able to get there
        server = Server.made(Path(folder))
        yield server
        server.stop("immediate")


@pytest.fixture
def rooms(workspace: Workspace) -> Iterator[Rooms]:
    """The rooms of that workspace, with the work done in this process."""
    ledger = SqlLedger.in_file(workspace.ledger)
    workers = Here()
    yield Rooms(workspace, Settings(), workers, (), ledger)
    workers.close()
    ledger.close()


def filled(form: str, seed: int = 3, kind: str = "json", **changes: Any) -> bytes:
    """A valid form of a fictional client; ``changes`` (dotted names with __) replace answers."""
    found = FORMS[form]
    answers = dict(found.example_answers(seed))
    for name, value in changes.items():
        answers[name.replace("__", ".")] = value
    return formats()[kind].blank(found.model, {name: value for name, value in answers.items() if value})


def nested(content: bytes) -> dict[str, Any]:
    """The answers of a JSON form."""
    answers: dict[str, Any] = json.loads(content)
    return answers


def judge_beside(path: Path, house: House, *kept: KeptPaper) -> Judged:
    """Read and judge a file, beside these papers of its dossier."""
    return judge(path, read_form(path, house.max_bytes, house.maps), kept, house)
