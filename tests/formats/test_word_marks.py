"""Findings marked in a Word document: a comment at each field, nothing of the form touched, gone without a trace."""

import io
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from forms.findings import Severity
from forms.nesting import Value
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.marking import AUTHOR, words
from generator.formats.word.format import WordFormat
from generator.formats.word.marks import mark, unmark
from generator.formats.word.read import read
from tests.formats.documents import (
    cell,
    control,
    docx,
    legacy,
    p,
    packed,
    refused,
    row,
    run,
    section,
    table,
    text_box,
    unpacked,
)
from tests.formats.filling import fill
from tests.formats.findings import finding, wrong
from tests.formats.specimen import Specimen, answers

WORD = WordFormat()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
START, END, SIGN = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
RICH = "<w:richText/>"
MICROSOFT = "http://schemas.microsoft.com/office"


WRONG = wrong("Schrijf een naam (é, €, ł).")


def root_of(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unpacked(content)[part])


def comments(content: bytes, part: str = "word/comments.xml") -> dict[str, tuple[str, list[str]]]:
    """Each comment by its id: who says it, and its paragraphs."""
    found = {}
    parts = unpacked(content)
    for one in etree.fromstring(parts[part]) if part in parts else ():
        lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in one.iter(f"{W}p")]
        assert one.get(f"{W}id", "") not in found
        found[one.get(f"{W}id", "")] = (one.get(f"{W}author", ""), lines)
    return found


def tag_of(element: etree._Element) -> str:
    tag = element.find(f"{W}sdtPr/{W}tag")
    return tag.get(f"{W}val", "") if tag is not None else ""


def covered(content: bytes) -> dict[str, set[str]]:
    """For each comment the tags of the controls in whose text or around which it goes, by document order alone."""
    inside: dict[str, set[str]] = {}
    root = root_of(content)
    running: set[str] = set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.tag == START:
            running.add(element.get(f"{W}id", ""))
            inside[element.get(f"{W}id", "")] = set()
        if event == "start" and element.tag == END:
            running.remove(element.get(f"{W}id", ""))
        if event == "start" and element.tag in {START, f"{W}r", f"{W}sdt"} and running:
            tags = {tag_of(one) for one in chain((element,), element.iterancestors(f"{W}sdt"))} - {""}
            for one in running:
                inside[one] |= tags
    assert not running
    return inside


def check_anchors(content: bytes) -> None:
    """Every comment has one start, one end and one sign, in this order, as children of text (ECMA-376-1 annex A)."""
    root = root_of(content)
    order = {START: 0, END: 1, SIGN: 2}
    found: dict[str, list[int]] = {}
    for one in root.iter(*order):
        found.setdefault(one.get(f"{W}id", ""), []).append(order[str(one.tag)])
        place = one.getparent()
        assert place is not None
        if one.tag == SIGN:
            assert place.tag == f"{W}r"
            place = place.getparent()
            assert place is not None
        assert place.tag == f"{W}p" or any(above.tag == f"{W}p" for above in place.iterancestors())
        assert place.tag in {f"{W}p", f"{W}sdtContent"}
        assert next(one.iterancestors(f"{W}txbxContent"), None) is None
        properties = place.find(f"{W}pPr")
        assert properties is None or place.index(properties) == 0
    assert set(found) == set(comments(content))
    assert all(places == [0, 1, 2] for places in found.values())


def on_tag(content: bytes) -> dict[str, list[str]]:
    """What our comments say, by the innermost place: the tags that each goes over, joined."""
    return {"+".join(sorted(tags)): comments(content)[number][1] for number, tags in covered(content).items()}


def canonical(content: bytes) -> dict[str, bytes]:
    """The parts of a file, each in the one way to write it."""
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n")
        for name, part in unpacked(content).items()
    }


def linked(content: bytes) -> None:
    """Every part that is linked or typed is there, and the parts of comments are linked and typed."""
    parts = unpacked(content)
    typed = {
        one.get("PartName", "") for one in etree.fromstring(parts["[Content_Types].xml"]).iter("{*}Override")
    }
    links = list(etree.fromstring(parts["word/_rels/document.xml.rels"]))
    targets = {
        f"/word/{one.get('Target', '')}".replace("/word//", "/").replace("/word/../", "/") for one in links
    }
    assert len({one.get("Id") for one in links}) == len(links)
    assert targets | typed <= {f"/{name}" for name in parts}
    if "word/comments.xml" in parts:
        assert "/word/comments.xml" in typed & targets


