"""The rules of the house that no linter knows (docs/architecture.md)."""

import ast
import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for room in ("forms", "generator", "scripts") for path in (ROOT / room).rglob("*.py"))
MAX_MODULE, MAX_FUNCTION = 300, 40


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_is_no_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_MODULE


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = (node.end_lineno or 0) - node.lineno + 1
            assert body <= MAX_FUNCTION, node.name


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_catch_all_names(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_the_reference_pages_are_what_the_program_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.reference", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_clicks_dutch_is_compiled_from_its_source() -> None:
    folder = ROOT / "generator/cli/locale/nl/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source:
        catalogue = read_po(source)
    with (folder / "messages.mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert words.gettext(message.id) == message.string
        elif not isinstance(message.id, str):
            one, many = message.id
            assert (words.ngettext(one, many, 1), words.ngettext(one, many, 2)) == message.string


def test_nothing_is_left_unfinished() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error")
    for path in SOURCES:
        text = path.read_text("utf-8")
        assert not re.search(rf"\b({'|'.join(marks)})\b", text), name(path)
