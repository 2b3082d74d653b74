"""Where a form's template comes from: the workspace first, then what travels with the program."""

from pathlib import Path

import pytest

from generator.catalog import FORMS, all_templates, find_template
from generator.catalog.templates import shipped_folder
from generator.errors import OperatorFault


def test_a_workspace_may_have_its_own_template(tmp_path: Path) -> None:
    own = tmp_path / "templates/advies.docx"
    own.parent.mkdir()
    own.write_bytes(b"eigen")
    assert find_template("advies", tmp_path).path == own
    assert find_template("sociaal_verslag", tmp_path).path != own


def test_a_form_without_a_template_is_for_the_operator(tmp_path: Path) -> None:
    with pytest.raises(OperatorFault) as caught:
        find_template("factuur", tmp_path)
    assert caught.value.code == "SJABLOON-ONTBREEKT"


def test_all_templates_are_the_workspaces_own_and_the_shipped_ones_it_lacks(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    for name in ("advies.docx", "_agenda.docx", "~$advies.docx", "advies.dotx"):
        (own / name).write_bytes(b"eigen")
    found = {path.stem: path.parent for path in all_templates(tmp_path)}
    shipped = {path.stem for path in shipped_folder().glob("*.docx")}
    assert {*FORMS, "_agenda"} <= shipped
    assert set(found) == shipped
    assert {name for name, folder in found.items() if folder == own} == {"advies", "_agenda"}
