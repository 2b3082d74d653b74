"""One file is taken once, whole, and only when it is a file of its own."""

import errno
import hashlib
import multiprocessing
import os
import shutil
import socket
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

from generator import intake
from generator.errors import FormFault, OperatorFault
from generator.intake import jobs
from generator.model import Workspace

CONTENT = b"%PDF-1.7 form %%EOF"


def drop(path: Path, content: bytes = CONTENT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def files_below(folder: Path) -> list[Path]:
    """All files but the locks of processes at work."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path for path in found if path.parent.name != "bezig")


def test_a_claimed_file_stands_in_its_own_folder(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "maandag" / "Jan.pdf")
    claimed = intake.claim(dropped, workspace)
    assert claimed is not None
    assert claimed.name == "Jan.pdf"
    assert claimed.returns_to == dropped
    assert claimed.path == workspace.work / claimed.job / "bron" / "Jan.pdf"
    assert claimed.path.read_bytes() == CONTENT
    assert claimed.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert files_below(workspace.inbox) == []
    assert (workspace.work / claimed.job).stat().st_mode & 0o077 == 0


def test_job_ids_tell_nothing_and_sort_by_time(workspace: Workspace) -> None:
    ids = [jobs.start(workspace, workspace.inbox / "Jan.pdf").id for _ in range(20)]
    assert len(set(ids)) == 20
    assert all(len(job) == len("20261124T101530-ab12cd34ef567890") for job in ids)
    assert [job[:15] for job in ids] == sorted(job[:15] for job in ids)


def test_the_second_claimer_gets_nothing(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    assert intake.claim(dropped, workspace)
    assert intake.claim(dropped, workspace) is None
    assert len(list(workspace.work.iterdir())) == 1


def test_of_many_claimers_at_once_one_gets_it(workspace: Workspace) -> None:
    paths = [drop(workspace.inbox / f"{number}.pdf") for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda path: intake.claim(path, workspace), paths * 8))
    taken = [claimed for claimed in claims if claimed]
    assert sorted(claimed.name for claimed in taken) == sorted(path.name for path in paths)
    assert {claimed.path.read_bytes() for claimed in taken} == {CONTENT}
    assert len(list(workspace.work.iterdir())) == 20


def test_a_file_outside_the_inbox_is_no_drop(workspace: Workspace) -> None:
    dropped = drop(workspace.root / "x.pdf")
    with pytest.raises(ValueError, match="subpath"):
        intake.claim(dropped, workspace)
    assert dropped.exists()


@pytest.mark.skipif(os.name == "nt", reason="makes links and pipes")
@pytest.mark.parametrize(
    ("trap", "code"),
    [
        ("symlink", "BESTAND-KOPPELING"),
        ("hard link", "BESTAND-KOPPELING"),
        ("socket", "BESTAND-KOPPELING"),
        ("pipe", "BESTAND-SOORT"),
        ("folder", "BESTAND-SOORT"),
    ],
)
def test_what_is_no_file_of_its_own_stays_where_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, trap: str, code: str
) -> None:
    secret = drop(workspace.root / "secret.pdf", b"of somebody else")
    path = workspace.inbox / "x.pdf"
    match trap:
        case "symlink":
            path.symlink_to(secret)
        case "hard link":
            os.link(secret, path)
        case "socket":
            monkeypatch.chdir(path.parent)  # the name of a socket may be no longer than 107 bytes
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(path.name)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    with pytest.raises(FormFault) as caught:
        intake.claim(path, workspace)
    assert caught.value.code == code
    assert os.path.lexists(path)
    assert not workspace.work.exists()


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_a_link_put_in_place_after_the_look_goes_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = drop(workspace.root / "secret.pdf", b"of somebody else")
    dropped = drop(workspace.inbox / "x.pdf")
    real = jobs.start

    def swap(*args: object, **named: object) -> jobs.Job:
        dropped.unlink()
        dropped.symlink_to(secret)
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "start", swap)
    with pytest.raises(FormFault):
        intake.claim(dropped, workspace)
    assert dropped.is_symlink()
    assert secret.read_bytes() == b"of somebody else"
    assert list(workspace.work.iterdir()) == []


def test_an_adopted_file_stays_where_it_is(workspace: Workspace) -> None:
    original = drop(workspace.root / "elders" / "x.pdf")
    claimed = intake.adopt(original, workspace)
    assert claimed.path.read_bytes() == original.read_bytes()
    assert claimed.path.stat().st_ino != original.stat().st_ino
    assert claimed.returns_to == original
    assert intake.put_back(claimed, workspace) is None
    assert files_below(workspace.root) == [original]


@pytest.mark.skipif(os.name == "nt", reason="makes links and pipes")
def test_a_file_named_on_the_command_line_may_be_a_link_but_no_pipe(workspace: Workspace) -> None:
    original = drop(workspace.root / "x.pdf")
    link = workspace.root / "link.pdf"
    link.symlink_to(original)
    assert intake.adopt(link, workspace).path.read_bytes() == CONTENT
    pipe = workspace.root / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(FormFault):
        intake.adopt(pipe, workspace)


def test_put_back_gives_the_name_back(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "a" / "x.pdf")
    claimed = intake.claim(dropped, workspace)
    assert claimed
    dropped.parent.rmdir()
    assert intake.put_back(claimed, workspace) == dropped
    assert dropped.read_bytes() == CONTENT
    assert dropped.stat().st_nlink == 1
    assert list(workspace.work.iterdir()) == []


def test_put_back_covers_no_newer_file(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    claimed = intake.claim(dropped, workspace)
    assert claimed
    drop(dropped, b"newer")
    drop(workspace.inbox / "x (2).pdf", b"newest")
    assert intake.put_back(claimed, workspace) == workspace.inbox / "x (3).pdf"
    assert dropped.read_bytes() == b"newer"
    assert (workspace.inbox / "x (2).pdf").read_bytes() == b"newest"
    assert (workspace.inbox / "x (3).pdf").read_bytes() == CONTENT


def test_put_back_where_the_file_system_has_no_links(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    dropped = drop(workspace.inbox / "x.pdf")
    claimed = intake.claim(dropped, workspace)
    assert claimed
    drop(dropped, b"newer")
    monkeypatch.setattr(os, "link", refuses)
    assert intake.put_back(claimed, workspace) == workspace.inbox / "x (2).pdf"
    assert dropped.read_bytes() == b"newer"
    assert (workspace.inbox / "x (2).pdf").read_bytes() == CONTENT


def test_a_name_that_fills_the_system_is_shortened_for_its_number(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / f"{'n' * 251}.pdf")
    claimed = intake.claim(dropped, workspace)
    assert claimed
    drop(dropped, b"newer")
    back = intake.put_back(claimed, workspace)
    assert back
    assert back.name == f"{'n' * 146} (2).pdf"


@pytest.mark.skipif(os.name == "nt", reason="bytes that are no text")
def test_a_name_that_is_no_text_goes_and_comes_whole(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / os.fsdecode(b"caf\xe9 -x\n;$(id).pdf"))
    claimed = intake.claim(dropped, workspace)
    assert claimed
    assert intake.put_back(claimed, workspace) == dropped


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_refuses_is_for_the_operator(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    workspace.inbox.chmod(0o500)
    with pytest.raises(OperatorFault):
        intake.claim(dropped, workspace)
    workspace.inbox.chmod(0o700)
    assert dropped.read_bytes() == CONTENT


def test_a_work_folder_that_cannot_be_made_is_for_the_operator(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    drop(workspace.state, b"a file where a folder should be")
    with pytest.raises(OperatorFault) as caught:
        intake.claim(dropped, workspace)
    assert caught.value.code == "SCHIJF-FOUT"
    assert dropped.read_bytes() == CONTENT


def grow(path: Path) -> None:
    with path.open("ab") as target:
        target.write(b"more")


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", [grow, touch])
def test_a_file_that_changes_while_it_is_taken_goes_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    real = hashlib.file_digest

    def slow(source: BinaryIO, kind: str) -> object:
        found = real(source, kind)  # type: ignore[arg-type]
        (path,) = workspace.work.glob("*/bron/x.pdf")
        change(path)
        return found

    monkeypatch.setattr(hashlib, "file_digest", slow)
    assert intake.claim(dropped, workspace) is None
    monkeypatch.undo()
    assert dropped.exists()
    assert list(workspace.work.iterdir()) == []
    assert intake.claim(dropped, workspace)


@pytest.mark.skipif(os.name == "nt", reason="sparse files")
def test_a_terabyte_with_nothing_in_it_stays_and_costs_nothing(workspace: Workspace) -> None:
    dropped = drop(workspace.inbox / "x.pdf")
    os.truncate(dropped, 1 << 40)
    for take in (intake.claim, intake.adopt):
        with pytest.raises(FormFault) as caught:
            take(dropped, workspace)
        assert caught.value.code == "BESTAND-TE-GROOT"
    assert dropped.stat().st_size == 1 << 40
    assert not workspace.work.exists()


@pytest.mark.parametrize("folder", ["outbox", ".dossier"])
def test_without_room_for_the_work_nothing_is_taken(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    for each in (workspace.outbox, workspace.state):
        each.mkdir()
    dropped = drop(workspace.inbox / "x.pdf", b"x" * 1000)
    needed = 4 * 1000 + 200 * 1024 * 1024
    free = {workspace.root / folder: needed - 1}
    monkeypatch.setattr(shutil, "disk_usage", lambda of: SimpleNamespace(free=free.get(of, needed)))
    for take in (intake.claim, intake.adopt):
        with pytest.raises(OperatorFault) as caught:
            take(dropped, workspace)
        assert caught.value.code == "SCHIJF-VOL"
    free[workspace.root / folder] = needed
    assert intake.claim(dropped, workspace)


def _claim_all(workspace: Workspace, names: list[str], start: Path) -> list[tuple[str, str]]:
    while not start.exists():
        time.sleep(0.001)
    claims = (intake.claim(workspace.inbox / name, workspace) for name in names)
    return [(claimed.name, claimed.sha256) for claimed in claims if claimed]


def _race(workspace: Workspace, processes: int, files: int) -> None:
    names = [f"{number}.pdf" for number in range(files)]
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    for name in names:
        drop(workspace.inbox / name, name.encode())
    start = workspace.root / "start"
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        racing = [pool.submit(_claim_all, workspace, names, start) for _ in range(processes)]
        start.touch()
        taken = [claim for racer in racing for claim in racer.result()]
    assert len(taken) == files
    assert dict(taken) == digests
    assert files_below(workspace.inbox) == []
    assert len(list(workspace.work.glob("*/bron/*"))) == len(list(workspace.work.iterdir())) == files


def test_of_two_processes_at_once_each_file_is_taken_by_one(workspace: Workspace) -> None:
    _race(workspace, 2, 40)


@pytest.mark.thorough
def test_of_five_processes_at_once_each_of_500_files_is_taken_by_one(workspace: Workspace) -> None:
    _race(workspace, 5, 500)


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_a_link_in_the_place_of_a_folder_is_not_followed(workspace: Workspace) -> None:
    """It would take a file away from wherever the program may, and bring it where everybody can read it."""
    secret = drop(workspace.outbox / "dossiers" / "gegevens.json")
    (workspace.inbox / "maandag").symlink_to(secret.parent)
    with pytest.raises(FormFault) as caught:
        intake.claim(workspace.inbox / "maandag" / secret.name, workspace)
    assert caught.value.code == "BESTAND-KOPPELING"
    assert secret.read_bytes() == CONTENT
    assert list(workspace.work.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="makes links")
@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("became", ["link", "link to nothing", "file"])
def test_a_file_goes_back_to_the_inbox_where_its_folder_became_something_else(
    workspace: Workspace, stopped: bool, became: str
) -> None:
    dropped = drop(workspace.inbox / "maandag" / "advies.docx")
    claimed = intake.claim(dropped, workspace)
    assert claimed is not None
    templates = workspace.root / "templates"
    templates.mkdir()
    dropped.parent.rmdir()
    if became == "file":
        dropped.parent.touch()
    else:
        dropped.parent.symlink_to(templates if became == "link" else workspace.inbox / "weg")
    if stopped:
        list(intake.recover(workspace))
    else:
        intake.put_back(claimed, workspace)
    assert list(templates.iterdir()) == []
    assert (workspace.inbox / "advies.docx").read_bytes() == CONTENT
