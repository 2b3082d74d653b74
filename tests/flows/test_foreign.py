"""A form of somebody else's making is taken by its map as if it were ours, and comes back marked as its own."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from forms.base import IDENTITY
from generator.catalog import FORMS
from generator.cli.main import run
from generator.formats.table import formats
from generator.mapping import load_all
from generator.model import Result
from generator.wiring import Rooms
from tests.flows.test_line import codes, drop, names, once, only
from tests.formats.pdfs import opened, pdf, saved, terminal_fields, text

FORM = FORMS["advies"]
SAID = {
    name: ", ".join(value) if isinstance(value, tuple) else value
    for name, value in FORM.example_answers(3).items()
    if name not in IDENTITY and value
}
THEIRS = {f"Veld{number} van hen": name for number, name in enumerate(SAID)}
FIELD_OF = {ours: theirs for theirs, ours in THEIRS.items()}


def foreign(**changes: str) -> bytes:
    """A PDF form with fields of its own, filled in with a right advies."""
    said = {**SAID, **{name.replace("__", "."): value for name, value in changes.items()}}
    return pdf(*(text(theirs, said[ours]) for theirs, ours in THEIRS.items()))


def with_map(rooms: Rooms) -> Rooms:
    folder = rooms.workspace.maps
    folder.mkdir()
    lines = [f"{json.dumps(theirs)} = {json.dumps(ours)}" for theirs, ours in THEIRS.items()]
    (folder / "hen.toml").write_text(
        "\n".join(['formulier = "advies"', f'versie = "{FORM.version}"', "[velden]", *lines]), "utf-8"
    )
    return replace(rooms, maps=load_all(folder, {kind.id: kind.model for kind in FORMS.values()}))


def test_without_a_map_it_is_no_form_of_ours(rooms: Rooms) -> None:
    drop(rooms, "hen.pdf", foreign())
    assert codes(only(once(rooms))) == ["BESTAND-ONBEKEND-FORMULIER"]


def test_with_a_map_it_is_published(rooms: Rooms) -> None:
    mapped = with_map(rooms)
    drop(mapped, "hen.pdf", content := foreign())
    outcome = only(once(mapped))
    assert outcome.outcome is Result.PUBLISHED, codes(outcome)
    folder = rooms.workspace.root / outcome.folder
    kept = json.loads((folder / "gegevens.json").read_text("utf-8"))
    assert (kept["documenttype"], kept["client"]["naam"]) == ("advies", SAID["client.naam"])
    assert (folder / "bron/hen.pdf").read_bytes() == content


def test_it_comes_back_with_its_own_fields_marked_and_goes_through_when_mended(rooms: Rooms) -> None:
    mapped = with_map(rooms)
    drop(mapped, "hen.pdf", foreign(client__naam="", datum_opmaak="31/02/2026"))
    outcome = only(once(mapped))
    assert {finding.field for finding in outcome.findings if finding.severity.value == "fout"} >= {
        "client.naam",
        "datum_opmaak",
    }
    copy = rooms.workspace.returned / "hen.pdf"
    made = opened(copy.read_bytes())
    assert any("/Contents" in note and "Naam" in str(note.Contents) for note in annotations(made))
    fields = dict(terminal_fields(made))
    for name in ("client.naam", "datum_opmaak"):
        fields[FIELD_OF[name]].V = pikepdf.String(str(SAID[name]))
    copy.write_bytes(saved(made))
    assert only(once(mapped)).outcome is Result.PUBLISHED
    assert names(rooms.workspace.inbox) == []


def annotations(made: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in made.pages:
        yield from page.get("/Annots", ())


def test_a_wrong_map_is_an_error_at_start(rooms: Rooms, capsys: pytest.CaptureFixture[str]) -> None:
    with_map(rooms)
    map_file = rooms.workspace.maps / "hen.toml"
    map_file.write_text(map_file.read_text("utf-8").replace('"client.naam"', '"client.nam"'), "utf-8")
    assert run(["--workspace", str(rooms.workspace.root), "watch", "--once"]) == 2
    told = capsys.readouterr().err
    assert "hen.toml" in told
    assert "Bedoelde u client.naam" in told


def test_a_map_is_proposed_for_any_form(rooms: Rooms, tmp_path: Path) -> None:
    labelled = pdf(
        text("t1", "x", TU=pikepdf.String("Voornaam")), text("t2", "x", TU=pikepdf.String("Wat dan ook"))
    )
    document = Document()
    document.add_paragraph("Geen velden")
    written = io.BytesIO()
    document.save(written)
    for name, content, status in (("hen.pdf", labelled, 0), ("brief.docx", written.getvalue(), 1)):
        source, target = tmp_path / name, tmp_path / "kaarten" / f"{name}.toml"
        source.write_bytes(content)
        call = [
            "--workspace",
            str(rooms.workspace.root),
            "map",
            str(source),
            "--to",
            "advies",
            "-o",
            str(target),
        ]
        assert run(call) == status
        assert target.exists() == (status == 0)
    assert '"t1" = "client.voornaam"' in (tmp_path / "kaarten/hen.pdf.toml").read_text("utf-8")


@pytest.mark.parametrize("kind", formats())
def test_a_form_of_ours_needs_no_map_though_one_is_there(rooms: Rooms, kind: str) -> None:
    mapped = with_map(rooms)
    drop(mapped, f"Advies.{kind}", formats()[kind].blank(FORM.model, FORM.example_answers(4)))
    assert only(once(mapped)).outcome is Result.PUBLISHED
