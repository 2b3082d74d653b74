"""``doctor`` finds what is wrong, says what to do, and leaves nothing behind."""

import errno
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator import convert
from generator.errors import OperatorFault
from generator.flows import checkup, grounds, machine
from generator.flows.checkup import Check
from generator.flows.doctor import examine
from generator.flows.trials import trials
from generator.ledger import Entry
from generator.model import Result, Workspace
from generator.sections import Pdf
from generator.wiring import Rooms

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def marks(checks: Iterable[Check]) -> dict[str, str]:
    """The worst of each name."""
    order = ("well", "warning", "fault")
    found: dict[str, str] = {}
    for check in checks:
        found[check.name] = max(found.get(check.name, "well"), check.mark, key=order.index)
        assert bool(check.do) == (check.mark != "well"), check
    return found


def bad(checks: Iterable[Check]) -> dict[str, str]:
    return {name: mark for name, mark in marks(checks).items() if mark != "well"}


def test_a_good_workspace_is_well_and_nothing_is_left(workspace: Workspace) -> None:
    before = sorted(workspace.root.rglob("*"))
    assert bad(grounds.grounds(workspace)) == {}
    assert grounds.share_clock(workspace) is not None
    assert sorted(workspace.root.rglob("*")) == before


def test_a_folder_that_is_missing(workspace: Workspace) -> None:
    workspace.outbox.rmdir()
    (check,) = grounds.grounds(workspace)
    assert (check.mark, check.found) == ("fault", "ontbreken: outbox")


def test_folders_that_lie_in_each_other(workspace: Workspace) -> None:
    workspace.outbox.rmdir()
    (workspace.inbox / "uit").mkdir()
    workspace.outbox.symlink_to(workspace.inbox / "uit")
    assert bad(grounds.grounds(workspace))["Mappen"] == "fault"


@pytest.mark.parametrize(
    ("folder", "mode", "mark"),
    [
        (".dossier", 0o750, "fault"),
        ("inbox", 0o777, "fault"),
        ("templates", 0o777, "fault"),
        ("outbox", 0o755, "warning"),
    ],
)
def test_folders_that_are_open(workspace: Workspace, folder: str, mode: int, mark: str) -> None:
    (workspace.root / folder).mkdir(exist_ok=True)
    (workspace.root / folder).chmod(mode)
    assert bad(grounds.grounds(workspace)) == {"Rechten": mark}


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_disk_that_refuses(workspace: Workspace, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: int = 0) -> None:
        raise OSError(number, "x", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    found = bad(grounds.grounds(workspace))
    assert found == dict.fromkeys(
        (f"Schrijven in {name}" for name in ("inbox", "outbox", ".dossier")), "fault"
    )


def test_an_inbox_on_another_disk_is_well(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def across(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, "x")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", across)
    (check,) = [check for check in grounds.grounds(workspace) if check.name == "Verplaatsen"]
    assert (check.mark, "gekopieerd" in check.found) == ("well", True)
    assert not list(workspace.inbox.glob(".*"))


@pytest.mark.parametrize(("free", "mark"), [(1 << 20, "fault"), (1 << 30, "warning"), (1 << 40, "well")])
def test_room_on_the_disk(
    workspace: Workspace, free: int, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(free, 0, free))
    assert marks(grounds.grounds(workspace))["Schijf"] == mark


def test_this_machine_is_well() -> None:
    found = marks(machine.machine(Pdf()))
    assert {name: mark for name, mark in found.items() if name != "Meldingen van mappen"} == dict.fromkeys(
        ("Python", "Pakketten", "Lettertypes", "LibreOffice"), "well"
    )


_EXTRA = "nooit-nodig[binary]>=1; extra == 'postgres'"


def test_packages_that_are_old_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        machine, "requires", lambda _: ["click>=999.1", "pypdf[crypto]>=1", "nooit-gehoord>=1", _EXTRA]
    )
    (check,) = [check for check in machine.machine(Pdf()) if check.mark == "fault"]
    assert "click" in check.found
    assert "nooit-gehoord ontbreekt" in check.found
    assert "pypdf" not in check.found
    assert "nooit-nodig" not in check.found


def test_fonts_and_libreoffice_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(folders: object) -> None:
        raise OperatorFault("LETTERTYPE-ONTBREEKT", "Lettertypes ontbreken: Carlito. Installeer ze: apt.")

    monkeypatch.setattr(convert, "pinned_fonts", none)
    wanted = Pdf(engine="libreoffice", soffice="nooit-gehoord")
    assert bad(machine.machine(wanted)) == {"Lettertypes": "fault", "LibreOffice": "fault"}
    assert "LibreOffice" not in bad(machine.machine(replace_engine(wanted)))


def replace_engine(pdf: Pdf) -> Pdf:
    return pdf.model_copy(update={"engine": "office2pdf"})


def test_the_clock_is_laid_beside_the_last_outcome_and_the_share() -> None:
    assert machine.clock(NOW, NOW, NOW.timestamp()).mark == "well"
    assert machine.clock(NOW, NOW + timedelta(hours=1), None).mark == "fault"
    assert machine.clock(NOW, None, NOW.timestamp() - 3600).mark == "warning"


@pytest.mark.thorough
def test_a_trial_page_is_printed_and_the_templates_examined(rooms: Rooms) -> None:
    own = rooms.workspace.root / "templates"
    own.mkdir()
    (own / "advies.docx").write_bytes(b"geen Word")
    settings = rooms.settings.model_copy(update={"pdf": Pdf(soffice="nooit-gehoord")})
    found = list(trials(replace(rooms, settings=settings)))
    assert [(check.name, check.mark) for check in found] == [
        ("PDF met office2pdf", "well"),
        ("Sjablonen", "fault"),
    ]
    assert found[1].found == "fouten in advies"


def test_wrong_settings_hold_up_only_what_rests_on_them(rooms: Rooms) -> None:
    root = rooms.workspace.root
    (root / "dossier.toml").write_text("[pdf]\nengine = 'x'\n")
    rooms.ledger.record(Entry("j", NOW + timedelta(days=9999), "f", "1" * 64, Result.PUBLISHED))
    found = bad(examine(root))
    assert found.pop("Instellingen") == "fault"
    assert found == {"Klok": "fault"}
    rooms.workspace.ledger.write_bytes(b"geen databank" * 1000)
    assert bad(examine(root))["Register"] == "fault"


def test_a_workspace_that_is_not_there(tmp_path: Path) -> None:
    assert bad(examine(tmp_path / "nergens"))["Werkmap"] == "fault"
    assert not os.path.lexists(tmp_path / "nergens")


def test_the_words_of_a_fault_become_what_and_what_to_do() -> None:
    told = checkup.of_fault("x", OperatorFault("A-B", "Dit is mis. Doe dat. En dit."))
    assert (told.found, told.do) == ("Dit is mis.", "Doe dat. En dit.")
