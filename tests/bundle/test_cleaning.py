"""What is left of an attachment, and what is not."""

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.bundle import Cleaned, Taken, cleaned
from generator.errors import FormFault
from tests.bundle.pdfs import (
    add_page,
    drawing,
    faces,
    form,
    helvetica,
    keys,
    opened,
    pages,
    saved,
    texts,
    widget,
    written,
)


def clean(content: bytes) -> Cleaned:
    return cleaned(content, faces())


def fault_of(content: bytes) -> str:
    with pytest.raises(FormFault) as refused:
        clean(content)
    return refused.value.code


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def opens_with_a_script(made: Pdf) -> None:
    made.Root.OpenAction = script()


def named_script(made: Pdf) -> None:
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))


def acts_on_a_page(made: Pdf) -> None:
    made.pages[0].obj.AA = Dictionary(O=script())


def button(action: Callable[[], Dictionary]) -> Callable[[Pdf], None]:
    def plant(made: Pdf) -> None:
        look = Dictionary(N=written(made, "knop"))
        pressed = widget(
            made, "knop", FT=Name.Btn, Ff=1 << 16, A=action(), AP=look, AA=Dictionary(K=script())
        )
        form(made, pressed)

    return plant


def link(action: Callable[[], Dictionary]) -> Callable[[Pdf], None]:
    def plant(made: Pdf) -> None:
        leads = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action())
        made.pages[0].obj.Annots = Array([made.make_indirect(leads)])

    return plant


def carries_a_file(made: Pdf) -> None:
    made.attachments["geheim.txt"] = b"geheim"
    made.Root.AF = Array([made.Root.Names.EmbeddedFiles.Names[1]])


def pins_a_file(made: Pdf) -> None:
    held = made.make_stream(b"geheim", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=held))
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=spec)
    made.pages[0].obj.Annots = Array([made.make_indirect(pin)])


def plays(made: Pdf) -> None:
    assets = Dictionary(Assets=Dictionary(Names=Array([String("x.swf"), made.make_stream(b"FWS")])))
    film = Dictionary(
        Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]), RichMediaContent=assets
    )
    made.pages[0].obj.Annots = Array([made.make_indirect(film)])


def has_xfa(made: Pdf) -> None:
    form(made, widget(made, "naam", V=String("x")), XFA=made.make_stream(b"<xdp/>"))


def tells_of_itself(made: Pdf) -> None:
    made.docinfo["/Author"] = "Jan Peeters"
    made.Root.Metadata = made.make_stream(b"<x>Jan</x>", Type=Name.Metadata, Subtype=Name.XML)
    made.Root.PieceInfo = Dictionary(X=Dictionary(Private=String("Jan")))
    made.pages[0].obj.PieceInfo = Dictionary(X=Dictionary(Private=String("Jan")))
    made.pages[0].obj.Metadata = made.Root.Metadata


def draws_from_outside(made: Pdf) -> None:
    outside = made.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    outside.F = String("//server/share/x.png")
    other = drawing(made, b"", Ref=Dictionary(F=String("x.pdf"), Page=0), OPI=Dictionary())
    other.Metadata = made.make_stream(b"<x/>")
    made.pages[0].obj.Resources.XObject = Dictionary(Im=outside, Fm=other)


def hides_it_in_a_font(made: Pdf) -> None:
    letters = made.pages[0].obj.Resources.Font.F1
    letters.AA = Dictionary(O=script())
    letters.FontDescriptor = Dictionary(
        Type=Name.FontDescriptor, A=script(), PieceInfo=Dictionary(X=String("Jan"))
    )
    letters.FontDescriptor.Metadata = made.make_stream(b"<x>Jan</x>")