def test_each_finding_is_told_in_a_comment_on_its_control() -> None:
    marked = mark(WORD.blank(Specimen), WRONG)
    check_anchors(marked)
    linked(marked)
    said = list(comments(marked).values())
    assert {author for author, _lines in said} == {AUTHOR}
    assert said[0][1] == [
        "Nazicht: 7 te verbeteren, 2 na te kijken. Wat er moet gebeuren, staat in de opmerkingen in de kantlijn. "
        "Verbeter het formulier en bewaar het.",
        words(WRONG[0]),
        words(WRONG[8]),
    ]
    assert on_tag(marked) == {
        "": said[0][1],
        "naam": [words(WRONG[1])],
        "dag": [words(WRONG[2]), words(WRONG[3])],
        "kleur": [words(WRONG[4])],
        "stad": [words(WRONG[5])],
        "voorkeuren=leuven": [words(WRONG[6])],
        "regels+regels.0.wat": [words(WRONG[7])],
    }


def test_python_docx_finds_the_comments() -> None:
    found = list(python_docx.Document(io.BytesIO(mark(WORD.blank(Specimen), WRONG))).comments)
    assert [(one.author, one.initials, one.timestamp) for one in found] == [(AUTHOR, "N", None)] * 7
    assert found[1].text == words(WRONG[1])


def test_one_finding_gives_a_line_at_the_head_as_well() -> None:
    marked = mark(WORD.blank(Specimen), [finding("naam", Severity.WAARSCHUWING)])
    head, one = (lines for _author, lines in comments(marked).values())
    assert head[0].startswith("Nazicht: 1 na te kijken. ")
    assert len(head) == 1
    assert one == [words(finding("naam", Severity.WAARSCHUWING))]
    title, first, *_rest = root_of(marked).iter(f"{W}p")
    assert title.find(START) is None
    assert [etree.QName(child).localname for child in first][:2] == ["pPr", "commentRangeStart"]
    assert (
        next(first.iter(f"{W}t")).text
        == "Klik in een vak en vul in, of kies. Bewaar, en sleep het bestand naar de map inbox."
    )


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filled=answers(Specimen), fields=st.sets(st.sampled_from(["", "naam", "kleur", "dossiers", "voorkeuren"]))
)
def test_marking_changes_no_answer_and_unmarking_leaves_no_trace(
    filled: dict[str, Any], fields: set[str]
) -> None:
    form = WORD.blank(Specimen, filled)
    marked = mark(form, [finding(field) for field in sorted(fields)])
    assert read(marked) == read(form)
    assert len(comments(marked)) == (len(fields | {""}) if fields else 0)
    assert canonical(unmark(marked)) == canonical(form)


@pytest.mark.parametrize("kind", FORMS.values(), ids=lambda kind: kind.id)
def test_a_finding_on_every_field_of_our_forms(kind: Any) -> None:
    form = WORD.blank(kind.model, kind.example_answers(4))
    found = read(form)
    marked = mark(form, [finding(name) for name in sorted(found.fields)])
    check_anchors(marked)
    linked(marked)
    assert read(marked) == found
    assert len(comments(marked)) == len(found.fields) - len({"documenttype", "schema_versie"}) + 1
    at = covered(marked)
    for number, (_author, lines) in comments(marked).items():
        told = {f"Label {tag.partition('=')[0]}" for tag in at[number]}
        assert not told or any(label + ": " in lines[0] for label in told)
    assert canonical(unmark(marked)) == canonical(form)


BODY = (
    p(run("Kop"))
    + p(
        run("In: "),
        '<w:bookmarkStart w:id="5" w:name="b"/>',
        control(run("1"), "in"),
        '<w:bookmarkEnd w:id="5"/>',
    )
    + p(f'<w:hyperlink w:anchor="b">{control(run("2"), "link")}</w:hyperlink>')
    + p(control(run("x") + control(run("3"), "binnen"), "buiten", RICH))
    + control(p("<w:pPr><w:jc w:val='left'/></w:pPr>", run("4")) + p(run("5")), "blok", RICH)
    + control(p(), "leeg", RICH)
    + table(
        row(cell(p(run("a"))), control(cell(p(run("6"))), "cel")),
        control(row(cell(p(run("7")))), "rij", RICH),
    )
    + table(row(cell(p(control(run("8"), "in_cel")))))
    + section("lijst", p(control(run("9"), "lijst.0.a")), p(control(run("10"), "lijst.0.a")))
    + p(run("voor"), text_box(p(control(run("11"), "kader"))), run("na"))
    + p(
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        + text_box(p(control(run("12"), "keuze")))
        + "</mc:Choice></mc:AlternateContent>"
    )
)
PLACES = {
    "in": "in",
    "link": "link",
    "binnen": "binnen+buiten",
    "buiten": "binnen+buiten",
    "blok": "blok",
    "leeg": "leeg",
    "cel": "cel",
    "rij": "rij",
    "in_cel": "in_cel",
    "lijst.0.a": "lijst+lijst.0.a",
    "lijst.1.a": "lijst+lijst.0.a",
    "kader": "kader",
    "keuze": "keuze",
}


