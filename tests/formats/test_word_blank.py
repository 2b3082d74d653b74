"""Word forms as we make them, looked at as XML: by lxml and python-docx, not by our own reader."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from forms.base import IDENTITY, Form
from forms.nesting import Value
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.fieldmap import Listing, Part, lay_out, leaves
from generator.formats.word import map as word_map
from generator.formats.word.blank import make
from tests.formats.specimen import Specimen, answers, complete

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
SPACES = {"w": W[1:-1], "w14": W14[1:-1], "w15": W15[1:-1]}
ALL_FORMS = [Specimen, *(kind.model for kind in FORMS.values())]
EACH_FORM = pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.ID)
HOUSE = "Kortenberg OCMW"
ORDER = {
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr appearance dataBinding label tabIndex "
    "date dropDownList text checkbox group repeatingSection repeatingSectionItem",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "checkbox": "checked checkedState uncheckedState",
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tbl": "tblPr tblGrid",
    "sectPr": "headerReference footerReference pgSz pgMar",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr",
    "lvl": "start numFmt lvlRestart suff lvlText lvlJc pPr rPr",
    "abstractNum": "multiLevelType lvl",
    "numbering": "abstractNum num",
    "settings": "zoom defaultTabStop compat themeFontLang decimalSymbol listSeparator",
    "styles": "docDefaults style",
    "docDefaults": "rPrDefault pPrDefault",
}
"""Children in the order of the schema (ECMA-376-1 annex A.1), as far as we write them."""
REPEATED = {"style", "abstractNum", "num", "lvl", "tab"}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(content)[part])


def at(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path, SPACES)
    assert found is not None, path
    return found


def val(element: etree._Element, path: str = ".") -> str:
    return at(element, path).get(f"{W}val", "")


def has(element: etree._Element, path: str) -> bool:
    return element.find(path, SPACES) is not None


def controls(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """The controls that hold an answer, by tag, in the body and the foot of the page."""
    for part in ("word/document.xml", "word/footer1.xml"):
        for control in xml(content, part).iter(f"{W}sdt"):
            if has(control, "w:sdtPr/w:tag") and not has(control, "w:sdtPr/w15:repeatingSection"):
                yield val(control, "w:sdtPr/w:tag"), control


def shown(control: etree._Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    pieces = at(control, "w:sdtContent").iter(f"{W}t", *signs)
    return "".join(signs.get(piece.tag, piece.text or "") for piece in pieces)


def held(content: bytes) -> dict[str, Value]:
    """The answers in a form: codes for closed questions, text for all else, blanks left out."""
    found: dict[str, Value] = {}
    for name, control in controls(content):
        box = control.find(f".//{W14}checked")
        items = control.findall(f".//{W}listItem")
        if box is not None:
            question, _, code = name.partition("=")
            if box.get(f"{W14}val") == "1":
                found[question] = (*found.get(question, ()), code)
        elif not has(control, "w:sdtPr/w:showingPlcHdr"):
            text = shown(control)
            codes = {item.get(f"{W}displayText", ""): item.get(f"{W}value", "") for item in items}
            found[name] = codes[text] if items else text
    return found


@EACH_FORM
def test_every_question_has_a_control_in_the_order_of_the_paper(form: type[Form]) -> None:
    expected = [leaf for leaf in leaves(lay_out(form, {})) if leaf.name not in IDENTITY]
    made = [name.partition("=")[0] for name, _control in controls(make(form, None, HOUSE))]
    assert list(dict.fromkeys(made)) == [*(leaf.name for leaf in expected), *IDENTITY]


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@EACH_FORM
@given(data=st.data())
def test_answers_stand_in_the_controls_as_they_were_given(form: type[Form], data: st.DataObject) -> None:
    given_answers = data.draw(answers(form))
    assert held(make(form, given_answers, HOUSE)) == complete(form, given_answers)


@EACH_FORM
def test_the_parts_are_written_in_the_order_of_the_schema(form: type[Form]) -> None:
    for name, part in parts(make(form, None, HOUSE)).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element in etree.fromstring(part).iter():
            allowed = ORDER.get(etree.QName(element).localname, "").split()
            children = [etree.QName(child).localname for child in element]
            if etree.QName(element).localname == "tbl":
                children = children[:2]
            if allowed:
                assert set(children) <= set(allowed), (name, element.tag, children)
                assert children == sorted(children, key=allowed.index), (name, element.tag, children)
                once = Counter(child for child in children if child not in REPEATED)
                assert set(once.values()) <= {1}, (name, element.tag, children)


@EACH_FORM
def test_the_parts_hang_together(form: type[Form]) -> None:
    found = parts(make(form, None, HOUSE))
    types = etree.fromstring(found["[Content_Types].xml"])
    typed = {one.get("PartName") for one in types.iter("{*}Override")}
    assert typed <= {f"/{name}" for name in found}
    for name in found:
        if name.endswith(".rels"):
            folder = name.partition("_rels/")[0]
            for relation in etree.fromstring(found[name]):
                assert (folder + relation.get("Target", "")).replace("word/../", "") in found
    document = xml(make(form, None, HOUSE))
    styles = {one.get(f"{W}styleId") for one in etree.fromstring(found["word/styles.xml"]).iter(f"{W}style")}
    used = {one.get(f"{W}val") for one in document.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= styles
    counters = {one.get(f"{W}numId") for one in etree.fromstring(found["word/numbering.xml"]).iter(f"{W}num")}
    assert {one.get(f"{W}val") for one in document.iter(f"{W}numId")} == counters


@EACH_FORM
def test_python_docx_opens_it_and_finds_title_language_and_headings(form: type[Form]) -> None:
    opened = docx.Document(io.BytesIO(make(form, None, HOUSE)))
    assert (opened.core_properties.title, opened.core_properties.language) == (form.TITLE, "nl-BE")
    assert opened.core_properties.author == opened.core_properties.last_modified_by == ""
    assert at(opened.element, ".//w:pgSz").get(f"{W}w") == "11906"
    assert HOUSE in opened.sections[0].header.paragraphs[0].text
    headings = [val(one, "w:pPr/w:pStyle") for one in opened.element.body.iter(f"{W}p")]
    titles = {leaf.spec.section for leaf in leaves(lay_out(form, {})) if leaf.name not in IDENTITY}
    assert headings.count("Heading1") == 1
    assert headings.count("Heading2") == len(titles)


@EACH_FORM
def test_each_control_has_its_own_number_and_a_name_that_word_takes(form: type[Form]) -> None:
    """Word refuses a document in which a tag or a title is longer than 64 characters."""
    content = make(form, None, HOUSE)
    numbers: list[str] = []
    for part in ("word/document.xml", "word/footer1.xml"):
        for properties in xml(content, part).iter(f"{W}sdtPr"):
            numbers.append(val(properties, "w:id"))
            told = [
                one.get(f"{W}val", "")
                for one in properties.iterfind("*")
                if one.tag in {f"{W}tag", f"{W}alias"}
            ]
            assert all(0 < len(text) <= 64 for text in told)
    assert len(set(numbers)) == len(numbers)


@EACH_FORM
def test_the_map_says_what_the_tags_say(form: type[Form]) -> None:
    content = make(form, None, HOUSE)
    mapped = word_map.read(parts(content))
    by_bookmark: dict[str, str] = {}
    for name, control in controls(content):
        before, after = control.getprevious(), control.getnext()
        assert before is not None
        assert after is not None
        assert (before.tag, after.tag) == (f"{W}bookmarkStart", f"{W}bookmarkEnd")
        assert before.get(f"{W}id") == after.get(f"{W}id")
        by_bookmark[before.get(f"{W}name", "")] = name
        if has(control, "w:sdtPr/w:showingPlcHdr"):
            assert shown(control) == mapped[before.get(f"{W}name", "")].placeholder
    assert {control.bookmark: control.name for control in mapped.values()} == by_bookmark
    assert all(bookmark.startswith("_") for bookmark in by_bookmark)


@EACH_FORM
def test_only_answers_can_be_changed_and_nothing_can_be_deleted(form: type[Form]) -> None:
    content = make(form, None, HOUSE)
    body = at(xml(content), "w:body")
    assert has(body, "w:sdt/w:sdtPr/w:group")
    assert [etree.QName(one).localname for one in body] == ["sdt", "sectPr"]
    fixed = {
        leaf.name
        for leaf in leaves(lay_out(form, {}))
        if leaf.spec.question.computed or leaf.name in IDENTITY
    }
    for name, control in controls(content):
        assert val(control, "w:sdtPr/w:lock") == ("sdtContentLocked" if name in fixed else "sdtLocked"), name


@EACH_FORM
def test_every_list_is_a_repeating_section_with_an_item_a_row(form: type[Form]) -> None:
    def lists(part: Part) -> Iterator[Listing]:
        if isinstance(part, Listing):
            yield part
            for row in part.rows:
                yield from lists(row)
        elif hasattr(part, "parts"):
            for below in part.parts:
                yield from lists(below)

    found: dict[str, list[list[str]]] = {}
    for section in xml(make(form, None, HOUSE)).iter(f"{W}sdt"):
        if not has(section, "w:sdtPr/w15:repeatingSection"):
            continue
        items = [
            [val(tag).partition("=")[0] for tag in item.iter(f"{W}tag")]
            for item in section.iterfind("w:sdtContent/w:sdt", SPACES)
            if has(item, "w:sdtPr/w15:repeatingSectionItem")
        ]
        found[val(section, "w:sdtPr/w:tag")] = items
    expected = list(lists(lay_out(form, {})))
    assert set(found) == {one.name for one in expected}
    for one in expected:
        for row, tags in zip(one.rows, found[one.name], strict=True):
            assert {leaf.name for leaf in leaves(row)} <= set(tags)


def test_each_kind_of_question_has_the_control_that_suits_it() -> None:
    said: dict[str, Value] = {
        "dag": "1/2/2026",
        "naam": "x",
        "verhaal": "y",
        "kleur": "paars (BEZIG)",
        "stad": "2.1",
    }
    found = dict(controls(make(Specimen, {**said, "regels.0.dag": "morgen"}, HOUSE)))

    def kinds(name: str) -> list[str]:
        usual = {"alias", "tag", "id", "lock", "showingPlcHdr", "appearance"}
        return [
            kind for one in at(found[name], "w:sdtPr") if (kind := etree.QName(one).localname) not in usual
        ]

    assert kinds("naam") == kinds("bedrag") == kinds("totaal") == ["text"]
    assert kinds("verhaal") == []
    assert kinds("dag") == kinds("regels.0.dag") == ["date"]
    assert kinds("akkoord") == kinds("kleur") == kinds("adres.land") == ["dropDownList"]
    assert kinds("voorkeuren=luik/liège") == ["checkbox"]
    assert at(found["dag"], ".//w:date").get(f"{W}fullDate") == "2026-02-01T00:00:00Z"
    assert at(found["regels.0.dag"], ".//w:date").get(f"{W}fullDate") is None
    assert (shown(found["kleur"]), shown(found["stad"])) == ("Paars (bezig)", "Bergen")
    first, *others = found["kleur"].findall(f".//{W}listItem")
    assert dict(first.items()) == {f"{W}value": "Klik en kies"}
    assert [one.get(f"{W}value") for one in others] == ["rood", "blauw", "1.1_bezig"]


def test_blank_controls_say_what_to_do_and_what_is_required_has_a_star() -> None:
    content = make(Specimen, None, HOUSE)
    found = dict(controls(content))
    told = {
        name: shown(found[name])
        for name in ("naam", "dag", "bedrag", "akkoord", "totaal", "dossiers.0.titel")
    }
    assert told == {
        "naam": "Klik en typ",
        "dag": "dd/mm/jjjj",
        "bedrag": "bv. 1.234,56",
        "akkoord": "Klik en kies",
        "totaal": "Wordt berekend",
        "dossiers.0.titel": "bv. Eerste",
    }
    assert shown(found["dossiers.1.titel"]) == "Klik en typ"
    text = ["".join(piece.text or "" for piece in one.iter(f"{W}t")) for one in xml(content).iter(f"{W}p")]
    assert {"Naam\u00a0*", "Aantal", "Minstens 20 tekens.", "Alleen invullen als de kleur rood is:"} <= set(
        text
    )


def test_an_answer_that_no_word_file_can_hold_is_refused_without_telling_it() -> None:
    for sign in ("\x07", "\ud800", "\uffff"):
        with pytest.raises(FormFault) as refused:
            make(Specimen, {"naam": f"geheim{sign}"}, HOUSE)
        assert refused.value.code == "BESTAND-TEKEN"
        assert "geheim" not in str(refused.value)
        assert "Naam" in refused.value.message
