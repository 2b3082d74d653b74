"""No answer shows outside the places that are meant for it: the inbox, the outbox and the archive.

What the ledger keeps by design is the dossier's number, the file's own name and the codes of findings; so no token is
put in those.
"""

import io
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from forms.nesting import Value
from generator.cli import output
from generator.flows import meeting, verify, watching
from generator.flows.papers import Chosen, papers_of
from generator.flows.status import status
from generator.formats.excel.format import ExcelFormat
from generator.model import Outcome, Result, Session, Workspace
from generator.sections import Pdf
from generator.settings import Settings
from generator.temporary import kept_private
from generator.wiring import Rooms
from tests.confidential.canaries import (
    all_forms,
    as_file,
    as_text,
    leaks,
    planted,
    secrets_of,
    shown,
    spoiled,
)
from tests.flows.boards import Steps
from tests.flows.outbox import again, styled

_SUBJECT = re.compile(r'"subject": "[^"]*"')
"""What stands on the agenda: ``meeting`` shows it to the secretary, as ``show`` shows a dossier to its user."""
_PROGRAM = "from generator.cli.main import main; main()"
FORMS = {kind.id: kind for kind in all_forms()}
PLANTED = {form: planted(kind) for form, kind in FORMS.items()}
SECRETS = frozenset().union(*map(secrets_of, PLANTED.values()))


def test_nearly_every_free_answer_holds_a_token() -> None:
    for form, kind in FORMS.items():
        free = [spec.name for spec in kind.fields if spec.kind.name in {"text", "multiline"}]
        answered = [name for name in free if PLANTED[form].get(name)]
        marked = [name for name in answered if "zqx" in str(PLANTED[form][name]).casefold()]
        assert len(marked) > 0.75 * len(answered), form


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("... Zqxabcd ...")
    (tmp_path / "zqxnaam").touch()
    (tmp_path / "b").write_bytes("zqx".encode("utf-16-le"))
    (tmp_path / "mag").mkdir()
    (tmp_path / "mag/c").write_text("zqx")
    assert sorted(leaks(tmp_path, SECRETS, tmp_path / "mag")) == ["a", "b", "name zqxnaam"]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """What commands told; in the end that, all that was logged by anybody, and what was printed show no secret."""
    caplog.set_level(logging.DEBUG)
    words: list[str] = []
    yield words
    printed = capsys.readouterr()
    records = (
        f"{record.getMessage()} {record.exc_info} {record.args}" for record in caplog.get_records("call")
    )
    assert shown("\n".join([*words, *records, printed.out, printed.err]), SECRETS) == []


def tell(words: list[str], outcomes: list[Outcome]) -> list[Result]:
    for outcome in outcomes:
        words.append(as_text([outcome, [output.finding_values(finding) for finding in outcome.findings]]))
    return [outcome.outcome for outcome in outcomes]


def drop(rooms: Rooms, words: list[str], **files: bytes) -> list[Result]:
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        (rooms.workspace.inbox / f"{stem}.{suffix}").write_bytes(content)
    return sorted(tell(words, list(watching.watch_once(rooms))))


def sheet() -> bytes:
    """A row that is good and one that is not."""
    kind = FORMS["advies"]
    return ExcelFormat().batch(kind.model, [_other(), spoiled(kind)])


def attachment() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setTitle("Zqxtitel")
    canvas.drawString(72, 700, "Zqxinhoud")
    canvas.save()
    return stream.getvalue()


def _other() -> dict[str, Value]:
    return {**PLANTED["advies"], "dossiernummer": "KB-2026-09999"}


