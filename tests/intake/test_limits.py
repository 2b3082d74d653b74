"""What a file is, by its bytes; and a plain Dutch refusal for everything else."""

import os
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import intake
from generator.errors import FormFault, OperatorFault
from generator.intake.container import office_kind

from .packages import DOCX, XLSX, office, package, types

MEGABYTE = 1024 * 1024
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\nstartxref 0\n%%EOF\n"
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
WITH_CONTROLS = {"docx4j__LegacyForms.docx", "open-xml-sdk__ActiveXControls-O12-XL-Controls.xlsx"}
LOCKED = OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(480)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def sniffed(folder: Path, name: str, content: bytes, max_bytes: int = MEGABYTE) -> str:
    path = folder / name
    path.write_bytes(content)
    try:
        return intake.sniff(path, max_bytes)
    except FormFault as fault:
        return fault.code


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("x.pdf", PDF, "pdf"),
        ("pdf by its bytes.docx", PDF, "pdf"),
        ("x.pdf", PDF + b"\n<!-- sent by a server -->" * 50, "pdf"),
        ("x.json", b"{}".ljust(MEGABYTE), "json"),
        ("X.DOCX", office(), "docx"),
        ("docx by its bytes.pdf", office(), "docx"),
        ("x.xlsx", office(XLSX), "xlsx"),
        ("x.json", b'{"a": 1}', "json"),
        ("x.json", b'\xef\xbb\xbf{"a": 1}', "json"),
        ("x.YAML", "naam: José\n".encode(), "yaml"),
        ("x.yml", b"a: 1", "yaml"),
    ],
)
def test_the_kind(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    assert sniffed(tmp_path, name, content) == found


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.pdf", b"", "BESTAND-LEEG"),
        ("x.json", b"{}".ljust(MEGABYTE + 1), "BESTAND-TE-GROOT"),
        ("x.docx", LOCKED, "BESTAND-WACHTWOORD"),
        ("x.xlsx", LOCKED, "BESTAND-WACHTWOORD"),
        ("x.xls", OLE2, "BESTAND-OUD"),
        ("x.pdf", OLE2, "BESTAND-SOORT"),
        ("x.docx", office(MACRO), "BESTAND-MACRO"),
        ("x.docx", office(more={"word/vbaProject.bin": b""}), "BESTAND-MACRO"),
        (
            "x.docx",
            package({"[Content_Types].xml": types(DOCX, "application/vnd.ms-office.vbaProject")}),
            "BESTAND-MACRO",
        ),
        ("x.pdf", PDF[:-7], "BESTAND-ONVOLLEDIG"),
        ("x.pdf", PDF + bytes(4096), "BESTAND-ONVOLLEDIG"),
        ("x.docx", office()[:-40], "BESTAND-ONVOLLEDIG"),
        ("x.docx", office()[:100] + bytes(100_000), "BESTAND-ONVOLLEDIG"),
        ("x.docx", office()[:100] + office()[-22:], "BESTAND-BESCHADIGD"),
        ("x.docx", package({"[Content_Types].xml": b"<Types"}), "BESTAND-BESCHADIGD"),
        ("x.docx", package({"[Content_Types].xml": b"<!DOCTYPE x><Types/>"}), "BESTAND-BESCHADIGD"),
        ("x.docx", package({"[Content_Types].xml": b" " * (MEGABYTE + 1)}), "BESTAND-TE-GROOT"),
        ("x.docx", package({"[Content_Types].xml": types(DOCX, XLSX)}), "BESTAND-SOORT"),
        ("x.docx", package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "BESTAND-SOORT"),
        ("x.docx", b"<html>", "BESTAND-SOORT"),
        ("x.pdf", b"junk" + PDF, "BESTAND-SOORT"),
        ("x.exe", b"MZ", "BESTAND-SOORT"),
        ("x.txt", b"{}", "BESTAND-SOORT"),
        ("x.json", "{}".encode("utf-16"), "BESTAND-TEKENSET"),
        ("x.yaml", b"naam: Jos\xe9", "BESTAND-TEKENSET"),
    ],
)
def test_the_refusal(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert sniffed(tmp_path, name, content) == code


@pytest.mark.parametrize("name", ["../x", "a/../x", "/x", "a\\x", "C:x", "a\nb", "x?"])
def test_a_part_that_leads_outside(tmp_path: Path, name: str) -> None:
    assert sniffed(tmp_path, "x.docx", office(more={name: b""})) == "BESTAND-BESCHADIGD"


def test_two_parts_that_differ_in_case_only(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "x.docx", office(more={"Word/Document.xml": b""})) == "BESTAND-BESCHADIGD"


def test_too_many_parts(tmp_path: Path) -> None:
    many = {f"p{number}": b"" for number in range(2001)}
    assert sniffed(tmp_path, "x.docx", office(more=many)) == "BESTAND-BESCHADIGD"
    many.popitem()
    many.popitem()
    many.popitem()
    assert sniffed(tmp_path, "x.docx", office(more=many)) == "docx"


def test_a_package_that_says_it_unpacks_to_too_much(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "x.docx", office(more={"bomb": bytes(201 * MEGABYTE)})) == "BESTAND-TE-GROOT"


def test_a_part_that_is_a_link(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(office())
    with ZipFile(path, "a") as archive:
        link = ZipInfo("link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    with pytest.raises(FormFault) as caught:
        intake.sniff(path, MEGABYTE)
    assert caught.value.code == "BESTAND-BESCHADIGD"


def test_a_part_packed_in_a_way_that_office_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(office())
    with ZipFile(path, "a", ZIP_LZMA) as archive:
        archive.writestr("extra.xml", b"<x/>" * 100)
    with pytest.raises(FormFault) as caught:
        intake.sniff(path, MEGABYTE)
    assert caught.value.code == "BESTAND-BESCHADIGD"


def test_a_package_with_a_password_on_its_parts(tmp_path: Path) -> None:
    content = bytearray(office())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert sniffed(tmp_path, "x.docx", bytes(content)) == "BESTAND-WACHTWOORD"


def test_the_size_limit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.touch()
    os.truncate(path, 2**40)
    with pytest.raises(FormFault) as caught:
        intake.sniff(path, 50 * MEGABYTE)
    assert "50 MB" in caught.value.message


@pytest.mark.skipif(os.name == "nt", reason="makes a pipe")
def test_a_pipe_is_no_form_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.pdf")
    with pytest.raises(FormFault):
        intake.sniff(tmp_path / "x.pdf", MEGABYTE)


def test_a_file_that_is_gone_is_for_the_operator(tmp_path: Path) -> None:
    with pytest.raises(OperatorFault):
        intake.sniff(tmp_path / "x.pdf", MEGABYTE)


@given(st.data())
def test_a_package_with_any_bytes_changed_is_judged_or_refused(data: st.DataObject) -> None:
    content = bytearray(office())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FormFault):
        assert office_kind(bytes(content)) in {"docx", "xlsx"}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples here")
def test_forms_that_others_made_are_known_for_what_they_are(tmp_path: Path) -> None:
    for path in sorted(SAMPLES.glob("[dpx]*/*")):
        found = sniffed(tmp_path, path.name, path.read_bytes())
        expected = {".dotx": "docx", ".xltx": "xlsx"}.get(path.suffix, path.suffix[1:])
        assert found == ("BESTAND-MACRO" if path.name in WITH_CONTROLS else expected)
        assert intake.sniff(path, 50 * MEGABYTE, looking=True) == expected


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples here")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("poi__protect.xlsx", "BESTAND-WACHTWOORD"),
        ("tika__testWORD_macros.docm", "BESTAND-MACRO"),
        ("pdf.js__issue9105_other.pdf", "BESTAND-ONVOLLEDIG"),
        ("qpdf__440599107.fuzz", "BESTAND-SOORT"),
        ("poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5025401116950528.xlsx", "BESTAND-BESCHADIGD"),
    ],
)
def test_hostile_files_that_others_made(name: str, code: str) -> None:
    with pytest.raises(FormFault) as caught:
        intake.sniff(SAMPLES / "bad" / name, 50 * MEGABYTE)
    assert caught.value.code == code


def test_every_refusal_says_what_to_do_in_whole_sentences() -> None:
    from generator.intake.faults import _MESSAGES, too_large

    for message in [*_MESSAGES.values(), too_large(MEGABYTE).message]:
        assert message.endswith(".")
        assert any(word in message for word in ("Bewaar", "bewaar", "Zet", "Geef"))


def test_a_template_of_word_or_excel_is_a_form_too(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "x.dotx", office(DOCX.replace("document.main", "template.main"))) == "docx"
    assert sniffed(tmp_path, "x.xltx", office(XLSX.replace("sheet.main", "template.main"))) == "xlsx"
