"""What is read from a Word document: small ones made by hand, of which every answer is known."""

import io
import zipfile

import pytest

from generator.formats.word.controls import MAX_DEPTH, MAX_FIELDS
from generator.formats.word.read import fields, read
from tests.formats.documents import (
    OFFICE,
    PACKAGE,
    cell,
    control,
    docx,
    legacy,
    links,
    p,
    packed,
    reading,
    refused,
    row,
    run,
    said,
    section,
    table,
    text_box,
    unpacked,
)

FORM = p(control(run("proef"), "documenttype"))
"""The control by which a document says that it is one of our forms."""
LIST = (
    '<w:dropDownList><w:listItem w:value="Kies een item"/><w:listItem w:displayText="Rood" w:value="r"/>'
    '<w:listItem w:displayText="Blauw" w:value="b"/></w:dropDownList>'
)
INSERTED = '<w:ins w:id="1" w:author="x">{}</w:ins>'
DELETED = '<w:del w:id="1" w:author="x"><w:r><w:delText>weg</w:delText></w:r></w:del>'
RICH = "<w:richText/>"


def box(checked: str, sign: str = "", states: str = "") -> str:
    state = f'<w14:checked w14:val="{checked}"/>' if checked else ""
    return control(run(sign), "vak", f"<w14:checkbox>{state}{states}</w14:checkbox>")


def date(shown: str, known: str = "", pattern: str = "d/MM/yyyy") -> str:
    full = f' w:fullDate="{known}"' if known else ""
    return p(control(run(shown), "dag", f'<w:date{full}><w:dateFormat w:val="{pattern}"/></w:date>'))


def test_a_control_in_a_paragraph_around_paragraphs_a_cell_or_a_row() -> None:
    body = (
        p(run("Naam: "), control(run("Ann & Jan <é>"), "naam"), run(" einde"))
        + control(p(run("een")) + p() + p(run("twee")), "verhaal", RICH)
        + table(row(cell(p(run("Label"))), control(cell(p(run("cel"))), "cel")))
        + table(control(row(cell(p(run("links"))), cell(p(run("rechts")))), "rij", RICH))
        + table(row(cell(table(row(cell(p(control(run("diep"), "genest"))))) + p())))
    )
    assert said(body) == {
        "naam": "Ann & Jan <é>",
        "verhaal": "een\n\ntwee",
        "cel": "cel",
        "rij": "links\nrechts",
        "genest": "diep",
    }


def test_controls_in_headers_footers_footnotes_and_endnotes() -> None:
    beside = {
        "header": p(control(run("1"), "kop")),
        "footer": p(control(run("2"), "voet")),
        "footnotes": f'<w:footnote w:id="2">{p(control(run("3"), "noot"))}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p(control(run("4"), "eindnoot"))}</w:endnote>',
        "comments": f'<w:comment w:id="0" w:author="x">{p(control(run("5"), "opmerking"))}</w:comment>',
    }
    assert said(p(control(run("0"), "lijf")), beside=beside) == {
        "lijf": "0",
        "kop": "1",
        "voet": "2",
        "noot": "3",
        "eindnoot": "4",
    }


def test_a_control_in_a_text_box_is_read_once_and_not_as_text_around_it() -> None:
    body = control(p(run("voor"), text_box(p(control(run("in"), "vak"))), run("na")), "rond", RICH)
    assert said(body) == {"rond": "voorna", "vak": "in"}


def test_the_copy_for_older_programs_is_no_second_answer() -> None:
    new, old = (p(control(run(words), "naam")) for words in ("nieuw", "oud"))
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    assert said(both) == {"naam": "nieuw"}
    alone = f"<mc:AlternateContent><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert said(alone) == {"naam": "oud"}


def test_breaks_tabs_hyphens_symbols_and_lists_are_text() -> None:
    item = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    off = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    signs = '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:cr/><w:sym w:char="00E9"/></w:r>'
    body = control(p(signs) + p(item, run("een")) + p(item) + p(off, run("twee")), "verhaal", RICH)
    assert said(body) == {"verhaal": "a\tb\nc\u2011d\né\n- een\n\ntwee"}


