"""The look of a blank PDF form: everything in its place, nothing over anything else, the same bytes each time."""

import shutil
from collections.abc import Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from forms.base import IDENTITY, Form
from forms.nesting import Value
from generator.catalog.forms import FORMS
from generator.formats.asking import tip_of
from generator.formats.fieldmap import filled_in, lay_out, leaves
from generator.formats.pdf.appearance import typed
from generator.formats.pdf.fonts import entry_lines, typeface
from generator.formats.pdf.format import PdfFormat
from generator.formats.pdf.items import Box, Look, Page, Place, Words
from generator.formats.pdf.layout import pages
from generator.formats.pdf.style import BOTTOM, LABEL, LEFT, PAGE_HEIGHT, PAGE_WIDTH, TOP, WIDTH, Face
from generator.pdf_objects import dictionary
from tests.formats.pdfs import opened
from tests.formats.specimen import Specimen, blank_leaves

PAPERS = [Specimen, *(kind.model for kind in FORMS.values())]
EACH_PAPER = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.ID)
LONG = "Een lange zin die over meer dan één regel loopt. " * 40


def laid_out(paper: type[Form], values: Mapping[str, Value]) -> list[Page]:
    filled = filled_in(paper, values)
    return pages(paper, lay_out(paper, filled), filled, typeface(()), "Kortenberg OCMW")


def long_answers(paper: type[Form]) -> dict[str, Value]:
    """A long text in every open field, some rows more than offered."""
    return {leaf.name: LONG for leaf in blank_leaves(paper, 2) if not leaf.spec.choices}


