"""Marking findings in a Word document, and taking the marks away again.

The marks are comments beside the form: no field is touched, so nothing but the marks is gained or lost. They are known
again by their author, whatever program saved the file in between.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from forms.findings import Finding
from generator import opc
from generator.errors import FormFault
from generator.formats.marking import HEAD, placed, tally, words
from generator.formats.word import comments as word_comments
from generator.formats.word.anchors import Anchor, anchor_at_head, anchor_of, ids_in, strip
from generator.formats.word.open import Document, Story, damaged, opened
from generator.formats.word.questions import Asked, questions
from generator.formats.word.xml import W

_LEAD = "Nazicht:"
_CONFORMANCE = f"{{{W}}}conformance"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_STRICT_LINK = re.compile(rb"(/2006/relationships/)(custom|extended)Properties\b")
_XML = (".xml", ".rels", ".vml")


def mark(content: bytes, findings: Sequence[Finding]) -> bytes:
    """Mark each finding with a comment on its field; the one at the head also says how many there are.

    A finding on a field that can have no comment (in a header, a footer, a note) is told in that first one. Marks of
    before are gone. Raises FormFault when the file cannot be opened; a strict file comes out as a usual one, a body
    without a paragraph without marks.
    """
    if not findings:
        return unmark(content)
    document = opened(content)
    main = document.main
    try:
        parts = _cleaned(document) or dict(document.parts)
        asked = questions(document).asked
        anchors = {one.name: anchor for one in asked if (anchor := _anchor(one, main))}
        head = anchor_at_head(main.root)
        if head is None:
            return unmark(content)
        said = _said(findings, anchors, {one.name for one in asked})
        anchors[HEAD] = head
        texts = [[_LEAD, *told] if anchors[place].is_fragile else told for place, told in said.items()]
        ids = word_comments.put_in(parts, main.part, texts, ids_in(main.root))
    except opc.Damaged:
        raise damaged() from None
    for comment, place in zip(ids, said, strict=True):
        anchors[place].put(comment)
    return _packed(document, parts)


def unmark(content: bytes) -> bytes:
    """Take away the marks of ours; the very same bytes where there are none, also where nothing can be opened."""
    try:
        document = opened(content)
        parts = _cleaned(document)
    except (FormFault, opc.Damaged):
        return content
    return _packed(document, parts) if parts else content


def _cleaned(document: Document) -> dict[str, bytes]:
    """Take the marks of ours out of the stories of a document, and give its other parts without them; none for none."""
    parts = dict(document.parts)
    ids = word_comments.take_out(parts, document.main.part)
    for story in document.stories if ids else ():
        if strip(story.root, ids):
            parts[story.part] = opc.written(story.root)
    return parts if ids else {}


def _anchor(asked: Asked, main: Story) -> Anchor | None:
    """Where the comment on a question goes: the first of its fields in the body."""
    anchors = (anchor_of(each.source) for each in asked.all_fields if each.story is main)
    return next((anchor for anchor in anchors if anchor is not None), None)


def _said(findings: Sequence[Finding], seen: Collection[str], names: Collection[str]) -> dict[str, list[str]]:
    """The paragraphs of each comment by its place; a field of the file that is not ``seen`` is told at the head."""
    about = [
        replace(one, field=HEAD) if one.field in names and one.field not in seen else one for one in findings
    ]
    said = {HEAD: [_summary(findings)]}
    for place, here in placed(about, seen).items():
        said.setdefault(place, []).extend(map(words, here))
    return said


def _summary(findings: Sequence[Finding]) -> str:
    return (
        f"Nazicht: {tally(findings, coloured=False)}. Wat er moet gebeuren, staat in de opmerkingen in de kantlijn. "
        "Verbeter het formulier en bewaar het."
    )


def _packed(document: Document, parts: Mapping[str, bytes]) -> bytes:
    """Pack a document with its body as it is now, and with no part left in the strict namespaces."""
    root = document.main.root
    root.attrib.pop(_CONFORMANCE, "")
    usual = {
        name: _usual(content) if name.lower().endswith(_XML) else content for name, content in parts.items()
    }
    return opc.pack({**usual, document.main.part: _usual(opc.written(root))})


def _usual(content: bytes) -> bytes:
    """Put the namespaces that :mod:`generator.opc` leaves strict into the usual ones (ISO/IEC 29500-4 annex A)."""
    if _STRICT.search(content) is None and _STRICT_LINK.search(content) is None:
        return content
    content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content)
    return _STRICT_LINK.sub(rb"\1\2-properties", content)
