"""A bundle: whether its numbers, links and bookmarks are true, and whether everything of its parts is there."""

import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.bundle import Bound, Cover, Document, Item, bind, cleaned
from generator.errors import FormFault
from tests.bundle.pdfs import (
    add_page,
    book,
    faces,
    form,
    item,
    keys,
    opened,
    pages,
    saved,
    texts,
    widget,
    written,
)

NUMBER = re.compile(r"pagina (\d+) van (\d+)")


def page_of(made: Pdf, goal: pikepdf.Object) -> int:
    """The number of the page that a destination leads to."""
    numbers = {page.obj.objgen: number for number, page in enumerate(made.pages, start=1)}
    return numbers[goal[0].objgen]


def bookmarks(made: Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page of every bookmark."""

    def below(node: pikepdf.Object, level: int) -> list[tuple[int, str, int]]:
        found = []
        entry, before = node.get("/First"), None
        while entry is not None:
            assert entry.Parent.objgen == node.objgen
            assert entry.get("/Prev") == before
            found.append((level, str(entry.Title), page_of(made, entry.Dest)))
            found += below(entry, level + 1)
            entry, before = entry.get("/Next"), entry
        assert node.get("/Last") == before
        return found

    return below(made.Root.Outlines, 1)


def shows(bound: Bound, page: int) -> str:
    return texts(bound.pdf)[page - 1]


def test_numbers_bookmarks_and_contents_say_where_things_are() -> None:
    bound = bind(
        book(
            item(1, pages("advies een"), pages("verslag een", "verslag een b"), title="Leefloon"),
            item(2, pages("advies twee", "advies twee b")),
        )
    )
    shown = texts(bound.pdf)
    assert bound.pages == len(shown) == 7
    assert [NUMBER.findall(page)[-1] for page in shown] == [(str(page), "7") for page in range(1, 8)]
    begins = {"advies een": 3, "verslag een": 4, "advies twee": 6}
    assert all(text in shown[page - 1] for text, page in begins.items())
    assert [(start.item[-1], start.title, start.page) for start in bound.starts] == [
        ("1", "", 3),
        ("1", "Stuk A", 3),
        ("1", "Stuk B", 4),
        ("2", "", 6),
        ("2", "Stuk A", 6),
    ]
    made = opened(bound.pdf)
    assert bookmarks(made) == [
        (1, "Voorblad", 1),
        (1, "Inhoud", 2),
        (1, "BCSD-2026-12-001 Leefloon", 3),
        (2, "Stuk A", 3),
        (2, "Stuk B", 4),
        (1, "BCSD-2026-12-002 Dossier 2", 6),
        (2, "Stuk A", 6),
    ]
    lines = re.findall(r"(Leefloon|Dossier 2|Stuk \w) +(\d+)", shown[1])
    assert lines == [("Leefloon", "3"), ("Stuk A", "3"), ("Stuk B", "4"), ("Dossier 2", "6"), ("Stuk A", "6")]


def contents_links(made: Pdf, page: pikepdf.Page) -> list[tuple[str, int]]:
    """The number that stands under each link of a page of the contents, and the page that it leads to."""
    import pypdfium2

    text = pypdfium2.PdfDocument(saved(made))[page.index].get_textpage()
    found = []
    for link in page.obj.Annots:
        _, bottom, right, top = (float(part) for part in link.Rect)
        told = text.get_text_bounded(left=right - 30, bottom=bottom, right=right, top=top)
        found.append((told.strip(), page_of(made, link.Dest)))
    return found


def test_a_click_in_the_contents_leads_to_the_page_that_stands_there() -> None:
    part = pages("x", "y", "z")
    bound = bind(book(*(item(number, part, part) for number in range(1, 31))))
    made = opened(bound.pdf)
    begin = bound.starts[0].page
    links = [link for page in made.pages[1 : begin - 1] for link in contents_links(made, page)]
    rows = [(told, page) for told, page in links if told.isdigit()]
    assert rows == [(str(start.page), start.page) for start in bound.starts]


def test_the_foot_of_every_page_leads_back_to_the_contents() -> None:
    bound = bind(book(item(1, pages("x", "y")), duplex=True))
    made = opened(bound.pdf)
    for page in made.pages:
        assert page_of(made, page.obj.Annots[-1].Dest) == 3
        assert int(page.obj.Annots[-1].F) == 4
    assert "BCSD-2026-12-001 · Stuk A" in shows(bound, 5)


@pytest.mark.thorough
def test_four_hundred_items() -> None:
    part = pages("x")
    bound = bind(book(*(item(number, part, part) for number in range(1, 401))))
    shown = texts(bound.pdf)
    contents = [page for page in shown if "(vervolg)" in page]
    assert len(contents) > 10
    assert bound.pages == 1 + 1 + len(contents) + 800
    listed = re.findall(
        r"BCSD-2026-12-(\d{3})[^\n]*?(\d+)\s*$", "\n".join(shown[1 : 2 + len(contents)]), re.MULTILINE
    )
    assert len({number for number, _ in listed}) == 400
    starts = {start.item[-3:]: start.page for start in bound.starts if not start.title}
    assert all(starts[number] == int(page) for number, page in listed)
    assert NUMBER.findall(shown[-1])[-1] == (str(bound.pages), str(bound.pages))


def test_each_item_begins_on_the_front_of_a_sheet() -> None:
    parts = (item(1, pages("x")), item(2, pages("x", "y"), pages("z")), item(3, pages("x", "y")))
    bound = bind(book(*parts, duplex=True))
    begins = [start.page for start in bound.starts if not start.title]
    assert all(page % 2 for page in begins)
    shown = texts(bound.pdf)
    blank = [number for number, page in enumerate(shown, start=1) if "met opzet leeg" in page]
    assert blank == [2, 4, 6, 10]
    assert begins == [5, 7, 11]
    assert bind(book(*parts)).pages == bound.pages - len(blank)


def client(name: str) -> bytes:
    """A form that one client filled in, with the field names that all clients have."""
    made = Pdf.new()
    field = widget(made, "naam", V=String(name), AP=Dictionary(N=written(made, name)))
    return form(
        made, field, widget(made, "woonplaats", V=String(f"te {name}stad"), Rect=Array([100, 600, 300, 620]))
    )


def test_two_clients_with_the_same_fields_do_not_mix() -> None:
    for prepared in (client, lambda name: cleaned(client(name), faces()).pdf):
        bound = bind(book(item(1, prepared("Jansen")), item(2, prepared("Peeters"))))
        first, second = shows(bound, 3), shows(bound, 4)
        assert "Jansen" in first
        assert "te Jansenstad" in first
        assert "Peeters" in second
        assert "te Peetersstad" in second
        assert "Peeters" not in first
        assert "Jansen" not in second
        assert not keys(bound.pdf) & {"/AcroForm", "/FT", "/V", "/AP"}


def test_nothing_that_acts_comes_along_from_a_part_that_was_not_cleaned() -> None:
    made = Pdf.new()
    add_page(made, "inhoud")
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.attachments["x.txt"] = b"geheim"
    bound = bind(book(item(1, saved(made))))
    assert not keys(bound.pdf) & {"/JS", "/OpenAction", "/EF", "/Names", "/AA", "/A"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("box", "crop"),
    [
        ((0, 0, 595, 842), None),
        ((-100, 50, 742, 645), (-80, 70, 700, 600)),
        ((0, 0, 1191, 842), None),
        ((0, 0, 60, 40), None),
        ((0, 0, 2384, 3370), None),
    ],
)
def test_the_foot_stands_clear_of_the_content_on_any_page(
    box: tuple[float, ...], crop: tuple[float, ...] | None, turn: int
) -> None:
    bound = bind(book(item(1, black(box, crop or box, turn))))
    assert ("pagina 3 van 3") in " ".join(shows(bound, 3).split())
    import pypdfium2

    page = pypdfium2.PdfDocument(bound.pdf)[2]
    text = page.get_textpage()
    found = text.search("van 3").get_next()
    assert found
    lowest = min(text.get_charbox(number)[1] for number in range(found[0], found[0] + found[1]))
    highest = max(text.get_charbox(number)[3] for number in range(found[0], found[0] + found[1]))
    assert lowest > 0
    assert highest - lowest > 5 * max(1, min(page.get_size()) / 595)
    picture = page.render(scale=2).to_pil().convert("L")
    foot = picture.crop((0, picture.height - int(2 * highest) - 3, picture.width, picture.height))
    assert min(foot.resize((foot.width, 1)).tobytes()) > 100, "the black page reaches into the strip"


def black(box: tuple[float, ...], crop: tuple[float, ...], turn: int) -> bytes:
    """A page that is black from edge to edge."""
    made = Pdf.new()
    page = add_page(made, box=box, Rotate=turn, CropBox=Array(list(crop)))
    page.obj.Contents = made.make_stream(b"-5000 -5000 10000 10000 re f")
    return saved(made)


def test_a_page_is_bound_at_its_own_size_and_upright() -> None:
    bound = bind(book(item(1, pages("x", box=(10, 10, 1201, 852)), pages("y", Rotate=90))))
    made = opened(bound.pdf)
    sizes = [[round(float(part)) for part in page.obj.MediaBox] for page in made.pages[2:]]
    assert sizes == [[0, 0, 1191, 842], [0, 0, 842, 595]]
    assert not any("/Rotate" in page.obj for page in made.pages)


def test_links_of_a_part_lead_to_its_own_pages() -> None:
    made = Pdf.new()
    add_page(made, "een")
    add_page(made, "twee")
    for action in (
        {"Dest": Array([made.pages[1].obj, Name.XYZ, 0, 842, 0])},
        {"A": Dictionary(S=Name.URI, URI=String("https://example.org"))},
    ):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 80, 60]), **action)
        made.pages[0].obj.Annots = made.pages[0].obj.get("/Annots", Array([]))
        made.pages[0].obj.Annots.append(made.make_indirect(link))
    bound = bind(book(item(1, pages("eerst")), item(2, saved(made))))
    result = opened(bound.pdf)
    own, back = result.pages[3].obj.Annots
    assert page_of(result, own.Dest) == 5
    assert page_of(result, back.Dest) == 2
    assert float(own.Rect[0]) == pytest.approx(
        40 * (842 - 22) / 842 + (595 - 595 * (842 - 22) / 842) / 2, abs=0.1
    )


def test_the_watermark_lies_over_every_page_and_leaves_the_text() -> None:
    mark = "BCSD 03/12/2026 vertrouwelijk exemplaar voor Łucja"
    bound = bind(book(item(1, pages("de tekst zelf")), watermark=mark, duplex=True))
    for number, shown in enumerate(texts(bound.pdf), start=1):
        assert (mark[:30] in " ".join(shown.split())) == (number > 1)
    assert "de tekst zelf" in shows(bound, 5)
    assert dark(bound, 5) < 1.5 * dark(bind(book(item(1, pages("de tekst zelf")), duplex=True)), 5)


def dark(bound: Bound, page: int) -> int:
    import pypdfium2

    return sum(
        pypdfium2.PdfDocument(bound.pdf)[page - 1].render(scale=2).to_pil().convert("L").histogram()[:200]
    )


def test_the_cover_says_what_it_is() -> None:
    cover = Cover(
        "Bundel voor de leden",
        "OCMW Kortenberg",
        date(2026, 12, 3),
        ("Eerste aanvulling",),
        "Vertrouwelijk",
        "An Peeters",
        "Na de zitting vernietigen",
    )
    bound = bind(replace(book(item(1, pages("x"))), cover=cover))
    for text in (
        cover.title,
        cover.organ,
        "3 december 2026",
        "Eerste aanvulling",
        "1 agendapunt, 3 bladzijden",
        "Vertrouwelijk",
        "An Peeters",
        "Na de zitting vernietigen",
    ):
        assert text in shows(bound, 1)


def test_the_file_tells_its_language_and_shows_its_title() -> None:
    made = opened(bind(book(item(1, pages("x")))).pdf)
    assert str(made.Root.Lang) == "nl-BE"
    assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
    assert str(made.docinfo.Title) == "Bundel"
    assert set(made.docinfo.keys()) == {"/Title"}


def test_every_font_that_is_drawn_with_is_in_the_file() -> None:
    made = Pdf.new()
    made.add_blank_page()
    bound = bind(book(item(1, saved(made), title="Ω Łódź ☒"), watermark="Ř"))
    result = opened(bound.pdf)
    fonts = [
        found
        for found in result.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == Name.Font
    ]
    assert len(fonts) >= 3
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert "Ω Łódź ☒" in shows(bound, 2)


def archival_part() -> bytes:
    """A PDF/A-2b, as far as can be seen."""
    made = Pdf.new()
    made.add_blank_page()
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" '
        b'pdfaid:conformance="B"/></rdf:RDF></x:xmpmeta>'
    )
    made.Root.Metadata = made.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    return saved(made)


def test_pdf_a_is_claimed_only_when_every_part_is_one() -> None:
    bound = bind(book(item(1, archival_part()), item(2, archival_part())))
    made = opened(bound.pdf)
    assert bound.archival
    assert b"<pdfaid:part>2</pdfaid:part>" in made.Root.Metadata.read_bytes()
    assert made.Root.OutputIntents[0].S == Name.GTS_PDFA1
    assert "/ID" in made.trailer
    bound = bind(book(item(1, archival_part(), pages("x")), item(2, archival_part())))
    made = opened(bound.pdf)
    assert not bound.archival
    assert [(one.item[-1], one.title) for one in bound.hindrances] == [("1", "Stuk B")]
    assert "geen PDF/A-2b" in bound.hindrances[0].reason
    assert b"pdfaid:part" not in made.Root.Metadata.read_bytes()
    assert "/OutputIntents" not in made.Root


def test_the_same_book_gives_the_same_bytes() -> None:
    wanted = book(item(1, client("Jansen"), pages("x")), watermark="vertrouwelijk", duplex=True)
    assert bind(wanted) == bind(wanted)


def test_the_same_logo_is_kept_once() -> None:
    made = Pdf.new()
    page = add_page(made)
    logo = made.make_stream(
        bytes(range(256)) * 100, Type=Name.XObject, Subtype=Name.Image, Width=160, Height=160
    )
    logo.ColorSpace, logo.BitsPerComponent = Name.DeviceGray, 8
    page.obj.Resources.XObject = Dictionary(Logo=logo)
    part = saved(made)
    bound = bind(book(*(item(number, part) for number in range(1, 11))))
    result = opened(bound.pdf)
    images = [
        found
        for found in result.objects
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == Name.Image
    ]
    assert len(images) == 1


def test_a_long_title_is_wrapped_and_then_cut() -> None:
    long = "Terugvordering van ten onrechte uitbetaald leefloon " * 20
    bound = bind(
        book(Item("BCSD-2026-12-001-een-heel-lang-nummer-dat-niet-past", long, (Document(long, pages("x")),)))
    )
    shown = shows(bound, 2)
    assert shown.count("…") >= 3
    assert "Terugvordering van ten onrechte" in shown


def test_a_part_that_cannot_be_opened_is_a_fault_and_an_empty_item_a_mistake() -> None:
    with pytest.raises(FormFault, match="BIJLAGE-BESCHADIGD"):
        bind(book(item(1, b"niets")))
    with pytest.raises(ValueError, match="without documents"):
        bind(book(item(1)))


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.lists(st.integers(1, 3), min_size=1, max_size=3)),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_any_titles_and_any_number_of_pages(items: list[tuple[str, list[int]]], duplex: bool) -> None:
    bound = bind(
        book(
            *(
                item(number, *(pages(*("x",) * count) for count in counts), title=title or "x")
                for number, (title, counts) in enumerate(items, start=1)
            ),
            duplex=duplex,
        )
    )
    shown = texts(bound.pdf)
    assert [NUMBER.findall(page)[-1] for page in shown] == [
        (str(page), str(bound.pages)) for page in range(1, bound.pages + 1)
    ]
    assert [page for _, _, page in bookmarks(opened(bound.pdf))][2:] == [start.page for start in bound.starts]