def test_a_hint_is_no_answer_whatever_it_says() -> None:
    hint = "<w:showingPlcHdr/>"
    body = (
        p(control(run("Klik hier"), "a", more=hint))
        + p(control(run("antwoord"), "b", more='<w:showingPlcHdr w:val="false"/>'))
        + p(control("", "c"))
        + '<w:sdt><w:sdtPr><w:tag w:val="d"/></w:sdtPr></w:sdt>'
        + p(control(run("Kies"), "e", LIST, more=hint))
        + p(control(control(run("Klik"), "g", more=hint) + run("tekst"), "f", RICH))
    )
    found = reading(body)
    assert found.values == {"b": "antwoord", "f": "tekst"}
    assert found.fields == {"a", "b", "c", "d", "e", "f", "g"}


@pytest.mark.parametrize(
    ("checked", "sign", "answer"),
    [("1", "\u2612", "ja"), ("true", "", "ja"), ("0", "\u2610", None), ("", "\u2610", None), ("0", "", None)],
)
def test_a_check_box(checked: str, sign: str, answer: str | None) -> None:
    assert said(p(box(checked, sign))).get("vak") == answer


def test_a_check_box_that_shows_something_else_than_it_says_is_a_fault() -> None:
    yes_no = '<w14:checkedState w14:val="0056"/><w14:uncheckedState w14:val="0058"/>'
    for body in (box("0", "\u2612"), box("1", "\u2610"), box("1", "X", yes_no)):
        assert [fault.code for fault in reading(p(body)).faults] == ["VELD-TEGENSTRIJDIG"]


@pytest.mark.parametrize(
    ("shown", "code"), [("Rood", "r"), ("b", "b"), ("Kies een item", None), ("Groen", "Groen")]
)
def test_a_list_gives_the_code_in_our_forms_and_the_words_in_others(shown: str, code: str | None) -> None:
    body = p(control(run(shown), "kleur", LIST))
    assert said(FORM + body).get("kleur") == code
    words = {"r": "Rood", "b": "Blauw"}.get(code or "", code)
    assert said(body).get("kleur") == words
    combo = body.replace("dropDownList", "comboBox")
    assert said(FORM + combo).get("kleur") == code


@pytest.mark.parametrize(
    ("shown", "known", "pattern", "answer"),
    [
        ("2/03/2026", "2026-03-02T00:00:00Z", "d/MM/yyyy", "2/03/2026"),
        ("5/04/2026", "2026-03-02T00:00:00Z", "d/MM/yyyy", "5/04/2026"),
        ("maandag 2 maart 2026", "2026-03-02T00:00:00Z", "dddd d MMMM yyyy", "2026-03-02"),
        ("3/2/2026", "2026-03-02T00:00:00Z", "M/d/yyyy", "2026-03-02"),
        ("binnenkort", "2026-03-02T00:00:00Z", "d/MM/yyyy", "binnenkort"),
        ("", "2026-03-02T00:00:00Z", "d/MM/yyyy", None),
        ("2 maart", "", "d MMMM", "2 maart"),
        ("2/3/26", "2026-03-02T00:00:00Z", "dd/MM/yyyy", "2026-03-02"),
        ("2/4/26", "2026-03-02T00:00:00Z", "dd/MM/yyyy", "2/4/26"),
        ("3/2/26", "2026-03-02T00:00:00Z", "dd/MM/yyyy", "3/2/26"),
        ("maart 2026", "2026-04-02T00:00:00Z", "MM/yyyy", "maart 2026"),
    ],
)
def test_what_is_shown_goes_before_the_date_behind_it(
    shown: str, known: str, pattern: str, answer: str | None
) -> None:
    assert said(date(shown, known, pattern)).get("dag") == answer


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("<w:r><w:drawing/></w:r>", "VELD-BEELD"),
        ("<w:r><w:pict/></w:r>", "VELD-BEELD"),
        ("<w:r><w:object/></w:r>", "VELD-BEELD"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "VELD-BEELD"),
        (f'<m:oMath xmlns:m="{OFFICE}/math"><m:r><m:t>1+1</m:t></m:r></m:oMath>', "VELD-BEELD"),
        (run("geen", "<w:strike/>"), "VELD-DOORGEHAALD"),
        (run("geen", "<w:dstrike/>"), "VELD-DOORGEHAALD"),
    ],
)
def test_what_would_be_lost_or_would_count_again_is_a_fault_in_our_forms(more: str, code: str) -> None:
    body = control(p(run("inkomen "), more), "verhaal", RICH)
    found = reading(FORM + body)
    assert [(fault.field, fault.code) for fault in found.faults] == [("verhaal", code)]
    assert "verhaal" not in found.values
    assert reading(body).faults == ()