FORBIDDEN = {
    "/A", "/AA", "/JS", "/OpenAction", "/Names", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/AcroForm", "/XFA", "/FT",
    "/RichMediaContent", "/Metadata", "/PieceInfo", "/Author", "/URI", "/F", "/Ref", "/OPI", "/Annots", "/Info",
    "/StructTreeRoot", "/FS",
}  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (opens_with_a_script, {Taken.SCRIPTS}),
        (named_script, {Taken.SCRIPTS}),
        (acts_on_a_page, {Taken.SCRIPTS}),
        (button(script), {Taken.SCRIPTS, Taken.FIELDS}),
        (button(lambda: Dictionary(S=Name.SubmitForm, F=String("http://x"))), {Taken.SCRIPTS, Taken.FIELDS}),
        (button(lambda: Dictionary(S=Name.ImportData, F=String("x"))), {Taken.SCRIPTS, Taken.FIELDS}),
        (link(lambda: Dictionary(S=Name.Launch, F=String("x.exe"))), {Taken.SCRIPTS}),
        (link(script), {Taken.SCRIPTS}),
        (link(lambda: Dictionary(S=Name.URI, URI=String("https://example.org"))), {Taken.LINKS}),
        (link(lambda: Dictionary(S=Name.GoToR, F=String("x.pdf"), D=Array([0, Name.Fit]))), {Taken.LINKS}),
        (carries_a_file, {Taken.FILES}),
        (pins_a_file, {Taken.FILES}),
        (plays, {Taken.MEDIA}),
        (has_xfa, {Taken.FIELDS}),
        (tells_of_itself, set()),
        (draws_from_outside, set()),
        (hides_it_in_a_font, set()),
    ],
)
def test_what_is_planted_is_gone(plant: Callable[[Pdf], None], told: set[Taken]) -> None:
    made = Pdf.new()
    add_page(made, "inhoud")
    plant(made)
    planted = saved(made)
    assert keys(planted) & FORBIDDEN
    done = clean(planted)
    assert set(done.taken) == told
    assert not keys(done.pdf) & FORBIDDEN
    assert b"/Info" not in done.pdf
    assert "inhoud" in texts(done.pdf)[0]


def test_an_older_version_is_gone() -> None:
    first = pages("nieuw")
    writer = pypdf.PdfWriter(io.BytesIO(pages("geheim")), incremental=True)
    writer.pages[0][pypdf.generic.NameObject("/Contents")] = writer._add_object(
        pypdf.generic.StreamObject.initialize_from_dictionary(
            {"__streamdata__": b"BT /F1 12 Tf 40 40 Td (nieuw) Tj ET"}
        )
    )
    content = io.BytesIO()
    writer.write(content)
    assert content.getvalue().count(b"startxref") == 2
    done = clean(content.getvalue())
    assert texts(done.pdf) == texts(first)
    assert done.pdf.count(b"startxref") == done.pdf.count(b"%%EOF") == 1
    assert any(b"geheim" in found for found in streams(content.getvalue()))
    assert not any(b"geheim" in found for found in streams(done.pdf))


def streams(content: bytes) -> list[bytes]:
    """The bytes of all streams; a stream can be read as long as its file is open."""
    with opened(content) as held:
        return [found.read_bytes() for found in held.objects if isinstance(found, pikepdf.Stream)]


def test_nothing_in_it_is_without_use() -> None:
    made = opened(clean(pages("een", "twee")).pdf)
    reached: set[tuple[int, int]] = set()
    waiting: list[object] = [made.trailer]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if found.is_indirect:
            if found.objgen in reached:
                continue
            reached.add(found.objgen)
        waiting.extend(
            found.as_list() if isinstance(found, pikepdf.Array) else [part for _, part in found.items()]
        )
    assert {
        found.objgen for found in made.objects if isinstance(found, pikepdf.Object) and found.is_indirect
    } == reached


def test_a_filled_field_becomes_text_of_the_page() -> None:
    made = Pdf.new()
    done = clean(
        form(made, widget(made, "naam", V=String("Jan"), AP=Dictionary(N=written(made, "Jan Peeters"))))
    )
    assert "Jan Peeters" in texts(done.pdf)[0]
    assert done.taken == (Taken.FIELDS,)


@pytest.mark.parametrize("anew", [True, False])
def test_a_field_without_an_appearance_is_drawn(anew: bool) -> None:
    made = Pdf.new()
    fields = [
        widget(made, "naam", V=String("Łucja Şahin")),
        widget(made, "lang", V=String("eerste regel\rtweede"), Ff=1 << 12, Rect=Array([100, 500, 300, 600])),
        widget(made, "vakjes", V=String("12345"), Ff=1 << 24, MaxLen=8, Rect=Array([100, 460, 300, 480])),
        widget(
            made,
            "keuze",
            FT=Name.Ch,
            V=String("n2"),
            Opt=Array([Array([String("n2"), String("Nederlands, niveau 2")])]),
            Rect=Array([100, 420, 300, 440]),
        ),
        widget(made, "geheim", V=String("wachtwoord"), Ff=1 << 13, Rect=Array([100, 380, 300, 400])),
    ]
    shown = texts(clean(form(made, *fields, NeedAppearances=anew)).pdf)[0]
    for text in ("Łucja Şahin", "eerste regel", "tweede", "Nederlands, niveau 2"):
        assert text in shown
    assert "12345" in shown.replace(" ", "")
    assert "wachtwoord" not in shown


