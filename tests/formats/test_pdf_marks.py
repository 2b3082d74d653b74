"""Findings marked in a PDF: seen at their fields, nothing of the form touched, and gone again without a trace."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfReader, PdfWriter

from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.marking import AUTHOR, words
from generator.formats.pdf.marks import mark, unmark
from generator.formats.pdf.notes import PREFIX
from generator.formats.pdf.read import read
from generator.formats.table import formats
from tests.formats.findings import finding, wrong
from tests.formats.pdfs import box, check_box, opened, pdf, saved, text
from tests.formats.specimen import Specimen, answers, complete
from tests.formats.test_pdf_filled_elsewhere import Viewer

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
PDF = formats()["pdf"]


WRONG = wrong("Schrijf een naam (é, €, ł).")
PLACES = 7


@dataclass(frozen=True)
class Mark:
    """One annotation of ours."""

    kind: str
    name: str
    words: str
    author: str
    place: tuple[float, ...]
    colour: tuple[float, ...]
    flags: int
    turned: tuple[int, ...]


def ours(content: bytes, kind: str = "") -> list[Mark]:
    """The marks in a file, page by page."""
    form = opened(content)
    marks = [
        Mark(
            str(one.Subtype)[1:],
            str(one.NM),
            str(one.get("/Contents", "")),
            str(one.get("/T", "")),
            sides(one),
            tuple(float(part) for part in one.get("/C", ())),
            int(one.F),
            tuple(int(part) for part in one.AP.N.Matrix[:4]) if "/AP" in one else (),
        )
        for page in form.pages
        for one in page.get("/Annots", ())
        if str(one.get("/NM", "")).startswith(PREFIX)
    ]
    return [one for one in marks if kind in {"", one.kind}]


def sides(annotation: Any) -> tuple[float, ...]:
    return tuple(float(side) for side in annotation.Rect)


def on_page(*fields: Dictionary) -> bytes:
    """A form made by hand whose fields are seen."""
    made = opened(pdf(*fields))
    made.pages[0].obj.Annots = Array(list(made.Root.AcroForm.Fields))
    return saved(made)


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def outline(found: Any, seen: dict[tuple[int, int], int] | None = None) -> object:
    """Everything that an object holds, in an order of its own: equal for two files that say the same."""
    seen = {} if seen is None else seen
    if isinstance(found, pikepdf.Object) and found.is_indirect:
        if found.objgen in seen:
            return ("again", seen[found.objgen])
        seen[found.objgen] = len(seen)
    inside: Any = found
    if isinstance(found, pikepdf.Stream):
        skipped = {"/Length", "/Filter", "/DecodeParms"}
        return [(key, outline(inside[key], seen)) for key in sorted(inside) if key not in skipped] + [
            unpacked(inside)
        ]
    if isinstance(found, pikepdf.Dictionary):
        kept = sorted(key for key in inside if key != "/Annots" or len(inside[key]))
        return [(key, outline(inside[key], seen)) for key in kept]
    if isinstance(found, pikepdf.Array):
        return [outline(item, seen) for item in found]
    if isinstance(found, int | float | Decimal):
        return round(float(found), 3)
    return bytes(found) if isinstance(found, pikepdf.String) else str(found)


def unpacked(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def whole(content: bytes) -> str:
    """Digest of the pages and the catalog of a file; the page tree and the numbers of objects may differ."""
    form = opened(content)
    for page in form.pages:
        del page.obj["/Parent"]
    seen: dict[tuple[int, int], int] = {}
    pages = [outline(page.obj, seen) for page in form.pages]
    root = [(key, outline(form.Root[key], seen)) for key in sorted(form.Root.keys()) if key != "/Pages"]
    return sha256(repr((pages, root)).encode()).hexdigest()


def test_each_finding_is_told_in_a_note_beside_its_field() -> None:
    marked = mark(PDF.blank(Specimen), WRONG)
    notes = ours(marked, "Text")
    assert [note.words for note in notes] == [
        "\n\n".join((words(WRONG[0]), words(WRONG[8]))),
        words(WRONG[1]),
        "\n\n".join((words(WRONG[2]), words(WRONG[3]))),
        *(words(one) for one in WRONG[4:8]),
    ]
    assert {note.author for note in notes} == {AUTHOR}
    assert len(ours(marked, "Popup")) == PLACES
    assert (
        "7 te verbeteren (rood), 2 na te kijken (oranje). Zie bladzijde 1 en 2."
        in ours(marked, "FreeText")[0].words
    )
    assert len({one.name for one in ours(marked)}) == len(ours(marked))


def test_every_place_of_a_field_has_a_border_below_it_and_around_it() -> None:
    marked = opened(mark(PDF.blank(Specimen), WRONG))
    expected = {"naam": 1, "dag": 1, "kleur": 3, "stad": 1, "voorkeuren": 5, "regels.0.wat": 1}
    borders = 0
    for page in marked.pages:
        kinds = [str(one.Subtype) for one in page.Annots]
        last = max(place for place, kind in enumerate(kinds) if kind == "/Widget")
        assert "/Square" not in kinds[kinds.index("/Widget") :]
        assert not {"/Text", "/Popup", "/FreeText"} & set(kinds[:last])
        for square in (one for one in page.Annots if one.Subtype == "/Square"):
            borders += 1
            around = [
                one
                for one in page.Annots
                if one.Subtype == "/Widget"
                and all(
                    inner - outer == pytest.approx(float(gap), abs=0.02)
                    for inner, outer, gap in zip(
                        sides(one)[:2], sides(square)[:2], square.RD[:2], strict=True
                    )
                )
            ]
            assert len(around) == 1
    assert borders == sum(expected.values())


def test_what_blocks_is_red_and_the_rest_amber() -> None:
    marked = mark(PDF.blank(Specimen), WRONG)
    red, amber = (ours(marked, "Text")[place].colour for place in (1, 3))
    assert red[1] < 0.2 < amber[1]
    assert [note.colour == red for note in ours(marked, "Text")] == [number != 3 for number in range(PLACES)]


def test_notes_cover_neither_each_other_nor_a_field() -> None:
    for page in opened(mark(PDF.blank(Specimen), WRONG)).pages:
        notes = [sides(one) for one in page.Annots if one.Subtype == "/Text"]
        fields = [sides(one) for one in page.Annots if one.Subtype == "/Widget" and not int(one.F) & 2]
        for place, note in enumerate(notes):
            assert not any(overlap(note, other) for other in (*fields, *notes[:place]))
            assert note[2] <= float(page.cropbox[2])


def test_many_notes_stay_on_the_page() -> None:
    crowded = on_page(*(text(f"v{number}", Rect=Array([560, 10, 610, 20])) for number in range(60)))
    marked = mark(crowded, [finding(f"v{number}") for number in range(60)])
    assert all(note.place[1] >= 0 and note.place[3] <= 792 for note in ours(marked, "Text"))
    assert len(ours(marked, "Text")) == 60


def test_marks_cannot_be_moved_and_are_printed() -> None:
    for one in ours(mark(PDF.blank(Specimen), WRONG)):
        assert one.flags & 4
        assert one.flags & 128
        assert bool(one.flags & 64) == (one.kind in {"Square", "FreeText"})


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filled=answers(Specimen), fields=st.sets(st.sampled_from(["", "naam", "kleur", "dossiers", "voorkeuren"]))
)
def test_marking_changes_no_answer_and_unmarking_leaves_no_trace(
    filled: dict[str, Any], fields: set[str]
) -> None:
    form = PDF.blank(Specimen, filled)
    marked = mark(form, [finding(field) for field in fields])
    assert read(marked) == read(form)
    assert len(ours(marked, "Text")) == len(fields)
    plain = unmark(marked)
    assert whole(plain) == whole(form)
    assert read(plain) == read(form)
    assert AUTHOR.encode() not in plain
    assert PREFIX.encode() not in plain


def test_a_file_without_marks_is_given_back_as_it_is() -> None:
    for content in (PDF.blank(Specimen), pdf(text("naam", "x")), b"%PDF-1.4\nstuk", b"geen pdf"):
        assert unmark(content) is content
    assert mark(pdf(text("naam", "x")), ()) == pdf(text("naam", "x"))


def test_marks_of_before_are_gone() -> None:
    form = PDF.blank(Specimen)
    once = mark(form, WRONG)
    assert whole(mark(once, WRONG)) == whole(once)
    other = mark(once, [finding("aantal")])
    assert [note.words for note in ours(other, "Text")] == [words(finding("aantal"))]
    assert words(WRONG[5]).encode() not in other
    assert whole(mark(once, ())) == whole(form)


def test_the_same_marks_make_the_same_bytes() -> None:
    form = PDF.blank(Specimen)
    assert mark(form, WRONG) == mark(form, WRONG)


@pytest.mark.parametrize("linearize", [False, True])
def test_marks_go_after_another_program_saved_the_file(linearize: bool) -> None:
    form = PDF.blank(Specimen, {"naam": "Öztürk"})
    rewritten = io.BytesIO()
    opened(mark(form, WRONG)).save(
        rewritten, linearize=linearize, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    assert whole(unmark(rewritten.getvalue())) == whole(form)


def test_a_marked_form_is_filled_in_with_the_engine_of_chromium(tmp_path: Path) -> None:
    viewer = Viewer(mark(PDF.blank(Specimen), WRONG))
    viewer.type("naam", "Małgorzata (Öztürk)")
    viewer.type("regels.0.wat", "eerste rij")
    viewer.choose("stad", 4)
    viewer.click("kleur", 2)
    viewer.click("voorkeuren.leuven")
    viewer.click("voorkeuren.2_1")
    content = viewer.saved(tmp_path / "f.pdf")
    filled: dict[str, Value] = {
        "naam": "Małgorzata (Öztürk)",
        "regels.0.wat": "eerste rij",
        "stad": "2.1",
        "kleur": "1.1_bezig",
        "voorkeuren": ("leuven", "2.1"),
    }
    assert len(ours(content, "Text")) == PLACES
    for now in (content, unmark(content)):
        assert dict(read(now).values) == complete(Specimen, filled)
    assert ours(unmark(content)) == []


def test_the_answer_of_a_colleague_to_a_note_stays_and_the_popup_of_another_program_goes() -> None:
    marked = opened(mark(on_page(text("naam", "x")), [finding("naam")]))
    page = marked.pages[0]
    note = next(one for one in page.Annots if one.Subtype == "/Text")
    reply = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([0, 0, 9, 9]),
        IRT=note,
        RT=Name.R,
        Contents=String("Klaar!"),
    )
    popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([0, 0, 9, 9]), Parent=note)
    page.Annots.extend(map(marked.make_indirect, (reply, popup)))
    form = opened(unmark(saved(marked)))
    kept = form.pages[0].Annots
    assert [str(one.Subtype) for one in kept] == ["/Widget", "/Text"]
    assert str(kept[1].Contents) == "Klaar!"
    assert "/IRT" not in kept[1]
    assert "/RT" not in kept[1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_turned_page_notes_stand_at_the_right_of_the_reader(turn: int) -> None:
    made = opened(on_page(text("naam", "x", Rect=Array([200, 300, 260, 340]))))
    made.pages[0].obj.Rotate = turn
    made.pages[0].obj.CropBox = Array([100, 200, 400, 700])
    marked = mark(saved(made), [finding("naam")])
    left, bottom, right, top = ours(marked, "Text")[0].place
    inside = {0: 400 - right, 90: 700 - top, 180: left - 100, 270: bottom - 200}[turn]
    assert inside == 13
    border = ours(marked, "Square")[0].place
    assert (border[0] < 200, border[1] < 300, border[2] > 260, border[3] > 340) == (True,) * 4
    middle = {0: (bottom + top) / 2, 90: (left + right) / 2, 180: (bottom + top) / 2, 270: (left + right) / 2}
    assert abs(middle[turn] - {0: 331, 90: 209, 180: 309, 270: 251}[turn]) < 2
    upright = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
    assert {one.turned for one in ours(marked) if one.kind != "Popup"} == {upright[turn]}


@pytest.mark.parametrize(
    "place",
    [[0, 0, 0, 0], [5000, 10, 5100, 30], [1, 2], ["a", 1, 2, 3], None],
    ids=str,
)
def test_a_field_that_cannot_be_seen_is_told_at_the_head(place: list[Any] | None) -> None:
    field = text("naam", "x")
    del field.Rect
    if place is not None:
        field.Rect = Array([String(side) if isinstance(side, str) else side for side in place])
    form = on_page(field, text("zichtbaar", Rect=Array([10, 10, 60, 30])))
    marked = mark(form, [finding("naam"), finding("zichtbaar")])
    assert len(ours(marked, "Square")) == 1
    assert [note.words for note in ours(marked, "Text")] == [
        words(finding("naam")),
        words(finding("zichtbaar")),
    ]


def test_what_the_program_fills_in_is_told_at_the_head() -> None:
    marked = mark(PDF.blank(Specimen), [finding("documenttype")])
    assert ours(marked, "Square") == []
    assert len(ours(marked, "Text")) == 1


def test_a_file_without_fields_is_marked_at_its_head() -> None:
    made = Pdf.new()
    made.add_blank_page()
    marked = mark(saved(made), WRONG)
    assert len(ours(marked, "Text")) == 1
    assert whole(unmark(marked)) == whole(saved(made))


def test_a_copy_of_a_field_on_another_page_is_marked_too() -> None:
    made = opened(pdf(Dictionary(T=String("naam"), FT=Name.Tx, Kids=Array([]))))
    made.add_blank_page()
    field = made.Root.AcroForm.Fields[0]
    for page in made.pages:
        widget = Dictionary(Subtype=Name.Widget, Rect=Array([50, 50, 90, 70]), Parent=field)
        page.obj.Annots = Array([made.make_indirect(widget)])
        field.Kids.append(page.obj.Annots[0])
    marked = opened(mark(saved(made), [finding("naam")]))
    assert [[str(one.Subtype) for one in page.Annots].count("/Square") for page in marked.pages] == [1, 1]


def test_a_file_with_an_empty_password_comes_out_without() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text("naam", "Ömer (x)")))))
    writer.encrypt("", "eigenaar", algorithm="AES-256")
    content = io.BytesIO()
    writer.write(content)
    marked = mark(content.getvalue(), [finding("naam")])
    assert not opened(marked).is_encrypted
    assert dict(read(marked).values) == {"naam": "Ömer (x)"}


def test_what_cannot_be_opened_cannot_be_marked() -> None:
    locked = pdf(text("naam", "geheim"), encryption=pikepdf.Encryption(owner="e", user="g"))
    for content, code in ((locked, "BESTAND-WACHTWOORD"), (b"%PDF-1.4\n", "BESTAND-BESCHADIGD")):
        with pytest.raises(FormFault) as refused:
            mark(content, WRONG)
        assert refused.value.code == code
        assert unmark(content) is content


SOUND = mark(
    on_page(text("naam", "Peeters"), check_box("vak", "Yes", "Yes"), box(None, T=String("los"))), WRONG
)


@settings(max_examples=60)
@given(st.data())
def test_a_scratched_file_ends_in_a_copy_or_a_fault(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    unmark(bytes(content))
    try:
        mark(bytes(content), WRONG)
    except FormFault as fault:
        assert fault.code.startswith("BESTAND-")  # noqa: PT017


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize("path", sorted((SAMPLES / "pdf").glob("*.pdf")), ids=lambda path: path.name)
def test_a_real_form_loses_nothing(path: Path) -> None:
    content = path.read_bytes()
    found = read(content)
    marked = mark(content, [finding(name) for name in sorted(found.fields)])
    assert read(marked) == found
    plain = unmark(marked)
    assert ours(plain) == []
    assert whole(plain) == whole(content)


def test_reading_tells_whether_there_are_marks_to_take_away() -> None:
    plain = PDF.blank(Specimen)
    marked = mark(plain, WRONG)
    assert read(plain).unmarked
    assert not read(marked).unmarked
    assert read(unmark(marked)).unmarked