def test_a_line_that_was_taken_away_or_stands_through_nothing_is_no_fault() -> None:
    body = control(p(run("a", '<w:strike w:val="0"/>'), run(" ", "<w:strike/>")), "verhaal", RICH)
    assert said(FORM + body)["verhaal"] == "a "


def row_of(number: int, *words: str) -> str:
    return p(*(control(run(one), f"lijst.{number}.{name}") for name, one in zip("ab", words, strict=False)))


def test_in_a_repeating_section_the_place_of_the_row_counts() -> None:
    rows = (row_of(0, "nul", "nu"), row_of(2, "twee"), row_of(2, "kopie", "k"))
    assert said(section("lijst", *rows)) == {
        "lijst.0.a": "nul",
        "lijst.0.b": "nu",
        "lijst.1.a": "twee",
        "lijst.2.a": "kopie",
        "lijst.2.b": "k",
    }
    assert said(FORM + section("lijst")) == {"documenttype": "proef"}


def test_repeating_sections_within_each_other_and_of_others() -> None:
    inner = [section("l.0.m", p(control(run(word), "l.0.m.0.n"))) for word in ("x", "y")]
    assert said(section("l", *inner)) == {"l.0.m.0.n": "x", "l.1.m.0.n": "y"}
    foreign = section("kinderen", *(p(control(run(name), "naam")) for name in ("An", "Bo")))
    assert said(foreign) == {"kinderen.0.naam": "An", "kinderen.1.naam": "Bo"}
    rows = [row(cell(p(control(run(word), "t.0.c")))) for word in ("een", "twee")]
    assert said(table(section("t", *rows))) == {"t.0.c": "een", "t.1.c": "twee"}


def test_boxes_of_one_question_are_one_answer_in_our_forms() -> None:
    def one(code: str, on: int) -> str:
        return control(
            run(""), f"soort={code}", f'<w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox>'
        )

    body = p(one("x=1", 1), one("y", 0), one("z", 1))
    assert said(FORM + body)["soort"] == ("x=1", "z")
    assert said(body) == {"soort=x=1": "ja", "soort=z": "ja"}
    assert reading(FORM + body).fields == {"documenttype", "soort"}


STORE = "{11111111-2222-3333-4444-555555555555}"


def bound(xpath: str, store: str = STORE, kind: str = "<w:text/>", shown: str = "oud") -> str:
    binding = (
        f'<w:dataBinding w:prefixMappings="xmlns:k=\'urn:klant\'" w:xpath="{xpath}" w:storeItemID="{store}"/>'
    )
    return p(control(run(shown), "naam", kind, more=binding))


def stored(xml: str) -> dict[str, tuple[str, bytes]]:
    about = f'<ds:datastoreItem xmlns:ds="{OFFICE}/customXml" ds:itemID="{STORE}"/>'.encode()
    return {
        "customXml/item7.xml": ("customXml", xml.encode()),
        "customXml/itemProps7.xml": ("", about),
        "customXml/_rels/item7.xml.rels": ("", links({"itemProps7.xml": "customXmlProps"})),
    }


CLIENT = '<k:a xmlns:k="urn:klant" nr="attribuut"><k:b>een</k:b><k:b>twee<!-- geheim --></k:b><k:c/><k:d>true</k:d></k:a>'