def test_a_stale_appearance_gives_way_to_the_value_when_the_file_asks_for_that() -> None:
    for anew, expected in ((True, "nieuw"), (False, "oud")):
        made = Pdf.new()
        field = widget(made, "naam", V=String("nieuw"), AP=Dictionary(N=written(made, "oud")))
        assert texts(clean(form(made, field, NeedAppearances=anew)).pdf)[0].strip() == expected


def test_a_box_shows_its_state() -> None:
    made = Pdf.new()
    states = Dictionary(N=Dictionary(Ja=written(made, "AAN"), Off=written(made, "UIT")))
    on = widget(made, "een", FT=Name.Btn, V=Name.Ja, AS=Name.Ja, AP=states)
    off = widget(made, "twee", FT=Name.Btn, AS=Name.Off, AP=states, Rect=Array([100, 600, 300, 620]))
    shown = texts(clean(form(made, on, off)).pdf)[0]
    assert shown.count("AAN") == shown.count("UIT") == 1


def dark(content: bytes) -> int:
    """How many pixels of the first page are dark."""
    import pypdfium2

    picture = pypdfium2.PdfDocument(content)[0].render().to_pil().convert("L")
    return sum(picture.histogram()[:100])


def test_a_box_without_an_appearance_is_ticked_only_when_it_is_on() -> None:
    def box(**more: object) -> int:
        made = Pdf.new()
        return dark(
            clean(form(made, widget(made, "x", FT=Name.Btn, Rect=Array([100, 700, 120, 720]), **more))).pdf
        )

    assert box() == box(V=Name.Off) == box(AS=Name.Off, V=Name.Ja) == 0
    assert box(V=Name.Ja) > 10
    assert box(AS=Name.Ja) > 10


def test_one_of_several_buttons_is_not_ticked_because_another_is() -> None:
    made = Pdf.new()
    group = made.make_indirect(Dictionary(FT=Name.Btn, T=String("groep"), Ff=1 << 15, V=Name.Ja))
    kid = widget(made, "", Rect=Array([100, 700, 120, 720]), Parent=group)
    del kid.T, kid.FT
    group.Kids = Array([kid])
    assert dark(clean(form(made, kid)).pdf) == 0


def test_an_appearance_lies_where_its_field_is() -> None:
    made = Pdf.new()
    look = drawing(
        made, b"0 g 30 40 10 5 re f", BBox=Array([30, 40, 40, 45]), Matrix=Array([0, 1, -1, 0, 0, 0])
    )
    field = widget(made, "x", AP=Dictionary(N=look), Rect=Array([100, 700, 150, 800]))
    assert where(clean(form(made, field)).pdf) == pytest.approx((100, 42, 150, 142), abs=1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_drawn_field_that_is_turned_stays_in_its_place(turn: int) -> None:
    made = Pdf.new()
    look = Dictionary(R=turn, BG=Array([0]))
    field = widget(made, "x", V=String("tekst"), MK=look, Rect=Array([100, 700, 150, 800]))
    assert where(clean(form(made, field)).pdf) == pytest.approx((100, 42, 150, 142), abs=1)


def where(content: bytes) -> tuple[int, int, int, int]:
    """The box around what the first page draws, from its top left."""
    import pypdfium2

    return near(pypdfium2.PdfDocument(content)[0].render().to_pil().convert("L"))


def test_what_is_hidden_stays_hidden() -> None:
    for flags in (2, 32):
        made = Pdf.new()
        field = widget(made, "x", F=flags, V=String("x"), AP=Dictionary(N=written(made, "verborgen")))
        assert "verborgen" not in texts(clean(form(made, field)).pdf)[0]


def test_a_layer_that_is_off_stays_off() -> None:
    made = Pdf.new()
    add_page(made)
    off, on = (
        made.make_indirect(Dictionary(Type=Name.OCG, Name=String(name), Usage=Dictionary()))
        for name in ("uit", "aan")
    )
    made.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(OFF=Array([off]), AS=Array([])))
    page = made.pages[0].obj
    page.Resources.Properties = Dictionary(Uit=off, Aan=on)
    page.Contents = made.make_stream(
        b"/OC /Uit BDC 0 0 200 200 re f EMC /OC /Aan BDC BT /F1 12 Tf 300 300 Td (zichtbaar) Tj ET EMC"
    )
    content = saved(made)
    done = clean(content).pdf
    assert dark(done) == dark(content) < 1000
    result = opened(done)
    settings = result.Root.OCProperties
    assert {str(group.Name) for group in settings.OCGs} == {"uit", "aan"}
    assert [str(group.Name) for group in settings.D.OFF] == ["uit"]
    assert "/Usage" not in keys(done)


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90])
def test_a_turned_page_with_a_crop_box_looks_the_same_upright(turn: int) -> None:
    import pypdfium2

    content = pages("abc", box=(-50, 100, 350, 700), Rotate=turn, CropBox=Array([-30, 120, 300, 690]))
    done = clean(content).pdf
    result = opened(done)
    page = result.pages[0].obj
    assert "/Rotate" not in page
    assert "/CropBox" not in page
    before, after = (pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("L") for pdf in (content, done))
    assert before.size == after.size
    assert near(before) == pytest.approx(near(after), abs=2)


