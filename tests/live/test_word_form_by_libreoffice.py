"""Our Word forms in LibreOffice: opened, filled in, saved, and read by us again."""

import io
import json
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import pytest

from forms.findings import Finding, Severity
from forms.nesting import Value
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from generator.catalog import FORMS
from generator.formats.marking import AUTHOR, words
from generator.formats.word import map as word_map
from generator.formats.word.format import WordFormat
from generator.validation import judge
from tests.contracts.test_formats import unordered
from tests.formats.documents import cell, control, p, row, run, table
from tests.formats.documents import docx as small
from tests.formats.specimen import TRICKY, Specimen, complete

pytestmark = pytest.mark.live

WORD = WordFormat()
PYTHON_OF_LIBREOFFICE = "/usr/bin/python3"
_FILL_IN = Path(__file__).with_name("fill_in_by_uno.py")
_AROUND = Circumstances(date(2026, 11, 24), shipped_norms())
_LIMIT = 120
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled_in(content: bytes, typed: Mapping[str, str], folder: Path) -> Path:
    """The form as LibreOffice saves it, after a person put texts in the controls with these tags."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        mapped = word_map.read({word_map.PART: package.read(word_map.PART)})
    places = {control.name: control.bookmark for control in mapped.values()}
    return saved(content, {places[tag]: text for tag, text in typed.items()}, folder)


def saved(content: bytes, typed: Mapping[str, str], folder: Path) -> Path:
    """A document as LibreOffice saves it, with these texts at its bookmarks."""
    source, target = folder / "voor.docx", folder / "na.docx"
    source.write_bytes(content)
    subprocess.run(
        [PYTHON_OF_LIBREOFFICE, _FILL_IN, source, target, folder / "profile"],
        input=json.dumps(typed).encode(),
        check=True,
        timeout=_LIMIT,
    )
    return target


def test_what_is_filled_in_with_libreoffice_is_read_and_nothing_else_changes(tmp_path: Path) -> None:
    kind = FORMS["hulpverleningsplan"]
    before = kind.example_answers(6)
    typed = {
        "client.voornaam": "Żaneta d'Été",
        "client.telefoon": "016 22 33 44",
        "client.domicilie.bus": "",
        "vertrekpunt": "Eerst rust in het budget.\n\n- daarna werk\n- stap\tvoor stap, in de loop van het jaar",
        "evaluaties.0.wijze": "Digitaal",
        "ondersteuning.0.betaald_door": "Een derde",
        "evaluaties.0.datum_gepland": "06/08/2026",
        "sociaal_verslag_datum": "02/04/2026",
        "domeinen=taal": "\u2612",
        "domeinen=mobiliteit": "\u2610",
    }
    found = WORD.read(filled_in(WORD.blank(kind.model, before), typed, tmp_path))
    changed: dict[str, Value] = {name: text for name, text in typed.items() if "=" not in name}
    changed |= {"evaluaties.0.wijze": "digitaal", "ondersteuning.0.betaald_door": "derde"}
    changed["domeinen"] = ("werk_activering", "netwerk", "taal")
    expected = {name: value for name, value in {**before, **changed}.items() if value}
    assert unordered(found.values) == unordered(expected)
    assert (found.form, found.version, found.faults) == (kind.id, kind.version, ())


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_libreoffice_saves_is_accepted_with_the_same_answers(form: str, tmp_path: Path) -> None:
    kind = FORMS[form]
    before = kind.example_answers(6)
    found = WORD.read(filled_in(WORD.blank(kind.model, before), {}, tmp_path))
    assert unordered(found.values) == unordered(before)
    assert found.fields == WORD.read(tmp_path / "voor.docx").fields
    assert judge(kind.model, kind.rules, found.values, _AROUND).form is not None


def test_awkward_texts_come_through_libreoffice(tmp_path: Path) -> None:
    """Line ends only in running text: where one line is asked, LibreOffice before 7.5 sets them in front of it."""
    texts = {f"dossiers.{number}.verhaal": text for number, text in enumerate(TRICKY)}
    lines = {f"dossiers.{number}.titel": text for number, text in enumerate(TRICKY) if "\n" not in text}
    found = WORD.read(filled_in(WORD.blank(Specimen, texts | lines), {}, tmp_path))
    assert dict(found.values) == complete(Specimen, texts | lines)


def test_a_form_that_came_back_is_mended_with_libreoffice_and_accepted_without_marks(tmp_path: Path) -> None:
    kind = FORMS["hulpverleningsplan"]
    right = kind.example_answers(6)
    wrong = {
        **right,
        "client.insz": "12.34.56-789.01",
        "vertrekpunt": "",
        "sociaal_verslag_datum": "31/02/2026",
    }
    form = WORD.blank(kind.model, wrong)
    findings = judge(kind.model, kind.rules, WORD.read(written(form, tmp_path)).values, _AROUND).findings
    assert {"client.insz", "vertrekpunt", "sociaal_verslag_datum"} <= {one.field for one in findings}
    marked = WORD.mark(form, findings)
    mended = {name: str(right[name]) for name in ("client.insz", "vertrekpunt", "sociaal_verslag_datum")}
    back = filled_in(marked, mended, tmp_path).read_bytes()
    assert {one.author for one in docx.Document(io.BytesIO(back)).comments} == {AUTHOR}
    plain = WORD.unmark(back)
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        assert not any(AUTHOR.encode() in package.read(name) for name in package.namelist())
        assert not any(b"comment" in package.read(name) for name in package.namelist())
    for content in (back, plain):
        found = WORD.read(written(content, tmp_path))
        assert unordered(found.values) == unordered(right)
        assert judge(kind.model, kind.rules, found.values, _AROUND).form is not None


def test_comments_on_controls_of_any_shape_and_their_text_come_through_libreoffice(tmp_path: Path) -> None:
    bodies = {
        "blok": control(p(run("ANTWOORD")), "x"),
        "blokken": control(p(run("een")) + p(run("ANTWOORD")), "x", "<w:richText/>"),
        "cel": table(row(cell(p(run("Label"))), control(cell(p(run("ANTWOORD"))), "x"))),
        "rij": table(control(row(cell(p(run("ANTWOORD")))), "x", "<w:richText/>")),
        "groep": control(p(run("Titel")) + p(run("v "), control(run("ANTWOORD"), "x")), "", "<w:group/>"),
    }
    body = p(run("Kop")) + "".join(
        p(run("-")) + each.replace('"x"', f'"{name}"') for name, each in bodies.items()
    )
    wrong = [Finding("VELD-PROEF", Severity.FOUT, name, name, "Vul in.") for name in bodies]
    back = docx.Document(str(saved(WORD.mark(small(body), wrong), {}, tmp_path)))
    assert "".join(piece.text for piece in back.element.iter(f"{W}t")).count("ANTWOORD") == len(bodies)
    told = [one.text for one in back.comments]
    assert len(told) == len(bodies) + 1
    assert all(any(words(one) in text for text in told) for one in wrong)


def written(content: bytes, folder: Path) -> Path:
    path = folder / "formulier.docx"
    path.write_bytes(content)
    return path