@pytest.mark.parametrize("field", PLACES)
def test_a_comment_wherever_a_control_can_stand(field: str) -> None:
    content = docx(BODY)
    marked = mark(content, [finding(field)])
    check_anchors(marked)
    assert read(marked) == read(content)
    assert on_tag(marked)[PLACES[field]][-1:] == [words(finding(field))]
    assert canonical(unmark(marked)) == canonical(content)


def test_in_a_control_of_one_paragraph_the_sign_stands_before_the_text() -> None:
    """LibreOffice 7.4 drops what stands before it, and the first paragraph of the comment."""
    for field in ("cel", "rij", "leeg"):
        marked = mark(docx(BODY), [finding(field)])
        assert on_tag(marked)[PLACES[field]] == ["Nazicht:", words(finding(field))]
        (inside,) = (one for one in root_of(marked).iter(f"{W}sdt") if tag_of(one) == field)
        kinds = [etree.QName(one).localname for one in next(inside.iter(f"{W}p"))]
        assert kinds[:3] == ["commentRangeStart", "commentRangeEnd", "r"]
    only = docx(control(p("<w:pPr/>", run("1")), "naam"))
    marked = mark(only, [finding("naam")])
    assert [lines[0] for _author, lines in comments(marked).values()] == ["Nazicht:", "Nazicht:"]
    kinds = [etree.QName(one).localname for one in next(root_of(marked).iter(f"{W}p"))]
    assert kinds == ["pPr", *["commentRangeStart", "commentRangeEnd", "r"] * 2, "r"]
    assert canonical(unmark(marked)) == canonical(only)


def test_a_comment_on_every_control_at_once_keeps_every_answer() -> None:
    content = docx(BODY)
    marked = mark(content, [finding(name) for name in sorted(read(content).fields)])
    check_anchors(marked)
    assert read(marked) == read(content)
    assert canonical(unmark(marked)) == canonical(content)


def test_the_right_row_of_a_list_is_marked() -> None:
    marked = root_of(mark(docx(BODY), [finding("lijst.1.a")]))
    paragraphs = [one for one in marked.iter(f"{W}p") if one.find(START) is not None]
    assert ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs] == ["Kop", "10"]


def test_form_fields_of_before_content_controls() -> None:
    begin, _, end = legacy("lang", "<w:textInput/>", "een|twee").partition("|")
    bookmark = '<w:bookmarkStart w:id="3" w:name="kort"/>'
    short = legacy("", "<w:textInput/>", "x").replace('<w:name w:val=""/>', "")
    body = p(run("Naam "), bookmark, short, '<w:bookmarkEnd w:id="3"/>', run(" einde"))
    body += p(begin + "</w:t></w:r>") + p(f"<w:r><w:t>{end}", run("na"))
    content = docx(body, more={"word/settings.xml": ("settings", protected())})
    marked = mark(content, [finding("kort"), finding("lang")])
    check_anchors(marked)
    assert read(marked) == read(content)
    first, second, *_rest = root_of(marked).iter(f"{W}p")
    assert [etree.QName(one).localname for one in first] == [
        *(
            "commentRangeStart",
            "r",
            "commentRangeStart",
            "bookmarkStart",
            "r",
            "r",
            "r",
            "r",
            "r",
            "bookmarkEnd",
        ),
        *("commentRangeEnd", "r", "r", "commentRangeEnd", "r"),
    ]
    assert second[0].tag == START
    assert canonical(unmark(marked)) == canonical(content)


def protected() -> bytes:
    return f'<w:settings xmlns:w="{W[1:-1]}"><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'.encode()