@EACH_PAPER
@pytest.mark.parametrize("filled", [False, True], ids=["blank", "long answers"])
def test_fields_lie_apart_and_within_the_margins(paper: type[Form], filled: bool) -> None:
    for page in laid_out(paper, long_answers(paper) if filled else {}):
        places = [item for item in page if isinstance(item, Place)]
        for one in places:
            assert one.x >= LEFT
            assert one.x + one.width <= LEFT + WIDTH + 0.01
            assert one.y >= TOP
            assert one.y + one.height <= BOTTOM + 0.01
        for one, other in combinations(places, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@EACH_PAPER
def test_no_text_lies_over_a_field_or_off_the_paper(paper: type[Form]) -> None:
    kind = typeface(())
    for page in laid_out(paper, {}):
        places = [item for item in page if isinstance(item, Place)]
        for words in (item for item in page if isinstance(item, Words)):
            right = words.x + max((kind.width(line, words.style) for line in words.lines), default=0)
            low = words.y + len(words.lines) * words.style.lead
            assert right <= LEFT + WIDTH + 0.5, words.lines
            for place in places:
                apart = right <= place.x or place.x + place.width <= words.x
                assert apart or low <= place.y + 1 or place.y + place.height <= words.y, words.lines


@EACH_PAPER
def test_every_field_has_its_place_once_in_the_order_of_the_paper(paper: type[Form]) -> None:
    placed = [item for page in laid_out(paper, {}) for item in page if isinstance(item, Place)]
    assert len({(place.leaf.name, place.code) for place in placed}) == len(placed)
    shown = [leaf.name for leaf in leaves(lay_out(paper, {})) if leaf.name not in IDENTITY]
    assert list(dict.fromkeys(place.leaf.name for place in placed)) == shown
    for leaf in blank_leaves(paper):
        codes = {place.code for place in placed if place.leaf.name == leaf.name}
        assert codes in ({""}, set(leaf.spec.choices))


@EACH_PAPER
def test_every_label_section_and_choice_can_be_read_on_paper(paper: type[Form]) -> None:
    document = pypdfium2.PdfDocument(PdfFormat().blank(paper))
    sheets = [sheet.get_textpage().get_text_range() for sheet in document]
    printed = "".join("".join(sheets).split())
    for leaf in blank_leaves(paper):
        assert "".join(leaf.spec.label.split()) in printed
        assert "".join(leaf.spec.section.split()) in printed
    for number, sheet in enumerate(sheets, start=1):
        assert f"pagina {number} van {len(sheets)}" in sheet
        assert "Kortenberg OCMW" in sheet
        assert f"{paper.ID} · versie {paper.VERSION}" in sheet
    assert "sleep het bestand naar de map inbox" in sheets[0]


def test_a_condition_that_fields_share_is_told_once_above_them() -> None:
    told = [" ".join(item.lines) for item in laid_out(Specimen, {})[0] if isinstance(item, Words)]
    assert told.count("Alleen invullen als de kleur rood is:") == 1
    assert not any(text.startswith("Invullen als") for text in told)


def test_few_choices_are_buttons_and_many_are_a_list() -> None:
    looks = {
        place.leaf.name: place.look
        for page in laid_out(Specimen, {})
        for place in page
        if isinstance(place, Place)
    }
    assert looks["akkoord"] is looks["kleur"] is Look.RADIO
    assert looks["stad"] is looks["regels.0.kleur"] is Look.LIST
    assert looks["voorkeuren"] is looks["dossiers.0.steden"] is Look.CHECK
    assert looks["verhaal"] is looks["dossiers.1.verhaal"] is Look.LINES
    assert looks["naam"] is looks["totaal"] is Look.LINE


def test_a_table_repeats_its_labels_on_the_next_page() -> None:
    filled: dict[str, Value] = {f"regels.{row}.wat": "x" for row in range(60)}
    sheets = laid_out(Specimen, filled)
    with_rows = [page for page in sheets if any(_is_row(item) for item in page)]
    assert len(with_rows) > 2
    for page in with_rows:
        assert any(isinstance(item, Words) and item.lines == ("Wat\u00a0*",) for item in page)


def _is_row(item: object) -> bool:
    return isinstance(item, Place) and item.leaf.name.startswith("regels.")


def test_a_box_grows_with_the_answer_in_it() -> None:
    def height(values: Mapping[str, Value]) -> float:
        return next(
            item.height
            for page in laid_out(Specimen, values)
            for item in page
            if isinstance(item, Place) and item.leaf.name == "verhaal"
        )

    assert height({}) < height({"verhaal": LONG}) < height({"verhaal": LONG * 2})
    assert height({"verhaal": LONG * 50}) < BOTTOM - TOP


def test_a_computed_field_is_grey_and_locked() -> None:
    form = opened(PdfFormat().blank(Specimen))
    widgets = {str(widget.get("/T", "")): widget for page in form.pages for widget in page.Annots}
    assert int(widgets["totaal"].Ff) == 1
    assert int(widgets["bedrag"].Ff) == 0
    boxes = [item for page in laid_out(Specimen, {}) for item in page if isinstance(item, Box)]
    assert len({box.fill for box in boxes if box.edge}) == 3


def test_the_tip_of_a_field_says_where_it_is_and_how_to_answer() -> None:
    tips = {leaf.name: tip_of(leaf) for leaf in blank_leaves(Specimen)}
    assert tips["dag"] == "Dag (verplicht). dd/mm/jjjj. Bijvoorbeeld: 31/12/1985."
    assert tips["adres.nummer"] == "Adres – Nummer. Invullen als de kleur rood is. Bijvoorbeeld: 12A."
    assert tips["regels.1.wat"] == "Regel 2 – Wat (verplicht)."
    assert tips["dossiers.1.details.0.nota"] == "Dossier 2 – Detail 1 – Nota (verplicht)."
    assert tips["totaal"] == "Totaal. Leeg laten: dit berekent het programma."


def test_the_tab_key_and_a_screen_reader_follow_the_paper() -> None:
    form = opened(PdfFormat().blank(Specimen))
    elements = list(form.Root.StructTreeRoot.K[0].K)
    visible = [widget for page in form.pages for widget in page.Annots if not int(widget.F) & 2]
    assert [element.K.Obj.objgen for element in elements if element.S == "/Form"] == [
        widget.objgen for widget in visible
    ]
    back = dict(zip(*[iter(form.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for widget in visible:
        assert back[widget.StructParent].K.Obj.objgen == widget.objgen
    for page in form.pages:
        assert page.Tabs == "/S"
        texts = back[page.StructParents]
        content = page.Contents.read_bytes()
        assert content.count(b"/MCID") == len(texts)
        assert content.count(b"EMC") == content.count(b"BDC") + content.count(b"BMC")
    assert [str(element.S) for element in elements if str(element.S).startswith("/H")][:3] == [
        "/H1",
        "/H2",
        "/H2",
    ]


@EACH_PAPER
def test_headings_skip_no_level(paper: type[Form]) -> None:
    form = opened(PdfFormat().blank(paper))
    levels = [
        int(str(element.S)[2:]) for element in form.Root.StructTreeRoot.K[0].K if str(element.S)[1] == "H"
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_fonts_of_a_given_folder_come_first(tmp_path: Path) -> None:
    known = dict(typeface(()).names)[Face.REGULAR]
    found = next(iter(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")), None)
    if found is None:
        pytest.skip("no DejaVu here")
    shutil.copy(found, tmp_path / "Carlito-Regular.ttf")
    shutil.copy(found, tmp_path / "Carlito-Bold.ttf")
    own = typeface((tmp_path,))
    assert str(tmp_path) in own.font(Face.REGULAR) != known
    made = PdfFormat((tmp_path,), "Welzijnshuis Elders").blank(Specimen)
    assert b"DejaVuSans" in made
    assert "Welzijnshuis Elders" in pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()


def test_a_broken_font_is_passed_over(tmp_path: Path) -> None:
    for name in ("Carlito-Regular.ttf", "Carlito-Bold.ttf"):
        (tmp_path / name).write_bytes(b"no font")
    assert str(tmp_path) not in typeface((tmp_path,)).font(Face.REGULAR)


def test_without_fonts_a_form_is_set_in_helvetica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.formats.pdf.fonts._system_folders", lambda: ())
    typeface.cache_clear()
    try:
        assert typeface(()).font(Face.BOLD) == "Helvetica-Bold"
        assert len(opened(PdfFormat().blank(Specimen)).pages) > 1
    finally:
        typeface.cache_clear()


def test_lines_break_between_words_only() -> None:
    kind = typeface(())
    text = "Rijksregisternummer of INSZ (bis)\u00a0*"
    lines = kind.wrapped(text, LABEL, 115)
    assert len(lines) == 2
    assert " ".join(lines) == text
    assert kind.wrapped("", LABEL, 100) == ()
    assert entry_lines("een\n\ntwee drie", 10, 30) == ("een", "", "twee", "drie")


def drawn_as(text: str, look: Look = Look.LINE) -> tuple[bytes, list[str]]:
    """What an appearance writes, and the letters it adds to WinAnsi."""
    place = Place(0, 0, 200, 60, blank_leaves(Specimen)[0], look, "")
    stream: Any = typed(place, text, dictionary({}))
    extra = stream["/Resources"]["/Font"]["/Helv"].get("/Encoding", {}).get("/Differences", [])
    return stream.get_data(), [str(entry) for entry in extra if isinstance(entry, str)]


def test_what_was_filled_in_is_drawn() -> None:
    assert b"(Jos\xe9 \\(\\\\\\) \x80) Tj" in drawn_as("José (\\) €")[0]
    content, extra = drawn_as("Łódź Şahin ğ")
    assert extra == ["/Lslash", "/zacute", "/Scedilla", "/gbreve"]
    assert b"(\x01\xf3d\x02 \x03ahin \x04) Tj" in content
    assert b"(?? x) Tj" in drawn_as("漢字 x")[0]
    assert drawn_as("een\ntwee", Look.LINES)[0].count(b"Tj") == 2
    assert drawn_as("een\ntwee")[0].count(b"Tj") == 1


def test_the_page_is_a4() -> None:
    form = opened(PdfFormat().blank(Specimen))
    assert [round(float(side)) for side in form.pages[0].MediaBox] == [
        0,
        0,
        round(PAGE_WIDTH),
        round(PAGE_HEIGHT),
    ]
