"""What a command loads before it begins: libraries that only workers need would cost everybody a second."""

import subprocess
import sys

import pytest

_OF_WORKERS = {
    *("office2pdf", "pypdfium2", "pypdf", "pikepdf", "reportlab", "fontTools", "PIL"),
    *("docx", "docxtpl", "openpyxl", "jinja2"),
}


@pytest.mark.parametrize(
    "module",
    ["generator.cli.main", "generator.cli.watch", "generator.flows.watching", "generator.flows.regenerate"],
)
def test_whoever_only_hands_out_work_loads_nothing_of_the_workers(module: str) -> None:
    asked = f"import {module}, sys; print(*sorted({_OF_WORKERS!r} & sys.modules.keys()))".replace(
        "[", "{"
    ).replace("]", "}")
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_loads_no_model_and_no_ledger() -> None:
    asked = "import generator.cli.main, sys; print(*sorted({'pydantic', 'sqlalchemy', 'yaml'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