def test_a_field_in_a_header_a_footer_or_a_note_is_told_at_the_head() -> None:
    note = f'<w:footnote w:id="2">{p(control(run("3"), "noot"))}</w:footnote>'
    beside = {
        "header": p(control(run("1"), "klant.kop")),
        "footer": p(control(run("2"), "voet")),
        "footnotes": note,
    }
    content = docx(p(run("Kop")) + p(control(run("4"), "klant.naam")), beside=beside)
    wrong = [finding(name) for name in ("klant.kop", "voet", "noot", "klant.naam")]
    marked = mark(content, wrong)
    assert [lines for _author, lines in comments(marked).values()] == [
        [comments(marked)["0"][1][0], *map(words, wrong[:3])],
        [words(wrong[3])],
    ]
    for name in ("header", "footer", "footnotes"):
        assert unpacked(marked)[f"word/{name}.xml"] == unpacked(content)[f"word/{name}.xml"]


def test_a_field_that_stands_in_the_header_and_in_the_text_is_marked_in_the_text() -> None:
    content = docx(
        p(run("Kop")) + p(control(run("1"), "naam")), beside={"header": p(control(run("1"), "naam"))}
    )
    assert on_tag(mark(content, [finding("naam")]))["naam"] == [words(finding("naam"))]


def person(number: int, line: str, who: str = "An", para: str = "") -> str:
    known = f' w14:paraId="{para}"' if para else ""
    return f'<w:comment w:id="{number}" w:author="{who}"><w:p{known}>{run(line)}</w:p></w:comment>'


def noted(number: int, inside: str) -> str:
    sign = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{inside}{sign}'


def test_comments_of_people_stay_and_no_id_is_used_twice() -> None:
    body = p(noted(0, run("Kop"))) + p(noted(2, control(run("1"), "naam")))
    content = docx(body, beside={"comments": person(0, "Mooi.") + person(2, "Klopt dit?")})
    marked = mark(content, [finding("naam")])
    check_anchors(marked)
    linked(marked)
    said = comments(marked)
    assert (said["0"], said["2"]) == (("An", ["Mooi."]), ("An", ["Klopt dit?"]))
    assert {number: author for number, (author, _lines) in said.items()} == {
        "0": "An",
        "2": "An",
        "1": AUTHOR,
        "3": AUTHOR,
    }
    assert canonical(unmark(marked)) == canonical(content)


def test_marks_of_before_are_gone() -> None:
    form = WORD.blank(Specimen)
    once = mark(form, WRONG)
    assert mark(once, WRONG) == once == mark(form, WRONG)
    other = mark(once, [finding("aantal")])
    assert [lines[-1] for _author, lines in comments(other).values()][1:] == [words(finding("aantal"))]
    assert len(comments(other)) == 2
    assert canonical(mark(once, ())) == canonical(form)


