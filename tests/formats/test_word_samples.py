"""Real Word forms of others, where the folder with samples is there: read completely, marked, and unmarked again."""

from pathlib import Path

import pytest
from lxml import etree

from forms.findings import Finding, Severity
from generator.formats.word.format import WordFormat
from tests.formats.documents import unpacked

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NO_ANSWER = ("picture", "group", "docPartObj", "docPartList", "citation", "bibliography", "equation")
NO_TEXT = {FALLBACK, f"{W}drawing", f"{W}pict", f"{W}object", f"{W}del", f"{W}moveFrom"}
WORD = WordFormat()

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
EACH = pytest.mark.parametrize(
    "path",
    sorted(one for one in SAMPLES.glob("*") if one.suffix in {".docx", ".dotx"}),
    ids=lambda one: one.name,
)


def stories(path: Path) -> list[etree._Element]:
    """The body, the headers, the footers and the notes of a document."""
    found = [
        etree.fromstring(content)
        for name, content in unpacked(path.read_bytes()).items()
        if name.startswith("word/") and name.endswith(".xml")
    ]
    roots = {f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes")}
    return [one for one in found if one.tag in roots]


def words(element: etree._Element) -> str:
    """The text of an element without that of pictures, and of blank controls in it; blanks do not count."""
    found: list[str] = []

    def walk(one: etree._Element) -> None:
        blank = one is not element and one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        if one.tag in NO_TEXT or blank:
            return
        if one.tag == f"{W}t":
            found.append(one.text or "")
        for below in one:
            walk(below)

    walk(element)
    return "".join("".join(found).split())


def filled_controls(root: etree._Element, dates: dict[str, str]) -> list[str]:
    """What was filled in in each content control that somebody named: the text, or ``ja`` for a box.

    ``dates`` gets the day that a date picker knows, by the text that it shows.
    """
    found: list[str] = []
    for control in root.iter(f"{W}sdt"):
        told = control.find(f"{W}sdtPr")
        content = control.find(f"{W}sdtContent")
        assert told is not None
        named = told.find(f"{W}tag") is not None or told.find(f"{W}alias") is not None
        nested = content is not None and next(content.iter(f"{W}sdt"), None) is not None
        aside = next(control.iterancestors(FALLBACK), None) is not None or (nested and not named)
        if aside or content is None or any(told.find(f"{W}{kind}") is not None for kind in NO_ANSWER):
            continue
        if any(
            one.tag.endswith(("}repeatingSection", "}repeatingSectionItem")) for one in told.iterfind("*")
        ):
            continue
        checked = told.find(f"{W14}checkbox/{W14}checked")
        if told.find(f"{W14}checkbox") is not None:
            found += ["ja"] if checked is not None and checked.get(f"{W14}val") in {"1", "true"} else []
        elif told.find(f"{W}showingPlcHdr") is None and words(content):
            found.append(words(content))
            dates.update(
                {
                    words(content): day[:10]
                    for one in told.iter(f"{W}date")
                    if (day := one.get(f"{W}fullDate", ""))
                }
            )
    return found


def filled_form_fields(root: etree._Element) -> list[str]:
    """What was filled in in each form field."""
    found: list[str] = []
    for data in root.iter(f"{W}ffData"):
        begin = data.getparent()
        assert begin is not None
        if next(begin.iterancestors(FALLBACK), None) is not None:
            continue
        box, listed = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
        if box is not None:
            state = box.find(f"{W}checked")
            state = box.find(f"{W}default") if state is None else state
            found += ["ja"] if state is not None and state.get(f"{W}val", "1") in {"1", "true"} else []
        elif listed is not None:
            entries = [one.get(f"{W}val", "") for one in listed.iterfind(f"{W}listEntry")]
            chosen = next(
                (
                    one.get(f"{W}val", "0")
                    for kind in ("result", "default")
                    for one in listed.iterfind(f"{W}{kind}")
                ),
                "0",
            )
            found += ["".join(entries[int(chosen)].split())] if entries else []
        else:
            found += [text] if (text := shown_by(begin, root)) else []
    return [one for one in found if one]


def shown_by(begin: etree._Element, root: etree._Element) -> str:
    """The text between the separator and the end of the form field that begins here."""
    depth, shows, found = 0, False, ""
    elements = list(root.iter(f"{W}fldChar", f"{W}t"))
    for one in elements[elements.index(begin) :]:
        kind = one.get(f"{W}fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if kind == "separate" and depth == 1:
            shows = True
        if depth == 0:
            break
        if one.tag == f"{W}t" and shows:
            found += one.text or ""
    return "".join(found.split())


@EACH
def test_every_filled_field_of_a_real_form_is_read(path: Path) -> None:
    read = WORD.read(path)
    assert read.faults == ()
    dates: dict[str, str] = {}
    expected: set[str] = set()
    for root in stories(path):
        expected.update(filled_controls(root, dates), filled_form_fields(root))
    shown = {day: text for text, day in dates.items()}
    said = {"".join(str(value).split()) for value in read.values.values()}
    assert {shown.get(text, text) for text in said} == expected
    assert len(WORD.fields(path)) == len(read.fields)


@EACH
def test_a_real_form_is_marked_and_unmarked_and_loses_nothing(path: Path) -> None:
    content = path.read_bytes()
    read = WORD.read(path)
    findings = [Finding("VELD-PROEF", Severity.FOUT, name, "", "Kijk na.") for name in sorted(read.fields)]
    marked = WORD.mark(content, findings)
    assert marked == WORD.mark(marked, findings)
    plain = WORD.unmark(marked)
    before, after = (
        {name: canonical(part) for name, part in unpacked(one).items() if not name.endswith("/")}
        for one in (content, plain)
    )
    assert after == before


def canonical(part: bytes) -> bytes:
    try:
        return bytes(etree.tostring(etree.fromstring(part), method="c14n"))
    except etree.XMLSyntaxError:
        return part
