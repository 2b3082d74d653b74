"""Finding the fonts, and what they can draw."""

import shutil
from pathlib import Path

import pytest

from generator.convert import fonts as room
from generator.convert import pinned_fonts, uncovered
from generator.convert.fonts import fontconfig_file
from generator.errors import OperatorFault


@pytest.fixture
def only_given_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "system_folders", tuple)


def copies(folder: Path, *, without: str = "-") -> Path:
    folder.mkdir()
    for path in pinned_fonts().paths:
        if not path.name.startswith(without):
            shutil.copy(path, folder)
    return folder


def test_the_system_has_all_families() -> None:
    fonts = pinned_fonts()
    assert {path.stem.split("-")[0] for path in fonts.paths} >= {"Carlito", "LiberationSans", "DejaVuSans"}
    assert len(fonts.paths) == 18
    assert len(fonts.regular) == 5
    assert len(fonts.digest) == 64


def test_the_digest_is_of_the_bytes_not_of_the_place(tmp_path: Path, only_given_folders: None) -> None:
    here, there = copies(tmp_path / "een"), copies(tmp_path / "twee")
    assert pinned_fonts((here,)).digest == pinned_fonts((there,)).digest
    face = there / "Carlito-Bold.ttf"
    face.write_bytes(face.read_bytes() + b"\0")
    assert pinned_fonts((there, tmp_path)).digest != pinned_fonts((here,)).digest


def test_the_first_folder_wins(tmp_path: Path) -> None:
    mine = copies(tmp_path / "mijn")
    assert all(path.parent == mine for path in pinned_fonts((mine,)).paths)


def test_what_is_missing_is_named_with_the_remedy(tmp_path: Path, only_given_folders: None) -> None:
    folder = copies(tmp_path / "half", without="DejaVu")
    with pytest.raises(OperatorFault) as caught:
        pinned_fonts((folder,))
    assert caught.value.code == "LETTERTYPE-ONTBREEKT"
    assert "DejaVu Sans" in caught.value.message
    assert "Carlito" not in caught.value.message.split(". ")[0]
    assert (
        "sudo apt-get install fonts-crosextra-carlito fonts-liberation2 fonts-dejavu-core"
        in caught.value.message
    )


def test_fonts_that_were_put_right_are_found_in_the_same_process(
    tmp_path: Path, only_given_folders: None
) -> None:
    folder = tmp_path / "later"
    with pytest.raises(OperatorFault):
        pinned_fonts((folder,))
    copies(folder)
    assert len(pinned_fonts((folder,)).paths) == 18


def test_calibri_itself_serves_where_carlito_is_not(tmp_path: Path, only_given_folders: None) -> None:
    folder = copies(tmp_path / "windows", without="Carlito")
    for twin, name in (
        ("Regular", "calibri"),
        ("Bold", "CALIBRIB"),
        ("Italic", "calibrii"),
        ("BoldItalic", "calibriz"),
    ):
        face = next(
            path
            for path in pinned_fonts((tmp_path / "windows", *_real())).paths
            if path.stem == f"Carlito-{twin}"
        )
        shutil.copy(face, folder / f"{name}.ttf")
    assert [path.name for path in pinned_fonts((folder,)).paths[:2]] == ["calibri.ttf", "CALIBRIB.ttf"]


def _real() -> tuple[Path, ...]:
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def test_the_fontconfig_file_lists_only_the_pinned_fonts(tmp_path: Path) -> None:
    fonts = pinned_fonts()
    work = tmp_path / "werk & zo"
    config = fontconfig_file(fonts, work)
    listed = [path.resolve() for path in (config.parent / "ttf").iterdir()]
    assert sorted(listed) == sorted(path.resolve() for path in fonts.paths)
    assert "werk &amp; zo" in config.read_text("utf-8")
    assert "symbols<" not in config.read_text("utf-8")
    before = config.stat().st_mtime_ns
    assert fontconfig_file(fonts, work) == config
    assert config.stat().st_mtime_ns == before
    assert [path.name for path in work.iterdir()] == [config.parent.name]


def test_two_processes_may_make_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = pinned_fonts()
    place = room._place

    def late(fresh: Path, folder: Path) -> None:
        monkeypatch.setattr(room, "_place", place)
        fontconfig_file(fonts, tmp_path)
        place(fresh, folder)

    monkeypatch.setattr(room, "_place", late)
    assert fontconfig_file(fonts, tmp_path).exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_without_links_the_fonts_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(1314, "een recht ontbreekt")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    faces = list((fontconfig_file(pinned_fonts(), tmp_path).parent / "ttf").iterdir())
    assert len(faces) == 18
    assert not any(face.is_symlink() for face in faces)


@pytest.mark.parametrize(
    "text",
    [
        "José Muñoz śø ÿ Œ ß ĳ",
        "Γεωργία Привет محمد שלום ქართული հայ",
        "€ – ’ ☐ ☒ ☑ ✓ … ½ m²",
        "a\tb\nc\u00a0d\u202fe\u200b\u00ad",
    ],
)
def test_what_can_be_drawn(text: str) -> None:
    assert uncovered(text, pinned_fonts()) == set()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("王 Jan", {"王"}),
        ("\U0001fae0", {"\U0001fae0"}),
        ("अ", {"अ"}),
        ("\ue000\uf8ff", {"\ue000", "\uf8ff"}),
    ],
)
def test_what_cannot_be_drawn(text: str, signs: set[str]) -> None:
    assert uncovered(text, pinned_fonts()) == signs
