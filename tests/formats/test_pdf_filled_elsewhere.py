"""A blank PDF form filled in by other programs: pikepdf, qpdf, and the engine of Chromium."""

import ctypes
import io
import warnings
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Name, String
from pikepdf.form import CheckboxField, ChoiceField, Form, RadioButtonGroup, TextField

from forms.base import IDENTITY
from forms.base import Form as Paper
from forms.nesting import Value
from generator.catalog.forms import FORMS
from generator.formats.pdf.read import read
from generator.formats.table import formats
from tests.formats.pdfs import inherited, on_states, opened, press, saved, terminal_fields
from tests.formats.specimen import Specimen, complete

PAPERS = [Specimen, *(kind.model for kind in FORMS.values())]
EACH_PAPER = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.ID)


def blank(paper: type[Paper]) -> bytes:
    return formats()["pdf"].blank(paper, {})


@EACH_PAPER
def test_every_field_can_be_filled_in_and_is_read(paper: type[Paper]) -> None:
    form = opened(blank(paper))
    said: dict[str, Value] = {}
    for number, (name, field) in enumerate(terminal_fields(form)):
        kind = inherited(field, "/FT")
        question, _, box = name.rpartition(".")
        if name in IDENTITY:
            continue
        if kind == "/Tx":
            said[name] = f"antwoord {number} é ł (x)"
            field.V = String(f"antwoord {number} é ł (x)")
        elif kind == "/Ch":
            option = field.Opt[1 + number % (len(field.Opt) - 1)]
            said[name] = str(option[0])
            field.V = option[0]
        else:
            states = on_states(field)
            state = states[number % len(states)]
            press(field, state)
            if "/Kids" in field:
                said[name] = state[1:]
            else:
                assert box == state[1:].replace(".", "_")
                said[question] = (*said.get(question, ()), state[1:])
    assert dict(read(saved(form)).values) == complete(paper, said)


def test_every_box_of_a_multiple_choice_counts() -> None:
    form = opened(blank(Specimen))
    for name, field in terminal_fields(form):
        if name.startswith("voorkeuren."):
            press(field, on_states(field)[0])
    filled: dict[str, Value] = {"voorkeuren": ("leuven", "Gent (O-Vl)", "luik/liège", "2.1", "namen")}
    assert dict(read(saved(form)).values) == complete(Specimen, filled)


def test_the_form_tool_of_pikepdf_understands_every_field() -> None:
    form = opened(blank(Specimen))
    tool = Form(form)
    text, choice, radio, box = (tool[name] for name in ("naam", "stad", "kleur", "voorkeuren.namen"))
    assert isinstance(text, TextField)
    assert isinstance(choice, ChoiceField)
    assert isinstance(radio, RadioButtonGroup)
    assert isinstance(box, CheckboxField)
    text.value = "Öztürk"
    choice.value = "2.1"
    radio.value = Name("/1.1_bezig")
    box.checked = True
    filled: dict[str, Value] = {
        "naam": "Öztürk",
        "stad": "2.1",
        "kleur": "1.1_bezig",
        "voorkeuren": ("namen",),
    }
    assert dict(read(saved(form)).values) == complete(Specimen, filled)


@EACH_PAPER
@pytest.mark.parametrize("filled", [False, True])
def test_the_file_is_sound(paper: type[Paper], filled: bool) -> None:
    answers = FORMS[paper.ID].example_answers(1) if filled and paper.ID in FORMS else None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        form = opened(formats()["pdf"].blank(paper, answers))
        assert form.check_pdf_syntax() == []
    assert form.Root.Lang == "nl-BE"
    assert form.Root.MarkInfo.Marked
    assert form.Root.AcroForm.NeedAppearances
    assert str(form.docinfo.Title) == paper.TITLE


@EACH_PAPER
def test_rewritten_by_qpdf_a_form_says_the_same(paper: type[Paper]) -> None:
    filled = formats()["pdf"].blank(paper)
    rewritten = io.BytesIO()
    opened(filled).save(rewritten, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert read(rewritten.getvalue()) == read(filled)


class Viewer:
    """PDFium, the engine of Chromium, worked by mouse and keyboard."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.document.init_forms()
        self.places: dict[str, list[tuple[int, list[float]]]] = {}
        form = opened(content)
        for number, page in enumerate(form.pages):
            for widget in page.get("/Annots", ()):
                rectangle = [float(side) for side in widget.Rect]
                self.places.setdefault(_qualified(widget), []).append((number, rectangle))

    def click(self, name: str, which: int = 0) -> Any:
        number, (left, bottom, right, top) = self.places[name][which]
        page = self.document[number]
        place = self.document.formenv, page, 0, (left + right) / 2, (bottom + top) / 2
        pdfium.FORM_OnMouseMove(*place)
        pdfium.FORM_OnLButtonDown(*place)
        pdfium.FORM_OnLButtonUp(*place)
        return page

    def type(self, name: str, text: str) -> None:
        page = self.click(name)
        raw = f"{text}\0".encode("utf-16-le")
        letters = (ctypes.c_ushort * (len(raw) // 2)).from_buffer_copy(raw)
        pdfium.FORM_SelectAllText(self.document.formenv, page)
        pdfium.FORM_ReplaceSelection(self.document.formenv, page, letters)
        pdfium.FORM_ForceToKillFocus(self.document.formenv)

    def choose(self, name: str, option: int) -> None:
        page = self.click(name)
        pdfium.FORM_SetIndexSelected(self.document.formenv, page, option, 1)
        pdfium.FORM_ForceToKillFocus(self.document.formenv)

    def saved(self, path: Path) -> bytes:
        self.document.save(path)
        self.document.close()
        return path.read_bytes()


def _qualified(widget: pikepdf.Object) -> str:
    parts: list[str] = []
    node: Any = widget
    while node is not None:
        parts[:0] = [str(node.T)] if "/T" in node else []
        node = node.get("/Parent")
    return ".".join(parts)


def test_a_form_filled_in_with_the_engine_of_chromium(tmp_path: Path) -> None:
    viewer = Viewer(blank(Specimen))
    viewer.type("naam", "Małgorzata (Öztürk)")
    viewer.type("verhaal", "een\ntwee")
    viewer.type("regels.1.wat", "tweede rij")
    viewer.choose("stad", 4)
    viewer.click("akkoord", 1)
    viewer.click("kleur", 2)
    viewer.click("voorkeuren.leuven")
    viewer.click("voorkeuren.2_1")
    viewer.click("voorkeuren.luik/liège")
    filled: dict[str, Value] = {
        "naam": "Małgorzata (Öztürk)",
        "verhaal": "een\ntwee",
        "regels.1.wat": "tweede rij",
        "stad": "2.1",
        "akkoord": "neen",
        "kleur": "1.1_bezig",
        "voorkeuren": ("leuven", "luik/liège", "2.1"),
    }
    assert dict(read(viewer.saved(tmp_path / "f.pdf")).values) == complete(Specimen, filled)


def test_the_engine_of_chromium_does_not_type_in_a_computed_field(tmp_path: Path) -> None:
    viewer = Viewer(blank(Specimen))
    viewer.type("totaal", "999")
    assert dict(read(viewer.saved(tmp_path / "f.pdf")).values) == complete(Specimen, {})


def test_what_the_form_is_lies_hidden_and_locked() -> None:
    form = opened(blank(Specimen))
    hidden = [annotation for annotation in form.pages[0].Annots if int(annotation.get("/F", 0)) & 2]
    assert sorted(str(annotation.T) for annotation in hidden) == sorted(IDENTITY)
    assert all(int(annotation.Ff) & 1 for annotation in hidden)