def near(picture: object) -> tuple[int, int, int, int]:
    """The box around what is drawn."""
    from PIL import Image, ImageOps

    assert isinstance(picture, Image.Image)
    found = ImageOps.invert(picture).point(lambda shade: 255 if shade > 90 else 0).getbbox()
    assert found
    return found


def test_links_within_the_file_stay() -> None:
    made = Pdf.new()
    for text in ("een", "twee", "drie"):
        add_page(made, text, box=(10, 10, 510, 710))
    two, three = made.pages[1].obj, made.pages[2].obj
    made.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("derde"), Dictionary(D=Array([three, Name.FitH, 310]))]))
    )
    made.pages[0].obj.Annots = Array(
        made.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 30, 60, 50]), **goal)
        )
        for goal in (
            {"Dest": Array([two, Name.XYZ, 0, 410, 0])},
            {"A": Dictionary(S=Name.GoTo, D=String("derde"))},
            {"Dest": Array([2, Name.Fit])},
        )
    )
    done = opened(clean(saved(made)).pdf)
    leads = [(link.Dest[0].objgen, float(link.Dest[3])) for link in done.pages[0].Annots]
    second, third = done.pages[1].obj.objgen, done.pages[2].obj.objgen
    assert leads == [(second, 400), (third, 300), (third, 700)]
    assert [float(part) for part in done.pages[0].Annots[0].Rect] == [10, 20, 50, 40]


CLAIM = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" '
    b'pdfaid:conformance="B"/></rdf:RDF></x:xmpmeta>'
)


def test_a_claim_of_pdf_a_holds_only_for_what_can_be_seen_to_hold() -> None:
    made = opened(pages(""))
    made.pages[0].obj.Resources = Dictionary()
    made.Root.Metadata = made.make_stream(CLAIM, Type=Name.Metadata, Subtype=Name.XML)
    sound = saved(made)
    done = clean(sound)
    assert done.archival
    result = opened(done.pdf)
    assert b"<pdfaid:part>2</pdfaid:part>" in result.Root.Metadata.read_bytes()
    profile = result.Root.OutputIntents[0].DestOutputProfile
    assert int(profile.N) == 3
    assert profile.read_bytes()[24:36] == bytes.fromhex("07ea00010001000000000000"), "the hour of making"
    assert clean(done.pdf).archival
    made.Root.OutputIntents = Array([Dictionary(DestOutputProfile=made.make_stream(b"", N=4))])
    assert not clean(saved(made)).archival
    made = opened(sound)
    made.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    assert not clean(saved(made)).archival
    made = opened(sound)
    made.Root.Metadata = made.make_stream(CLAIM.replace(b'"2"', b'"1"'), Type=Name.Metadata)
    assert not clean(saved(made)).archival


def test_the_same_bytes_each_time() -> None:
    made = Pdf.new()
    content = form(made, widget(made, "naam", V=String("Jan")))
    assert len({hashlib.sha256(clean(content).pdf).digest() for _ in range(3)}) == 1


