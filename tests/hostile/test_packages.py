"""Word and Excel files as attacks: bombs, packages that say two things, document types, programs, references out."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from generator import opc
from tests.conftest import filled
from tests.hostile import code_of, taken
from tests.intake.packages import DOCX, XLSX, office, package, types

WORD, SHEET = "application/vnd.ms-word.", "application/vnd.ms-excel."
FORM = filled("advies", kind="docx")
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def with_part(name: str, part: bytes, content: bytes = FORM) -> bytes:
    return opc.pack({**opc.unpack(content), name: part})


def with_entry(info: ZipInfo, part: bytes = b"x") -> bytes:
    packed = BytesIO(FORM)
    with ZipFile(packed, "a") as archive:
        archive.writestr(info, part)
    return packed.getvalue()


def entry(name: str, *, mode: int = 0o600, packing: int = ZIP_DEFLATED) -> ZipInfo:
    info = ZipInfo("placeholder")
    info.filename, info.external_attr, info.compress_type = name, mode << 16, packing
    return info


def in_directory(content: bytes, name: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """Change the line of one part in the directory at the end."""
    found = bytearray(content)
    at = found.rindex(name) - 46
    assert found[at : at + 4] == b"PK\x01\x02"
    change(found, at)
    return bytes(found)


def sizes(packed: int | None = None, unpacked: int | None = None) -> Callable[[bytearray, int], None]:
    def change(found: bytearray, at: int) -> None:
        for place, size in ((at + 20, packed), (at + 24, unpacked)):
            if size is not None:
                found[place : place + 4] = struct.pack("<I", size)

    return change


def offset(number: int) -> Callable[[bytearray, int], None]:
    def change(found: bytearray, at: int) -> None:
        found[at + 42 : at + 46] = struct.pack("<I", number)

    return change


def renamed_locally(content: bytes, name: bytes) -> bytes:
    """The part is called otherwise in the header before it than in the directory."""
    found = bytearray(content)
    at = found.index(name)
    found[at] ^= 1
    return bytes(found)


TWO = opc.pack({**opc.unpack(FORM), "een.bin": b"1" * 50, "twee.bin": b"2" * 50})
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><l>&j;</l>"
)


def document(inside: str) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{w}"><w:body>{inside}</w:body></w:document>'.encode()


ATTACKS: dict[str, tuple[bytes, str]] = {
    "A1 one huge part": (with_part("word/media/a.bin", bytes(51_000_000)), "BESTAND-GROOT"),
    "A1 a part that shrinks too well": (with_part("word/media/a.bin", bytes(3_000_000)), "BESTAND-GROOT"),
    "A1 too much together": (
        in_directory(
            in_directory(TWO, b"een.bin", sizes(unpacked=2**27)), b"twee.bin", sizes(unpacked=2**27)
        ),
        "BESTAND-TE-GROOT",
    ),
    "A1 a size that lies": (in_directory(TWO, b"een.bin", sizes(unpacked=5)), "BESTAND-BESCHADIGD"),
    "A2 a part over another": (in_directory(TWO, b"een.bin", sizes(packed=90)), "BESTAND-BESCHADIGD"),
    "A2 two parts in one place": (in_directory(TWO, b"twee.bin", offset(0)), "BESTAND-BESCHADIGD"),
    "A2 a part over the directory": (in_directory(TWO, b"twee.bin", sizes(packed=400)), "BESTAND-BESCHADIGD"),
    "A2 a part beyond the end": (in_directory(TWO, b"twee.bin", offset(2**31)), "BESTAND-BESCHADIGD"),
    "A2 two names for one part": (renamed_locally(TWO, b"een.bin"), "BESTAND-BESCHADIGD"),
    "A3 many parts": (office(more={f"{n}": b"" for n in range(2_001)}), "BESTAND-BESCHADIGD"),
    "A4 billion laughs": (with_part("word/document.xml", BOMB.encode()), "BESTAND-BESCHADIGD"),
    "A4 in a part that nobody reads": (with_part("customXml/a.xml", DOCTYPE.encode()), "BESTAND-BESCHADIGD"),
    "A4 in UTF-16": (with_part("word/theme/a.xml", DOCTYPE.encode("utf-16")), "BESTAND-BESCHADIGD"),
    "A4 in UTF-16 without a mark": (
        with_part("word/theme/a.xml", DOCTYPE.encode("utf-16-be")),
        "BESTAND-BESCHADIGD",
    ),
    "A4 in UTF-32": (with_part("word/theme/a.xml", DOCTYPE.encode("utf-32-be")), "BESTAND-BESCHADIGD"),
    "A4 in the list of types": (
        with_part("[Content_Types].xml", b"<!DOCTYPE x>" + types(DOCX)),
        "BESTAND-BESCHADIGD",
    ),
    "A4 in the links": (
        with_part("_rels/.rels", DOCTYPE.encode()),
        "BESTAND-BESCHADIGD",
    ),
    "A5 an external entity": (
        with_part(
            "word/document.xml",
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        ),
        "BESTAND-BESCHADIGD",
    ),
    "A5 an external document type": (
        with_part("word/document.xml", b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>'),
        "BESTAND-BESCHADIGD",
    ),
    "A6 depth": (
        with_part("word/document.xml", document("<w:p>" * 5_000 + "</w:p>" * 5_000)),
        "BESTAND-BESCHADIGD",
    ),
    "A7 up": (with_entry(entry("../x.xml")), "BESTAND-BESCHADIGD"),
    "A7 absolute": (with_entry(entry("/etc/x.xml")), "BESTAND-BESCHADIGD"),
    "A7 backslash": (with_entry(entry("word\\x.xml")), "BESTAND-BESCHADIGD"),
    "A7 drive": (with_entry(entry("C:x.xml")), "BESTAND-BESCHADIGD"),
    "A7 control": (with_entry(entry("word/x\n.xml")), "BESTAND-BESCHADIGD"),
    "A7 zero": (with_entry(entry("word/x\0.xml")), "BESTAND-BESCHADIGD"),
    "A8 double": (with_entry(entry("WORD/Document.xml")), "BESTAND-BESCHADIGD"),
    "A9 link": (with_entry(entry("word/x.xml", mode=0o120777), b"/etc/passwd"), "BESTAND-BESCHADIGD"),
    "A9 device": (with_entry(entry("word/x.xml", mode=0o020666)), "BESTAND-BESCHADIGD"),
    "A9 password": (
        in_directory(TWO, b"een.bin", lambda found, at: found.__setitem__(at + 8, 1)),
        "BESTAND-WACHTWOORD",
    ),
    "A11 macro type": (
        package({"[Content_Types].xml": types(f"{WORD}document.macroEnabled.main+xml")}),
        "BESTAND-MACRO",
    ),
    "A11 macro template": (
        package({"[Content_Types].xml": types(f"{WORD}template.macroEnabledTemplate.main+xml")}),
        "BESTAND-MACRO",
    ),
    "A11 project inside": (with_part("word/vbaProject.bin", b"x"), "BESTAND-MACRO"),
    "A11 project under another name": (
        with_part("[Content_Types].xml", types(DOCX, "application/vnd.ms-office.vbaProject")),
        "BESTAND-MACRO",
    ),
    "A11 ActiveX": (with_part("word/activeX/activeX1.xml", b"<x/>"), "BESTAND-MACRO"),
    "A11 ActiveX by its type": (
        with_part("[Content_Types].xml", types(DOCX, "application/vnd.ms-office.activeX+xml")),
        "BESTAND-MACRO",
    ),
    "A11 macros of Excel 4": (office(XLSX, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "BESTAND-MACRO"),
    "A11 the same by type": (
        package({"[Content_Types].xml": types(XLSX, f"{SHEET}macrosheet+xml")}),
        "BESTAND-MACRO",
    ),
    "A13 a web page": (b"<html><img src='http://127.0.0.1:1/x'></html>", "BESTAND-SOORT"),
    "A13 RTF": (b"{\\rtf1 x}", "BESTAND-SOORT"),
    "A13 CSV": (b"a;b\n1;2\n", "BESTAND-SOORT"),
    "A13 a flat ODF": (b"<?xml version='1.0'?><office:document/>", "BESTAND-SOORT"),
    "A13 an ODF": (
        package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "BESTAND-SOORT",
    ),
    "A13 a package of nothing we read": (
        package({"[Content_Types].xml": types("application/vnd.ms-visio.drawing.main+xml")}),
        "BESTAND-SOORT",
    ),
    "A13 two things at once": (package({"[Content_Types].xml": types(DOCX, XLSX)}), "BESTAND-SOORT"),
    "A15 no main part": (office(), "BESTAND-BESCHADIGD"),
    "A15 an odd packing": (with_entry(entry("word/x.xml", packing=14)), "BESTAND-BESCHADIGD"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_by_package_is_refused(attack: str, tmp_path: Path) -> None:
    content, code = ATTACKS[attack]
    assert code_of(tmp_path, "formulier.docx", content) == code


def test_the_form_that_the_attacks_are_made_of_is_taken(tmp_path: Path) -> None:
    assert code_of(tmp_path, "formulier.docx", FORM) == ""
    assert code_of(tmp_path, "formulier.docx", TWO) == ""
    assert code_of(tmp_path, "formulier.docx", with_part("word/media/a.bin", bytes(900_000))) == ""
    assert code_of(tmp_path, "formulier.docx", with_entry(entry("word/leeg/", packing=ZIP_STORED), b"")) == ""


def test_a_package_that_calls_a_part_by_two_names_is_seen_before_it_is_unpacked() -> None:
    assert "een.bin" in opc.contents(TWO).names
    with pytest.raises(opc.Damaged):
        opc.contents(renamed_locally(TWO, b"een.bin"))


def test_a_package_behind_something_else_is_no_package(tmp_path: Path) -> None:
    assert code_of(tmp_path, "formulier.docx", b"MZ" + FORM) == "BESTAND-SOORT"


@pytest.mark.parametrize(
    "kind", ["image", "attachedTemplate", "oleObject", "aFChunk", "subDocument", "frame", "mailMergeSource"]
)
@pytest.mark.parametrize("target", ["http://127.0.0.1:1/x.png", "file:///etc/passwd"])
def test_what_refers_outside_is_not_followed(kind: str, target: str, tmp_path: Path) -> None:
    rels = opc.unpack(FORM)["word/_rels/document.xml.rels"]
    link = f'<Relationship Id="rIdX" Type="{RELATION}{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    found = taken(
        tmp_path,
        "formulier.docx",
        with_part("word/_rels/document.xml.rels", rels.replace(b"</Relationships>", link.encode())),
    )
    sound = taken(tmp_path, "goed.docx", FORM)
    assert found == sound


def test_a_bomb_of_empty_cells_is_read_at_once(tmp_path: Path) -> None:
    form = filled("advies", kind="xlsx")
    parts = opc.unpack(form)
    name = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    bomb = opc.pack({**parts, name: parts[name].replace(b"</sheetData>", last)})
    assert taken(tmp_path, "bom.xlsx", bomb) == taken(tmp_path, "goed.xlsx", form)
