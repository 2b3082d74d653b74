"""PDF files as attacks: streams that swell, trees without end, locks, half files, two files in one."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.conftest import filled
from tests.formats.pdfs import check_box, pdf, saved, text
from tests.hostile import code_of, taken
from tests.intake.packages import office

FORM = filled("advies", kind="pdf")
XFA = b"<xfa:datasets><xfa:data><a>geheim</a></xfa:data></xfa:datasets>"


def streamed(data: bytes, name: str) -> bytes:
    """A field whose answer is a stream, packed as it is given."""
    made = Pdf.new()
    made.add_blank_page()
    packed = made.make_stream(data)
    packed.Filter = Array([Name(f"/{one}") for one in name.split()])
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(text("lang", packed))]))
    content = io.BytesIO()
    made.save(content, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return content.getvalue()


def echoed(fields: int, size: int) -> bytes:
    """One long answer in many fields."""
    made = Pdf.new()
    made.add_blank_page()
    packed = made.make_stream(b"x" * size)
    listed = (made.make_indirect(text(f"v{number}", packed)) for number in range(fields))
    made.Root.AcroForm = Dictionary(Fields=Array(list(listed)))
    return saved(made)


def looped_pages() -> bytes:
    made = Pdf.open(io.BytesIO(pdf(text("naam", "x"))))
    made.Root.Pages.Kids = Array([made.Root.Pages])
    return saved(made)


def looped_tree() -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    top = made.make_indirect(Dictionary(T=String("a"), FT=Name.Tx))
    low = made.make_indirect(Dictionary(T=String("b"), Kids=Array([top])))
    top.Kids, low.Parent, top.Parent = Array([low]), top, low
    made.Root.AcroForm = Dictionary(Fields=Array([top]))
    return saved(made)


def looped_reference() -> bytes:
    """An object that is nothing but a reference to itself."""
    return (
        pdf(text("naam", "x"))
        .replace(b"/V (x)", b"/V 9 0 R")
        .replace(b"\nxref", b"\n9 0 obj\n9 0 R\nendobj\nxref")
    )


def looped_tables() -> bytes:
    """Each table of places points to itself as the one before."""
    sound = pdf(text("naam", "x"))
    start = int(sound.rpartition(b"startxref")[2].split()[0])
    return sound.replace(b"trailer <<", b"trailer << /Prev %d" % start)


def nested(depth: int) -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    node = made.make_indirect(text("blad", "x"))
    for _ in range(depth):
        node = made.make_indirect(Dictionary(T=String("n"), Kids=Array([node])))
    made.Root.AcroForm = Dictionary(Fields=Array([node]))
    return saved(made)


def deep_array(depth: int) -> bytes:
    sound = pdf(text("naam", "x"))
    return sound.replace(b"/V (x)", b"/V " + b"[" * depth + b"]" * depth)


def xfa(*fields: Dictionary) -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    packet = Array([String("datasets"), made.make_stream(XFA)])
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(f) for f in fields]), XFA=packet)
    return saved(made)


def locked(user: str) -> bytes:
    return pdf(text("naam", "x"), encryption=pikepdf.Encryption(owner="eigenaar", user=user))


def scan() -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    return saved(made)


SMALL = pdf(text("naam", "x"))
BOMB = zlib.compress(bytes(60_000_000), 9)
NO_FORM = "BESTAND-ONBEKEND-FORMULIER"
ATTACKS: dict[str, tuple[bytes, str]] = {
    "B1 Flate": (streamed(BOMB, "FlateDecode"), "BESTAND-BESCHADIGD"),
    "B1 Flate in Flate": (streamed(zlib.compress(BOMB, 9), "FlateDecode FlateDecode"), "BESTAND-BESCHADIGD"),
    "B1 run lengths": (streamed(b"\x81x" * 250_000 + b"\x80", "RunLengthDecode"), "BESTAND-BESCHADIGD"),
    "B1 one text in many fields": (echoed(3_000, 10_000), "BESTAND-GROOT"),
    "B2 pages in a ring": (looped_pages(), NO_FORM),
    "B2 fields in a ring": (looped_tree(), NO_FORM),
    "B2 an object that is itself": (looped_reference(), "BESTAND-BESCHADIGD"),
    "B2 tables in a ring": (looped_tables(), NO_FORM),
    "B2 too deep": (nested(33), "BESTAND-VELDEN"),
    "B2 bottomless": (nested(3_000), "BESTAND-VELDEN"),
    "B2 arrays without end": (deep_array(100_000), "BESTAND-BESCHADIGD"),
    "B5 cut off": (FORM[: len(FORM) // 2], "BESTAND-ONVOLLEDIG"),
    "B5 the last byte is missing": (FORM.rstrip()[:-1], "BESTAND-ONVOLLEDIG"),
    "B5 zeros at the end": (FORM[:-3_000] + bytes(3_000), "BESTAND-ONVOLLEDIG"),
    "B5 damaged": (FORM[:200] + FORM[-200:], "BESTAND-BESCHADIGD"),
    "B6 a password": (locked("geheim"), "BESTAND-WACHTWOORD"),
    "B7 an empty password": (locked(""), NO_FORM),
    "B9 XFA alone": (xfa(), "BESTAND-XFA"),
    "B9 XFA with blank fields": (xfa(text("naam")), "BESTAND-XFA"),
    "B9 XFA with filled fields": (xfa(text("naam", "x")), NO_FORM),
    "B17 something before it": (b"junk\n" + FORM, "BESTAND-SOORT"),
    "B17 a program": (b"MZ" + FORM, "BESTAND-SOORT"),
    "B17 a package before it": (office() + FORM, "BESTAND-ONVOLLEDIG"),
    "B19 a scan": (scan(), "BESTAND-GEEN-VELDEN"),
    "B19 a form without fields": (pdf(), "BESTAND-GEEN-VELDEN"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_by_pdf_has_one_clear_reason(attack: str, tmp_path: Path) -> None:
    content, code = ATTACKS[attack]
    assert code_of(tmp_path, "formulier.pdf", content) == code


def test_the_form_that_the_attacks_are_made_of_is_taken(tmp_path: Path) -> None:
    assert code_of(tmp_path, "formulier.pdf", FORM) == ""
    assert taken(tmp_path, "formulier.pdf", FORM + office()).form == "advies", (
        "only the PDF of the two is read"
    )


DOUBTS: dict[str, tuple[bytes, str]] = {
    "B11 the value says yes and the box off": (pdf(check_box("naam", "Yes", "Off")), "VELD-TEGENSTRIJDIG"),
    "B14 one name with two answers": (pdf(text("naam", "x"), text("naam", "y")), "VELD-TEGENSTRIJDIG"),
    "B15 a state that is not there": (pdf(check_box("naam", "Nee", "Nee")), "VELD-TEGENSTRIJDIG"),
    "B15 an answer that is no text": (pdf(text("naam", Dictionary(A=1))), "VELD-TEGENSTRIJDIG"),
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_an_answer_in_doubt_is_a_fault_of_its_field(doubt: str) -> None:
    from generator.formats.pdf.read import read

    content, code = DOUBTS[doubt]
    found = read(content)
    assert [(fault.field, fault.code) for fault in found.faults] == [("naam", code)]
    assert found.values == {}


def test_nothing_but_the_fields_is_read(tmp_path: Path) -> None:
    """Metadata, outlines, pages and scripts may hold anything: whoever does not look is not harmed (B3, B10, B18)."""
    made = Pdf.open(io.BytesIO(FORM))
    made.Root.Metadata = made.make_stream(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>" * 1000)
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=String("/bin/true"))
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("x"), Dictionary(S=Name.JavaScript)]))
    )
    form = made.make_stream(b"/Fm Do " * 1000)
    form.Resources = Dictionary(XObject=Dictionary(Fm=form))
    made.pages[0].Contents = form
    outline = made.make_indirect(Dictionary())
    outline.First = outline.Next = outline
    made.Root.Outlines = outline
    assert taken(tmp_path, "a.pdf", saved(made)).answers == taken(tmp_path, "b.pdf", FORM).answers
