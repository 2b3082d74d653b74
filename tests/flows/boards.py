"""A house with a session to come: dossiers whose advices stand on its agenda."""

import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from generator.flows import inbox
from generator.ledger import SqlLedger
from generator.model import Outcome, Session, Workspace
from generator.settings import Settings
from generator.wiring import Hands, Rooms
from generator.workers import Here
from generator.workplace import make_folders
from tests.conftest import filled

DAY = date(2026, 12, 3)
SESSION = Session("BCSD", DAY)
SESSION_ANSWERS = {"zitting_datum": "03/12/2026", "kennisgeving__datum_uiterlijk": "11/12/2026"}
TOKENS = {1: "TOKEN-EEN-ALFA", 2: "TOKEN-TWEE-BETA"}
"""What the fields of two clients' forms hold, under the same field name."""


@dataclass
class Steps:
    """Counts what was expected and what was done."""

    expected: int = 0
    finished: int = 0

    def expect(self, more: int) -> None:
        self.expected += more

    def done(self) -> None:
        self.finished += 1


@dataclass
class Board:
    """A workspace, and what a test does with it."""

    hands: Hands
    steps: Steps = field(default_factory=Steps)

    @property
    def workspace(self) -> Workspace:
        return self.hands.workspace

    def add(self, *forms: bytes) -> list[Outcome]:
        """Process forms as a drop would."""
        folder = self.workspace.root.parent / "bron"
        folder.mkdir(exist_ok=True)
        paths = []
        for content in forms:
            path = folder / f"{len(list(folder.iterdir()))}.json"
            path.write_bytes(content)
            paths.append(path)
        return process(self.hands, paths)

    def attach(self, number: str, name: str, content: bytes) -> list[Outcome]:
        """Process a PDF that is no form of ours, as an attachment of a dossier."""
        path = self.workspace.root.parent / "bron" / number / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return process(self.hands, [path])

    def publication(self, seed: int, title: str) -> Path:
        """The folder of a paper."""
        home = self.workspace.outbox / "dossiers" / f"KB-2026-{seed:05d}"
        (found,) = home.glob(f"* {title}")
        return found


def process(hands: Hands, paths: Iterable[Path]) -> list[Outcome]:
    ledger = SqlLedger.in_file(hands.workspace.ledger)
    try:
        rooms = Rooms(hands.workspace, hands.settings, hands.workers, (), ledger)
        return list(inbox.process(rooms, paths))
    finally:
        ledger.close()


def opened(root: Path) -> Board:
    workspace = Workspace(root)
    make_folders(workspace)
    return Board(Hands(workspace, Settings(), Here(), ()))


def copied(board: Board, target: Path) -> Board:
    shutil.copytree(board.workspace.root, target / "werkmap")
    return replace(board, hands=replace(board.hands, workspace=Workspace(target / "werkmap")), steps=Steps())


def advice(seed: int, **changes: Any) -> bytes:
    return filled("advies", seed, **{**SESSION_ANSWERS, **changes})


def form_with(value: str) -> bytes:
    """A PDF form with one field; its name is the same for everybody."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(400, 300))
    canvas.drawString(40, 260, "Loonfiche")
    canvas.acroForm.textfield(name="naam", value=value, x=40, y=200, width=300, height=24)
    canvas.save()
    return drawn.getvalue()


def made(root: Path) -> Board:
    """Four dossiers: the first two with an attachment, the third whole, the fourth without a sociaal verslag."""
    board = opened(root)
    papers = [paper for seed in (1, 2, 3) for paper in (filled("sociaal_verslag", seed), advice(seed))]
    outcomes = board.add(*papers, advice(4), filled("hulpverleningsplan", 3))
    for seed, token in TOKENS.items():
        outcomes += board.attach(f"KB-2026-{seed:05d}", "loonfiche.pdf", form_with(token))
    assert {outcome.outcome.value for outcome in outcomes} == {"published"}
    return board


def pages(pdf: Path | bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def words(pdf: Path | bytes) -> str:
    return " ".join(" ".join(pages(pdf)).split())