def test_a_file_without_marks_is_given_back_as_it_is() -> None:
    theirs = docx(p(noted(0, control(run("1"), "naam"))), beside={"comments": person(0, "Mooi.")})
    damaged = packed({**unpacked(theirs), "word/comments.xml": b"<stuk"})
    for content in (
        WORD.blank(Specimen),
        theirs,
        damaged,
        docx(p()),
        b"geen zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
    ):
        assert unmark(content) is content
        assert (
            content in {b"geen zip", b"", damaged, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
            or mark(content, ()) is content
        )


def newer(ours: str) -> dict[str, tuple[str, bytes]]:
    """What newer programs keep beside comments: threads, lasting ids, dates, people. ``AA`` is a reply to ``ours``."""
    cid, cex = f"{MICROSOFT}/word/2016/wordml/cid", f"{MICROSOFT}/word/2018/wordml/cex"
    w15 = W15[1:-1]
    threads = f'<a:commentsEx xmlns:a="{w15}"><a:commentEx a:paraId="{ours}" a:done="0"/><a:commentEx a:paraId="AA" a:paraIdParent="{ours}" a:done="0"/></a:commentsEx>'
    ids = f'<a:commentsIds xmlns:a="{cid}"><a:commentId a:paraId="{ours}" a:durableId="D1"/><a:commentId a:paraId="AA" a:durableId="D2"/></a:commentsIds>'
    dates = f'<a:commentsExtensible xmlns:a="{cex}"><a:commentExtensible a:durableId="D1"/><a:commentExtensible a:durableId="D2"/></a:commentsExtensible>'
    people = f'<a:people xmlns:a="{w15}"><a:person a:author="{AUTHOR}"/><a:person a:author="An"/></a:people>'
    return {
        "word/commentsExtended.xml": (f"{MICROSOFT}/2011/relationships/commentsExtended", threads.encode()),
        "word/commentsIds.xml": (f"{MICROSOFT}/2016/09/relationships/commentsIds", ids.encode()),
        "word/commentsExtensible.xml": (
            f"{MICROSOFT}/2018/08/relationships/commentsExtensible",
            dates.encode(),
        ),
        "word/people.xml": (f"{MICROSOFT}/2011/relationships/people", people.encode()),
    }


def test_the_answer_of_a_colleague_to_a_comment_stays_by_itself() -> None:
    both = person(7, "Te verbeteren.", AUTHOR, "BB") + person(8, "Klaar!", "An", "AA")
    body = p(noted(7, noted(8, control(run("1"), "naam"))))
    content = docx(body, beside={"comments": both}, more=newer("BB"))
    plain = unmark(content)
    check_anchors(plain)
    linked(plain)
    assert comments(plain) == {"8": ("An", ["Klaar!"])}
    parts = unpacked(plain)
    thread = etree.fromstring(parts["word/commentsExtended.xml"])
    assert [dict(one.items()) for one in thread] == [{f"{W15}paraId": "AA", f"{W15}done": "0"}]
    assert b"D1" not in parts["word/commentsIds.xml"] + parts["word/commentsExtensible.xml"]
    assert b"D2" in parts["word/commentsIds.xml"]
    assert b"D2" in parts["word/commentsExtensible.xml"]
    assert [one.get(f"{W15}author") for one in etree.fromstring(parts["word/people.xml"])] == ["An"]
    assert not any(AUTHOR.encode() in part for part in parts.values())


def test_where_only_our_comments_were_all_their_parts_go() -> None:
    people = newer("BB")["word/people.xml"]
    alone = people[1].replace(b'<a:person a:author="An"/>', b"")
    more = {**newer("BB"), "word/people.xml": (people[0], alone)}
    body = p(noted(7, control(run("1"), "naam")))
    plain = unmark(docx(body, beside={"comments": person(7, "Vul in.", AUTHOR, "BB")}, more=more))
    linked(plain)
    assert set(unpacked(plain)) == set(unpacked(docx(body)))
    assert not any(b"omment" in part for part in unpacked(plain).values())


def test_marks_go_whatever_number_and_date_another_program_gave_them() -> None:
    ours = person(41, "Vul in.", AUTHOR).replace("<w:comment ", '<w:comment w:date="2026-01-01T00:00:00Z" ')
    body = p(noted(41, control(run("1"), "naam")), noted(0, run("x")))
    plain = unmark(docx(body, beside={"comments": ours + person(0, "Mooi.")}))
    assert comments(plain) == {"0": ("An", ["Mooi."])}
    check_anchors(plain)


def test_text_between_elements_stays_where_it_is() -> None:
    def spaced(start: str, end: str, sign: str) -> str:
        return f"\n <w:p>1{start}2<w:pPr/>3{run('Kop')}4{end}5{sign}6</w:p>7{p(control(run('1'), 'naam'))}\n"

    marks = (
        '<w:commentRangeStart w:id="7"/>',
        '<w:commentRangeEnd w:id="7"/>',
        '<w:r><w:commentReference w:id="7"/></w:r>',
    )
    unmarked = canonical(unmark(docx(spaced(*marks), beside={"comments": person(7, "Vul in.", AUTHOR)})))
    plain = docx(spaced("", "", ""))
    assert unmarked["word/document.xml"] == canonical(plain)["word/document.xml"]
    assert canonical(unmark(mark(plain, [finding("naam")]))) == canonical(plain)


def test_within_a_control_only_the_inner_one_is_marked() -> None:
    (inner,) = (
        one
        for one in root_of(mark(docx(BODY), [finding("binnen")])).iter(f"{W}sdt")
        if tag_of(one) == "binnen"
    )
    before, after = inner.getprevious(), inner.getnext()
    assert before is not None
    assert after is not None
    assert (before.tag, after.tag) == (START, END)


def test_a_template_and_a_protected_document_get_comments() -> None:
    body = p(run("Kop")) + p(control(run("1"), "naam", more='<w:lock w:val="sdtContentLocked"/>'))
    content = docx(body, more={"word/settings.xml": ("settings", protected())}, template=True)
    marked = mark(content, [finding("naam")])
    assert on_tag(marked)["naam"] == [words(finding("naam"))]
    assert b"template.main+xml" in unpacked(marked)["[Content_Types].xml"]
    assert unpacked(marked)["word/settings.xml"] == protected()


def strict(content: bytes) -> bytes:
    parts = unpacked(content)
    for old, new in (
        ("wordprocessingml/2006", "wordprocessingml"),
        ("officeDocument/2006", "officeDocument"),
        ("drawingml/2006", "drawingml"),
    ):
        before, after = f"http://schemas.openxmlformats.org/{old}/", f"http://purl.oclc.org/ooxml/{new}/"
        parts = {name: part.replace(before.encode(), after.encode()) for name, part in parts.items()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:document", b'<w:document w:conformance="strict"', 1
    )
    return packed(
        {name: part.replace(b"extended-properties", b"extendedProperties") for name, part in parts.items()}
    )


def test_a_strict_document_comes_out_as_a_usual_one_in_every_part() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    picture = '<a:pic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    app = f'<a:Properties xmlns:a="{space}/extended-properties"/>'.encode()
    body = p(run("Kop"), f"<w:r><w:drawing>{picture}</w:drawing></w:r>") + p(control(run("1"), "naam"))
    usual = docx(body, more={"docProps/app.xml": ("extended-properties", app)})
    marked = mark(strict(usual), [finding("naam")])
    assert not any(b"purl.oclc.org" in part or b"conformance" in part for part in unpacked(marked).values())
    assert canonical(unmark(marked)) == canonical(usual)
    linked(marked)


def test_a_document_without_a_link_or_a_paragraph() -> None:
    bare = {
        name: part
        for name, part in unpacked(docx(p(control(run("1"), "naam")))).items()
        if "word/_rels" not in name
    }
    marked = mark(packed(bare), [finding("naam")])
    linked(marked)
    plain = unmark(marked)
    assert not list(etree.fromstring(unpacked(plain)["word/_rels/document.xml.rels"]))
    assert canonical(plain).items() > canonical(packed(bare)).items()
    empty = docx("")
    assert mark(empty, WRONG) is empty


def test_a_marked_form_is_filled_in_and_the_marks_go() -> None:
    filled: Mapping[str, Value] = {"naam": "Małgorzata", "kleur": "rood", "voorkeuren": ("leuven",)}
    marked = mark(WORD.blank(Specimen), WRONG)
    mended = fill(WORD, marked, filled)
    assert len(comments(mended)) == 7
    for content in (mended, unmark(mended)):
        assert {name: value for name, value in read(content).values.items() if name in filled} == filled


def test_what_cannot_be_opened_cannot_be_marked() -> None:
    good = unpacked(docx(p(control(run("geheim"), "naam")), beside={"comments": person(0, "Mooi.")}))
    damaged = packed({**good, "word/comments.xml": b"<stuk"})
    untyped = packed(
        {name: part for name, part in unpacked(docx(p(run("x")))).items() if name != "[Content_Types].xml"}
    )
    for content, code in (
        (b"geen zip", "BESTAND-BESCHADIGD"),
        (damaged, "BESTAND-BESCHADIGD"),
        (untyped, "BESTAND-BESCHADIGD"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "BESTAND-WACHTWOORD"),
    ):
        with pytest.raises(FormFault) as fault:
            mark(content, WRONG)
        assert fault.value.code == code
        assert unmark(content) is content
    assert refused(b"geen zip").code == "BESTAND-BESCHADIGD"


SOUND = unpacked(mark(docx(BODY, more=newer("BB")), WRONG))


def scratched(data: st.DataObject) -> Iterator[tuple[str, bytes]]:
    for name, part in SOUND.items():
        content = bytearray(part)
        for _ in range(data.draw(st.integers(0, 2))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 3))] = data.draw(
                st.sampled_from([b"", b"w", b"<a/>", b"</w:p>"])
            )
        yield name, bytes(content)


@settings(max_examples=60)
@given(st.data())
def test_a_scratched_file_ends_in_a_copy_or_a_fault(data: st.DataObject) -> None:
    content = packed(dict(scratched(data)))
    unmark(content)
    try:
        mark(content, WRONG)
    except FormFault as fault:
        assert fault.code.startswith("BESTAND-")  # noqa: PT017