def test_what_cannot_be_taken_says_why() -> None:
    sound = pages("x")
    assert fault_of(b"") == fault_of(b"PK\x03\x04") == fault_of(b"junk" + sound) == "BIJLAGE-BESCHADIGD"
    assert fault_of(sound[: len(sound) // 2]) == "BIJLAGE-BESCHADIGD"
    assert fault_of(saved(Pdf.new())) == "BIJLAGE-LEEG"
    assert fault_of(pages(*("x",) * 501)) == "BIJLAGE-PAGINAS"
    assert clean(pages(*("x",) * 500)).pages == 500
    locked = io.BytesIO()
    opened(sound).save(locked, encryption=pikepdf.Encryption(owner="e", user="g"))
    assert fault_of(locked.getvalue()) == "BIJLAGE-WACHTWOORD"
    unlocked = io.BytesIO()
    opened(sound).save(unlocked, encryption=pikepdf.Encryption(owner="e", user=""))
    assert texts(clean(unlocked.getvalue()).pdf) == texts(sound)
    dynamic = opened(sound)
    dynamic.Root.NeedsRendering = True
    assert fault_of(saved(dynamic)) == "BIJLAGE-XFA"


def test_bombs_are_refused() -> None:
    made = Pdf.new()
    page = add_page(made)
    page.obj.Contents = made.make_stream(b" " * 100_000_000)
    packed = saved(made)
    assert len(packed) < 200_000
    assert fault_of(packed) == "BIJLAGE-BESCHADIGD"
    page.obj.Contents = made.make_stream(b"/Im Do")
    page.obj.Resources.XObject = Dictionary(
        Im=made.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000)
    )
    assert fault_of(saved(made)) == "BIJLAGE-ZWAAR"


def test_drawings_in_drawings_are_counted_as_often_as_they_are_drawn() -> None:
    def nested(levels: int, times: int) -> bytes:
        made = Pdf.new()
        inner = drawing(made, b"0 0 1 1 re f")
        for _ in range(levels):
            inner = drawing(made, b"/X Do " * times, Resources=Dictionary(XObject=Dictionary(X=inner)))
        page = add_page(made)
        page.obj.Resources, page.obj.Contents = (
            Dictionary(XObject=Dictionary(X=inner)),
            made.make_stream(b"/X Do"),
        )
        return saved(made)

    assert clean(nested(3, 20)).pages == 1
    assert fault_of(nested(9, 10)) == "BIJLAGE-ZWAAR"
    assert fault_of(nested(200, 1)) == "BIJLAGE-ZWAAR"


def test_circles_end() -> None:
    made = Pdf.new()
    page = add_page(made, "inhoud")
    loop = drawing(made, b"/X Do")
    loop.Resources = Dictionary(XObject=Dictionary(X=loop))
    page.obj.Resources.XObject = Dictionary(X=loop)
    parent = made.make_indirect(Dictionary(T=String("a")))
    parent.Parent = parent
    parent.Kids = Array([parent])
    content = form(made, widget(made, "x", Parent=parent, V=String("waarde")))
    assert "waarde" in texts(clean(content).pdf)[0]


def test_a_page_tree_that_holds_itself_ends() -> None:
    content = pages("x")
    looped = content.replace(b"/Count 1 /Kids [ 3 0 R ]", b"/Kids [2 0 R 3 0 R]".ljust(24))
    assert looped != content
    assert clean(looped).pages == 1


def test_a_form_without_resources_leans_on_its_page() -> None:
    made = Pdf.new()
    page = add_page(made)
    old = drawing(made, b"BT /F1 12 Tf 5 5 Td (geleend) Tj ET")
    del old.Resources
    page.obj.Resources.XObject = Dictionary(X=old)
    page.obj.Contents = made.make_stream(b"/X Do")
    done = clean(saved(made)).pdf
    assert "geleend" in texts(done)[0]
    result = opened(done)
    inner = result.pages[0].obj.Resources.XObject.Deel0.Resources.XObject.X
    assert inner.Resources.Font.F1.BaseFont == Name.Helvetica


SOUND = pages("een", "twee")


@given(st.data())
def test_a_scratched_file_ends_in_a_pdf_or_a_fault(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        assert texts(clean(bytes(content)).pdf)
    except FormFault as fault:
        assert fault.code.startswith("BIJLAGE-")  # noqa: PT017
