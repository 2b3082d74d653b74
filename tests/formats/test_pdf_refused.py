"""PDF files that are broken, locked, hostile or no form at all."""

import io
import logging
from typing import Literal

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfReader, PdfWriter

from generator.errors import FormFault
from generator.formats.pdf.read import read
from tests.formats.pdfs import check_box, fault_of, pdf, saved, text


def test_a_loop_in_the_tree_ends() -> None:
    made = Pdf.new()
    made.add_blank_page()
    top = made.make_indirect(Dictionary(T=String("top"), FT=Name.Tx))
    low = made.make_indirect(Dictionary(T=String("laag"), V=String("x"), Kids=Array([top])))
    top.Kids = Array([low, top])
    made.Root.AcroForm = Dictionary(Fields=Array([top, top]))
    assert dict(read(saved(made)).values) == {"top.laag": "x"}


def nested_tree(depth: int) -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    node = made.make_indirect(text("blad", "x"))
    for _ in range(depth):
        node = made.make_indirect(Dictionary(T=String("n"), Kids=Array([node])))
    made.Root.AcroForm = Dictionary(Fields=Array([node]))
    return saved(made)


def test_a_deep_tree_is_taken_and_a_bottomless_one_refused() -> None:
    assert len(read(nested_tree(32)).values) == 1
    assert fault_of(nested_tree(33)).code == "BESTAND-VELDEN"
    assert fault_of(nested_tree(3000)).code == "BESTAND-VELDEN"


def test_too_many_fields_are_refused() -> None:
    assert fault_of(pdf(*(text(f"v{number}") for number in range(5001)))).code == "BESTAND-VELDEN"


def test_encrypted_with_an_empty_password_is_taken() -> None:
    for algorithm in ("AES-256", "AES-128", "RC4-128"):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text("naam", "Ömer (x)")))))
        writer.encrypt("", "eigenaar", algorithm=algorithm)
        content = io.BytesIO()
        writer.write(content)
        assert dict(read(content.getvalue()).values) == {"naam": "Ömer (x)"}


@pytest.mark.parametrize("strength", [3, 4, 6])
def test_encrypted_with_a_password_is_refused(strength: Literal[3, 4, 6]) -> None:
    locked = pdf(
        text("naam", "geheim"),
        encryption=pikepdf.Encryption(
            owner="e", user="g", R=strength, aes=strength > 3, metadata=strength > 3
        ),
    )
    assert fault_of(locked).code == "BESTAND-WACHTWOORD"


def test_no_form_and_no_fields() -> None:
    made = Pdf.new()
    made.add_blank_page()
    assert fault_of(saved(made)).code == "BESTAND-GEEN-VELDEN"
    assert "scan" in fault_of(pdf()).message


DATA = b"<xfa:datasets><xfa:data><form1><naam>%s</naam></form1></xfa:data></xfa:datasets>"


def xfa(data: bytes, *fields: Dictionary, whole: bool = False) -> bytes:
    made = Pdf.new()
    made.add_blank_page()
    template = b"<template>De Naam</template>"
    packet: object = Array(
        [String("template"), made.make_stream(template), String("datasets"), made.make_stream(data)]
    )
    if whole:
        packet = made.make_stream(b"<xdp:xdp>" + template + data + b"</xdp:xdp>")
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(f) for f in fields]), XFA=packet)
    return saved(made)


@pytest.mark.parametrize("whole", [True, False])
def test_xfa_is_taken_only_when_the_fields_hold_the_answers(whole: bool) -> None:
    assert fault_of(xfa(DATA % b"", whole=whole)).code == "BESTAND-XFA"
    assert fault_of(xfa(DATA % b"geheim", text("naam"), whole=whole)).code == "BESTAND-XFA"
    assert dict(read(xfa(DATA % b"", text("naam"), whole=whole)).values) == {}
    assert dict(read(xfa(DATA % b"x", text("naam", "x"), whole=whole)).values) == {"naam": "x"}


def test_what_is_no_pdf_is_damaged() -> None:
    sound = pdf(text("naam", "x"))
    for content in (b"", b"x", b"%PDF-", b"junk\n" + sound, sound[: len(sound) // 2]):
        assert fault_of(content).code == "BESTAND-BESCHADIGD"


def test_a_huge_stream_is_not_unpacked() -> None:
    made = Pdf.new()
    made.add_blank_page()
    bomb = made.make_stream(b"\0" * 60_000_000)
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(text("lang", bomb))]))
    packed = saved(made)
    assert len(packed) < 200_000
    assert fault_of(packed).code == "BESTAND-BESCHADIGD"


@given(st.data())
def test_a_scratched_file_ends_in_answers_or_a_fault(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        read(bytes(content))
    except FormFault as fault:
        assert fault.code.startswith("BESTAND-")  # noqa: PT017


SOUND = pdf(text("naam", "Peeters"), check_box("vak", "Yes", "Yes"), text("getal", 12))


def test_the_library_does_not_log_what_it_reads(caplog: pytest.LogCaptureFixture) -> None:
    broken = SOUND.replace(b"\nstartxref\n", b"\nstartxref\n9")
    with caplog.at_level(logging.DEBUG):
        assert dict(read(broken).values)["naam"] == "Peeters"
    assert caplog.records == []
