"""Templates are checked against their form and tried; the four that travel with the program are in order."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Pt

from generator.catalog import FORMS, find_template
from generator.catalog.templates import shipped_folder
from generator.errors import OperatorFault, UsageFault
from generator.flows import templates
from generator.flows.samples import AROUND, SAMPLES, accepted
from generator.flows.templates import Checked
from generator.sections import Pdf
from generator.wiring import Hands, Rooms

SHIPPED = Path(__file__).parents[2] / "templates"


@pytest.fixture
def hands(rooms: Rooms) -> Hands:
    """Hands of a machine without LibreOffice."""
    return replace(rooms, settings=rooms.settings.model_copy(update={"pdf": Pdf(soffice="is-er-niet")}))


def own(hands: Hands, name: str, change: Callable[[Word], None] | None = None) -> Path:
    """A template of the workspace, made from the shipped advies."""
    document = Document(str(SHIPPED / "advies.docx"))
    if change:
        change(document)
    path = hands.workspace.root / "templates" / name
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))
    return path


def instead(words: str, other: str) -> Callable[[Word], None]:
    """Write other words in the first run that holds these."""

    def change(document: Word) -> None:
        text = next(node for node in document.element.body.iter(qn("w:t")) if words in (node.text or ""))
        text.text = text.text.replace(words, other)

    return change


def checked(hands: Hands, *names: str) -> list[Checked]:
    return list(templates.check(hands, templates.chosen(hands.workspace.root, names)))


def told(found: Checked) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in found.problems]


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_templates_are_in_order(hands: Hands, form: str) -> None:
    (found,) = checked(hands, form)
    assert (found.path, found.form) == (find_template(form, hands.workspace.root).path, form)
    assert found.problems == ()
    assert found.accepted
    assert list(found.pages) == ["karig", "volledig", "overlang"]
    assert found.pages["overlang"] > found.pages["volledig"]


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_the_samples_are_papers_of_three_lengths(form: str) -> None:
    kind = FORMS[form]
    answers = {name: make(kind) for name, make in SAMPLES.items()}
    assert all(accepted(kind, each) for each in answers.values())
    assert len(answers["karig"]) < len(answers["volledig"])
    assert sum(map(len, answers["overlang"].values())) > 3 * sum(map(len, answers["volledig"].values()))
    assert AROUND.fictional_allowed


def test_faults_come_at_their_place_and_what_follows_from_them_is_not_repeated(hands: Hands) -> None:
    own(hands, "advies.docx", instead("{{ lid.geboortedatum }}", "{{ lid.geboorte }}"))
    (found,) = checked(hands, "advies")
    assert told(found) == [
        ("SJABLOON-NAAM", "onder «Cliënt», tabel 2 «Gezin», rij 4, kolom 2, bij «{{ lid.geboorte }}»"),
        ("SJABLOON-ONGEDRUKT", ""),
    ]
    assert not found.accepted
    assert list(found.pages) == ["karig"]


@pytest.mark.thorough
def test_a_warning_does_not_reject(hands: Hands) -> None:
    own(hands, "advies.docx", instead("{{ indiendatum }}", ""))
    (found,) = checked(hands, "advies")
    assert [problem.severity.value for problem in found.problems] == ["waarschuwing"]
    assert found.accepted


@pytest.mark.thorough
def test_what_is_never_printed_is_not_missed_in_the_pdf_as_well(hands: Hands) -> None:
    own(hands, "advies.docx", instead("{{ opsteller.email }}", ""))
    (found,) = checked(hands, "advies")
    assert told(found) == [("SJABLOON-ONGEDRUKT", "")]
    assert not found.accepted
    assert len(found.pages) == 3


def test_what_only_a_paper_shows_is_told_with_the_paper(hands: Hands) -> None:
    own(hands, "advies.docx", instead("{{ onderwerp }}", "{{ onderwerp }} {{ gezin[0].naam }}"))
    (found,) = checked(hands, "advies")
    assert told(found) == [("SJABLOON-NAAM", "proef «karig»")]


@pytest.mark.thorough
def test_an_answer_that_is_cut_off_is_told_by_its_field(hands: Hands) -> None:
    def into_a_low_row(document: Word) -> None:
        paragraph = next(each for each in document.paragraphs if "{{ feiten }}" in each.text)
        table = document.add_table(1, 1)
        paragraph._p.addprevious(table._tbl)
        table.cell(0, 0)._tc.append(paragraph._p)
        paragraph.runs[0].font.size = Pt(40)
        table.rows[0].height, table.rows[0].height_rule = Pt(30), WD_ROW_HEIGHT_RULE.EXACTLY

    own(hands, "advies.docx", into_a_low_row)
    (found,) = checked(hands, "advies")
    (problem,) = found.problems
    assert problem.code == "PDF-TEKST-ONTBREEKT"
    assert problem.place == "; ".join(f"proef «{sample}» in office2pdf" for sample in SAMPLES)
    assert "«feiten»" in problem.message


def test_templates_of_no_form_are_only_read(hands: Hands) -> None:
    own(hands, "_agenda.docx", instead("{{ onderwerp }}", "{{ anders }}"))
    own(hands, "advis.docx")
    folder = hands.workspace.root / "templates"
    (folder / "~$advies.docx").write_bytes(b"geopend")
    shipped = {path.stem for path in shipped_folder().glob("*.docx")}
    assert [path.stem for path in templates.chosen(hands.workspace.root, ())] == sorted({"advis", *shipped})
    agenda, misnamed = checked(hands, "_agenda", "advis.docx")
    assert (agenda.form, agenda.problems, agenda.pages) == ("", (), {})
    assert told(misnamed) == [("SJABLOON-FORMULIER", "")]
    assert "Bedoelde u advies.docx?" in misnamed.problems[0].message


def test_an_unknown_name_is_a_wrong_call(hands: Hands) -> None:
    with pytest.raises(UsageFault, match="advies, hulpverleningsplan") as caught:
        templates.chosen(hands.workspace.root, ["factuur"])
    assert caught.value.code == "SJABLOON-ONBEKEND"


def test_a_copy_never_takes_the_place_of_the_template(hands: Hands, tmp_path: Path) -> None:
    path = own(hands, "_agenda.docx", instead("{{ onderwerp }}", "{{ anders() }}"))
    before = path.read_bytes()
    (found,) = checked(hands, "_agenda")
    with pytest.raises(UsageFault):
        templates.annotate(found, path.parent / "." / path.name)
    assert templates.annotate(found, tmp_path / "map/kopie.docx")
    assert len(list(Document(str(tmp_path / "map/kopie.docx")).comments)) == 2
    assert path.read_bytes() == before


def test_what_is_no_word_document_is_told_and_gets_no_copy(hands: Hands, tmp_path: Path) -> None:
    path = own(hands, "advies.docx")
    path.write_bytes(b"geen zip")
    (found,) = checked(hands, "advies")
    assert told(found) == [("SJABLOON-BESCHADIGD", "")]
    assert not templates.annotate(found, tmp_path / "kopie.docx")
    assert not (tmp_path / "kopie.docx").exists()


def test_what_the_template_cannot_help_is_for_the_operator(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.convert.fonts.system_folders", lambda: ())
    from generator.convert import pinned_fonts

    pinned_fonts.cache_clear()
    try:
        with pytest.raises(OperatorFault) as caught:
            checked(hands, "advies")
    finally:
        pinned_fonts.cache_clear()
    assert caught.value.code == "LETTERTYPE-ONTBREEKT"


def test_nothing_is_left_in_the_workspace(hands: Hands) -> None:
    before = sorted(hands.workspace.root.rglob("*"))
    checked(hands, "advies")
    assert sorted(hands.workspace.root.rglob("*")) == before