@pytest.mark.parametrize(
    ("xpath", "answer"),
    [
        ("/k:a[1]/k:b[2]", "twee"),
        ("/k:a/@nr", "attribuut"),
        ("/k:a[1]/k:c[1]", "oud"),
        ("/k:a[1]/k:weg[1]", "oud"),
        ("//k:b", "oud"),
    ],
)
def test_a_control_that_is_bound_says_what_is_stored(xpath: str, answer: str) -> None:
    assert said(bound(xpath), more=stored(CLIENT)) == {"naam": answer}


def test_what_is_bound_elsewhere_or_cannot_be_read_says_what_it_shows() -> None:
    other = STORE.replace("1", "9")
    assert said(bound("/k:a/k:b", other), more=stored(CLIENT)) == {"naam": "oud"}
    assert said(bound("/k:a/k:b"), more=stored("<stuk")) == {"naam": "oud"}
    torn = {**stored(CLIENT), "customXml/_rels/item7.xml.rels": ("", b"<stuk")}
    assert said(bound("/k:a/k:b"), more=torn) == {"naam": "oud"}
    ticked = bound("/k:a/k:d", kind='<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', shown="\u2610")
    assert said(ticked, more=stored(CLIENT)) == {"naam": "ja"}


def test_a_control_that_is_bound_to_the_properties_of_the_document() -> None:
    space = f"{PACKAGE}/metadata/core-properties"
    core = f'<c:coreProperties xmlns:c="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Titel</dc:title></c:coreProperties>'
    names = f"xmlns:c='{space}' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    binding = f'<w:dataBinding w:prefixMappings="{names}" w:xpath="/c:coreProperties[1]/dc:title[1]" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/>'
    kind = f"{PACKAGE}/relationships/metadata/core-properties"
    body = p(control(run("oud"), "titel", more=binding))
    assert said(body, more={"docProps/core.xml": (kind, core.encode())}) == {"titel": "Titel"}


def test_form_fields_of_before_content_controls() -> None:
    names = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("een", "twee"))
    body = (
        p(legacy("naam", "<w:textInput/>", "Ömer "))
        + p(legacy("leeg", "<w:textInput/>", "\u2002\u2002"))
        + p(legacy("zonder", "<w:textInput/>", None))
        + p(
            legacy("aan", "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", None, "FORMCHECKBOX")
        )
        + p(
            legacy("uit", "<w:checkBox><w:default/><w:checked w:val='0'/></w:checkBox>", None, "FORMCHECKBOX")
        )
        + p(legacy("standaard", "<w:checkBox><w:default/></w:checkBox>", None, "FORMCHECKBOX"))
        + p(legacy("lijst", f"<w:ddList><w:result w:val='1'/>{names}</w:ddList>", None, "FORMDROPDOWN"))
        + p(legacy("eerste", f"<w:ddList>{names}</w:ddList>", None, "FORMDROPDOWN"))
        + p(legacy("buiten", f"<w:ddList><w:result w:val='7'/>{names}</w:ddList>", None, "FORMDROPDOWN"))
        + p(legacy("", "<w:textInput/>", "naamloos"))
        + p(legacy("naam", "<w:textInput/>", "kopie"))
    )
    found = said(body)
    assert found == {
        "naam": "Ömer ",
        "aan": "ja",
        "standaard": "ja",
        "lijst": "twee",
        "eerste": "een",
        "zonder_naam.1": "naamloos",
        "naam.2": "kopie",
    }


def test_a_form_field_over_more_paragraphs_and_beside_other_kinds_of_fields() -> None:
    begin, _, end = legacy("verhaal", "<w:textInput/>", "een|twee").partition("|")
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p(begin + "</w:t></w:r>") + p(f"<w:r><w:t>{end}") + p(page)
    assert said(body) == {"verhaal": "een\ntwee"}
    unended = p(legacy("naam", "<w:textInput/>", "x").rpartition("<w:r>")[0])
    assert [fault.code for fault in reading(unended).faults] == ["VELD-TEGENSTRIJDIG"]


