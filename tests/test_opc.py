"""Office packages from outside are opened within limits, and packed again the same way each time."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import opc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}\.bin", fullmatch=True), st.binary(max_size=200), max_size=5)
)
def test_what_is_packed_comes_out_again(parts: dict[str, bytes]) -> None:
    packed = opc.pack(parts)
    assert opc.unpack(packed) == parts
    assert opc.pack(opc.unpack(packed)) == packed


def test_strict_documents_are_read_as_the_usual_ones() -> None:
    part = f'<w:document xmlns:w="{STRICT}"/>'.encode()
    found = opc.unpack(opc.pack({"word/document.xml": part, "image.png": part}))
    assert opc.parse(found["word/document.xml"]).tag == f"{{{W}}}document"
    assert found["image.png"] == part


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'\xef\xbb\xbf<!doctype x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
        "<!DOCTYPE x><x/>".encode("utf-16-le"),
        "<!DOCTYPE x><x/>".encode("utf-16-be"),
        "<!DOCTYPE x><x/>".encode("utf-32"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-+ADw-x/+AD4-',
        b"<x",
        b"",
        b"<x>" * 300 + b"</x>" * 300,
    ],
)
def test_no_document_types_and_nothing_broken(xml: bytes) -> None:
    with pytest.raises(opc.Damaged):
        opc.parse(xml)


def test_other_encodings_are_read() -> None:
    assert opc.parse('<?xml version="1.0" encoding="UTF-16"?><x>é</x>'.encode("utf-16")).text == "é"


def test_a_part_is_counted_as_it_unpacks() -> None:
    with pytest.raises(opc.TooLarge):
        opc.unpack(opc.pack({"bomb.xml": b"0" * 3_000_000}))
    assert len(opc.unpack(opc.pack({"fine.xml": b"0" * 900_000}))["fine.xml"]) == 900_000


def test_parts_are_limited_in_number_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {f"{number}.xml": b"<x/>" for number in range(11)}
    monkeypatch.setattr(opc, "MAX_PARTS", 10)
    with pytest.raises(opc.Damaged):
        opc.unpack(opc.pack(parts))
    monkeypatch.setattr(opc, "MAX_PARTS", 20)
    monkeypatch.setattr(opc, "MAX_TOTAL", 40)
    with pytest.raises(opc.TooLarge):
        opc.unpack(opc.pack(parts))


def test_two_parts_under_one_name_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.xml", "1")
        package.writestr("A.xml", "2")
    with pytest.raises(opc.Damaged):
        opc.unpack(packed.getvalue())


@given(st.data())
def test_a_package_with_any_bytes_changed_is_opened_or_refused(data: st.DataObject) -> None:
    content = bytearray(opc.pack({"a.xml": b"<a/>" * 20, "b.xml": b"<b/>"}))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(opc.Damaged, opc.TooLarge):
        opc.unpack(bytes(content))