def _broken(tmp_path: Path) -> Pdf:
    """An engine that says what it was given and makes nothing."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo LibreOffice 7.4 || cat "$@"\n')
    program.chmod(0o755)
    return Pdf(engine="libreoffice", soffice=str(program))


def _session() -> Session:
    day = datetime.strptime(str(PLANTED["advies"]["zitting_datum"]), "%d/%m/%Y").date()
    return Session("BCSD", day)


@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["short", "whole"]
)
def test_no_answer_shows_on_the_way(rooms: Rooms, told: list[str], tmp_path: Path, whole: bool) -> None:
    workspace = rooms.workspace
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with kept_private(temporary):
        _every_outcome(rooms, told, tmp_path)
        if whole:
            _every_format(rooms, told)
            _later(rooms, told)
        assert list(temporary.glob("tmp-*/*")) == []
    assert list(leaks(workspace.root, SECRETS, workspace.inbox, workspace.outbox, workspace.archive)) == []
    assert list(leaks(temporary, SECRETS)) == []


def _every_outcome(rooms: Rooms, told: list[str], tmp_path: Path) -> None:
    advies = as_file(FORMS["advies"], PLANTED["advies"], "json")
    bad = {f"fout-{form}_json": as_file(kind, spoiled(kind), "json") for form, kind in FORMS.items()}
    assert drop(rooms, told, advies_json=advies, **bad) == [Result.PUBLISHED, *[Result.REJECTED] * 4]
    assert drop(rooms, told, nogeens_json=advies) == [Result.DUPLICATE]
    broken = replace(rooms, settings=rooms.settings.model_copy(update={"pdf": _broken(tmp_path)}))
    assert drop(broken, told, stuk_yaml=as_file(FORMS["advies"], _other(), "yaml")) == [Result.FAILED]
    (rooms.workspace.inbox / "stuk.yaml").unlink()


def _every_format(rooms: Rooms, told: list[str]) -> None:
    advies = FORMS["advies"]
    forms = {
        f"{form}_json": as_file(FORMS[form], PLANTED[form], "json") for form in FORMS if form != "advies"
    }
    assert drop(rooms, told, **forms) == [Result.PUBLISHED] * 3
    bad = {f"fout_{suffix}": as_file(advies, spoiled(advies), suffix) for suffix in ("pdf", "docx", "xlsx")}
    assert drop(rooms, told, **bad) == [Result.REJECTED] * 3
    assert Result.REJECTED in drop(rooms, told, lijst_xlsx=sheet())
    number = str(PLANTED["advies"]["dossiernummer"])
    assert drop(rooms, told, **{f"{number} loonfiche_pdf": attachment()}) == [Result.PUBLISHED]


def _later(rooms: Rooms, told: list[str]) -> None:
    workspace = rooms.workspace
    tell(told, again(styled(rooms, "Ander huis"), Chosen(form="advies")))
    held = meeting.hold(rooms, _session(), meeting.Wanted(anonymous=True), Steps())
    told.append(as_text([(item.reason, item.notes) for item in held.items]))
    told.append(as_text(list(verify.verify(rooms, papers_of(workspace, Chosen())))))
    told.append(as_text(status(workspace, datetime.now(UTC), 100, Settings())))


@pytest.mark.thorough
def test_no_answer_shows_in_what_commands_print_nor_in_their_processes(tmp_path: Path) -> None:
    """The real commands with their workers: what they print, their process titles, their temporary files."""
    root, temporary = tmp_path / "w", tmp_path / "tmp"
    workspace = Workspace(root)
    for folder in (workspace.inbox, temporary):
        folder.mkdir(parents=True)
    for (form, kind), suffix in zip(FORMS.items(), ("docx", "xlsx", "yaml", "pdf"), strict=True):
        (workspace.inbox / f"{form}.{suffix}").write_bytes(as_file(kind, PLANTED[form], suffix))
        (workspace.inbox / f"fout-{form}.{suffix}").write_bytes(as_file(kind, spoiled(kind), suffix))
    printed = ""
    with Spy(temporary, workspace.state) as spy:
        for arguments in (
            ["watch", "--once", "--json"],
            ["regenerate", "--all", "--json"],
            ["meeting", str(_session().day), "--json"],
            ["verify", "--json"],
            ["deadlines", "--json"],
            ["status"],
        ):
            done = subprocess.run(
                [sys.executable, "-c", _PROGRAM, "--workspace", str(root), *arguments],
                env=os.environ | {"TMPDIR": str(temporary), "DOSSIER_STYLE__DEPARTMENT": arguments[0]},
                capture_output=True,
                text=True,
                check=False,
            )
            printed += f"{_SUBJECT.sub('', done.stdout)}\n{done.stderr}\n"
    assert len(list(workspace.outbox.glob("dossiers/*/*/manifest.json"))) == 4
    assert shown(printed, SECRETS) == []
    assert len(spy.seen) > 5
    assert shown("\n".join(spy.seen), SECRETS) == []
    assert list(leaks(root, SECRETS, workspace.inbox, workspace.outbox, workspace.archive)) == []
    assert list(temporary.iterdir()) == []


class Spy:
    """Looks all the time at the titles of all processes, and at the names of temporary files."""

    def __init__(self, *folders: Path) -> None:
        self.seen: set[str] = set()
        self._folders = folders
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Spy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.02):
            for title in (*Path("/proc").glob("[0-9]*/cmdline"), *Path("/proc").glob("[0-9]*/comm")):
                with suppress(OSError):
                    self.seen.add(title.read_bytes().decode("latin-1"))
            for folder in self._folders:
                for top, folders, files in os.walk(folder):
                    self.seen.update(f"{top.removeprefix(str(folder))}/{name}" for name in (*folders, *files))