@pytest.mark.parametrize(
    "body",
    [
        p(control(run("a") + INSERTED.format(run("b")), "naam")),
        p(control(run("a") + DELETED, "naam")),
        p(INSERTED.format(control(run("b"), "naam"))),
        control(p("<w:pPr><w:rPr><w:ins w:id='1' w:author='x'/></w:rPr></w:pPr>", run("a")), "naam"),
        table(
            f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>{cell(p(control(run('a'), 'naam')))}</w:tr>"
        ),
        p(legacy("naam", "<w:textInput/>", "x").replace(run("x"), INSERTED.format(run("x")))),
    ],
)
def test_tracked_changes_in_a_field_are_refused_with_that_reason(body: str) -> None:
    found = reading(FORM + body)
    assert [(fault.field, fault.code) for fault in found.faults] == [("naam", "VELD-WIJZIGINGEN")]
    assert "naam" not in found.values
    assert "bijgehouden wijzigingen" in found.faults[0].message


def test_tracked_changes_beside_a_field_are_of_no_concern() -> None:
    assert said(p(DELETED, INSERTED.format(run("tekst")), control(run("a"), "naam"))) == {"naam": "a"}


def test_hidden_text_is_neither_taken_nor_dropped() -> None:
    hidden = run("geheim", "<w:vanish/>")
    for body in (
        p(control(hidden, "naam")),
        p(legacy("naam", "<w:textInput/>", "x").replace(run("x"), hidden)),
    ):
        found = reading(FORM + body)
        assert [fault.code for fault in found.faults] == ["VELD-VERBORGEN"]
        assert "geheim" not in repr(found)
    locked = control(hidden, "naam", more='<w:lock w:val="sdtContentLocked"/>')
    assert said(p(locked)) == {"naam": "geheim"}
    assert said(p(control(run("x", "<w:vanish w:val='0'/>"), "naam"))) == {"naam": "x"}


def test_a_field_that_is_there_twice_must_say_one_thing() -> None:
    def twice(one: str, other: str) -> str:
        return p(control(run(one), "naam"), control(run(other), "naam"))

    assert said(twice("a", "a")) == {"naam": "a"}
    assert said(twice("", "b")) == {"naam": "b"}
    found = reading(twice("geheim", "b"), beside={"header": p(control(run("b"), "naam"))})
    assert [fault.code for fault in found.faults] == ["VELD-DUBBEL"]
    assert "geheim" not in repr(found)


def test_a_control_is_called_by_its_tag_its_title_its_number_or_nothing() -> None:
    body = (
        p(control(run("a"), "tag", alias="Titel"))
        + p(control(run("b"), alias="Titel  twee"))
        + p(control(run("c"), more='<w:id w:val="77"/>'))
        + p(control(run("d")))
    )
    assert said(body) == {"tag": "a", "Titel twee": "b", "77": "c", "zonder_naam.1": "d"}


def test_frames_are_no_fields_in_our_forms_and_named_ones_are_in_others() -> None:
    framed = control(p(run("Vraag: "), control(run("x"), "naam")), "kader", RICH)
    assert said(FORM + framed) == {"documenttype": "proef", "naam": "x"}
    assert said(framed) == {"naam": "x", "kader": "Vraag: x"}
    group = control(p(run("Vraag: "), control(run("x"), "naam")), "kader", "<w:group/>")
    assert said(group) == {"naam": "x"}


