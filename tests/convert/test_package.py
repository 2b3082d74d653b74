"""What an engine gets to see of a Word document."""

import pytest

from generator.convert import package
from generator.convert.preparing import prepared
from generator.errors import TemplateFault
from tests.convert.documents import changed, part, with_paragraphs

WORD = with_paragraphs("tekst")
RELATIONSHIP = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" {mode}/></Relationships>'
)


def refer(kind: str, target: str, mode: str) -> None:
    parts = package.read(WORD)
    parts["word/_rels/header9.xml.rels"] = RELATIONSHIP.format(kind=kind, target=target, mode=mode).encode()
    package.refuse_outside(parts)


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("image", "beeld.png", 'TargetMode="External"'),
        ("image", "beeld.png", 'TargetMode=" EXTERNAL "'),
        ("image", "http://elders/beeld.png", ""),
        ("image", "file:///etc/passwd", 'TargetMode="Internal"'),
        ("oleObject", "\\\\server\\deel\\x.xls", ""),
        ("attachedTemplate", "C:/sjabloon.dotm", 'TargetMode="External"'),
        ("subDocument", "deel.docx", 'TargetMode="External"'),
    ],
)
def test_what_points_outside_is_refused(kind: str, target: str, mode: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        refer(kind, target, mode)
    assert caught.value.code == "SJABLOON-VERWIJZING"
    assert target not in caught.value.message


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [("hyperlink", "https://www.kortenberg.be", 'TargetMode="External"'), ("image", "media/logo.png", "")],
)
def test_what_stays_inside_or_waits_for_a_click_passes(kind: str, target: str, mode: str) -> None:
    refer(kind, target, mode)


def test_relationships_that_are_no_xml_are_refused() -> None:
    with pytest.raises(TemplateFault):
        package.refuse_outside({"word/document.xml": b"", "_rels/.rels": b"<Relationships"})


def test_an_entity_is_not_read() -> None:
    evil = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><r>&e;</r>'
    assert not package.parse(evil).text


def test_reading_and_writing_keep_every_part() -> None:
    parts = package.read(WORD)
    assert package.read(package.write(parts)) == parts
    assert package.write(parts) == package.write(dict(parts))


@pytest.mark.parametrize(
    ("created", "kept"),
    [
        ("2026-02-03T04:05:06Z", "2026-02-03T04:05:06Z"),
        ("gisteren", "2000-01-01T00:00:00Z"),
        ("2026-02-03", "2000-01-01T00:00:00Z"),
        ("", "2000-01-01T00:00:00Z"),
    ],
)
def test_the_moment_is_that_of_the_document_or_a_fixed_one(created: str, kept: str) -> None:
    core = part(WORD, "docProps/core.xml").replace(b"2013-12-23T23:15:00Z", created.encode())
    parts = package.read(changed(WORD, {"docProps/core.xml": core}))
    package.settle_properties(parts)
    assert parts["docProps/core.xml"].count(kept.encode()) == 2


def test_other_properties_are_emptied() -> None:
    parts = package.read(
        changed(WORD, {"docProps/custom.xml": b"<Geheim/>", "docProps/app.xml": b"<Geheim/>"})
    )
    package.settle_properties(parts)
    assert (
        b"Geheim" not in parts["docProps/custom.xml"] + parts["docProps/app.xml"] + parts["docProps/core.xml"]
    )


@pytest.mark.parametrize(
    "disguise",
    [
        {"mimetype": b"application/vnd.oasis.opendocument.text"},
        {"META-INF/manifest.xml": b"<manifest/>"},
        {"content.xml": b"<content/>"},
        {
            "[Content_Types].xml": part(WORD, "[Content_Types].xml").replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            )
        },
        {
            "[Content_Types].xml": part(WORD, "[Content_Types].xml").replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
            )
        },
    ],
    ids=["mimetype", "manifest", "content", "sheet", "macros"],
)
def test_what_could_pass_for_another_kind_of_document_is_refused(disguise: dict[str, bytes]) -> None:
    with pytest.raises(TemplateFault) as caught:
        prepared(changed(WORD, disguise))
    assert caught.value.code == "SJABLOON-SOORT"