def test_every_field_is_listed_with_its_label_kind_and_choices() -> None:
    body = (
        p(run("Naam: "), control(run(""), "naam"))
        + table(row(cell(p(run("Kleur"))), cell(p(control(run("Rood"), "kleur", LIST)))))
        + p(run("Op"))
        + date("2/03/2026")
        + p(
            control(run("\u2612"), "vak", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'),
            run(" Akkoord"),
        )
        + p(run("Gemeente "), legacy("stad", "<w:textInput/>", "x"))
    )
    found = {one.name: (one.label, one.kind, one.choices) for one in fields(docx(body))}
    assert found == {
        "naam": ("Naam", "text", ()),
        "kleur": ("Kleur", "choice", ("Rood", "Blauw")),
        "dag": ("Op", "date", ()),
        "vak": ("Akkoord", "check", ()),
        "stad": ("Gemeente", "text", ()),
    }


def test_a_template_is_read_as_a_document() -> None:
    assert read(docx(p(control(run("a"), "naam")), template=True)).values == {"naam": "a"}


def test_strict_documents_are_read() -> None:
    parts = unpacked(docx(p(control(run("a"), "naam")), beside={"footer": p(control(run("b"), "voet"))}))
    usual = (
        ("wordprocessingml/2006/main", "wordprocessingml/main"),
        ("officeDocument/2006/", "officeDocument/"),
    )
    for old, new in usual:
        before, after = f"http://schemas.openxmlformats.org/{old}", f"http://purl.oclc.org/ooxml/{new}"
        parts = {name: part.replace(before.encode(), after.encode()) for name, part in parts.items()}
    assert read(packed(parts)).values == {"naam": "a", "voet": "b"}


def test_a_document_without_fields_is_refused() -> None:
    for body in ("", p(run("Een brief.")), p(control("", "foto", "<w:picture/>"))):
        assert refused(docx(body)).code == "BESTAND-GEEN-VELDEN"


def test_too_many_fields_or_too_deep_ones_are_refused() -> None:
    def plainly(body: str) -> bytes:
        return packed(unpacked(docx(body)), zipfile.ZIP_STORED)

    one = p(control(run("x"), "naam"))
    assert refused(plainly(one * (MAX_FIELDS + 1))).code == "BESTAND-VELDEN"
    deep = run("x")
    for _ in range(MAX_DEPTH):
        deep = control(deep, "naam", RICH)
    assert said(FORM + p(deep)) == {"documenttype": "proef", "naam": "x"}
    assert refused(docx(p(control(deep)))).code == "BESTAND-VELDEN"
    field = legacy("naam", "<w:textInput/>", "x")
    assert refused(plainly(p(field * (MAX_FIELDS + 1)))).code == "BESTAND-VELDEN"
    assert (
        refused(docx(p(field.partition("<w:r><w:instrText")[0] * (MAX_DEPTH + 1)))).code == "BESTAND-VELDEN"
    )


def test_a_file_that_is_no_sound_document_is_refused_with_the_reason() -> None:
    good = unpacked(docx(p(control(run("geheim"), "naam"))))
    document = good["word/document.xml"]
    bad = {
        b"geen zip": "BESTAND-BESCHADIGD",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600): "BESTAND-WACHTWOORD",
        packed(good)[:-40]: "BESTAND-BESCHADIGD",
        packed({"[Content_Types].xml": b"<Types/>"}): "BESTAND-BESCHADIGD",
        packed({**good, "word/document.xml": b"<w:document"}): "BESTAND-BESCHADIGD",
        packed({**good, "word/document.xml": b"<anders/>"}): "BESTAND-BESCHADIGD",
        packed({**good, "word/document.xml": b"<!DOCTYPE x>" + document}): "BESTAND-BESCHADIGD",
        packed(
            {**good, "word/document.xml": f"<!DOCTYPE x>{document.decode()}".encode("utf-16")}
        ): "BESTAND-BESCHADIGD",
        packed({**good, "_rels/.rels": b"<stuk"}): "BESTAND-BESCHADIGD",
        packed({**good, "word/_rels/document.xml.rels": b"<stuk"}): "BESTAND-BESCHADIGD",
    }
    for content, code in bad.items():
        fault = refused(content)
        assert fault.code == code
        assert "geheim" not in str(fault)


def test_a_zip_bomb_is_refused() -> None:
    content = io.BytesIO(docx(p(control(run("a"), "naam"))))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/groot.bin", bytes(60_000_000))
    assert refused(content.getvalue()).code == "BESTAND-GROOT"
