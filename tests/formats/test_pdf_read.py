"""Reading PDF forms of any origin: made by hand, awkward, broken, locked."""

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.formats.pdf.read import read
from generator.formats.table import formats
from tests.formats.pdfs import box, check_box, fault_of, opened, pdf, saved, text

MULTIPLE = 1 << 21
RADIO = 1 << 15
PUSH = 1 << 16


def values_of(*fields: Dictionary) -> dict[str, object]:
    return dict(read(pdf(*fields)).values)


def unclear(field: Dictionary) -> list[str]:
    """The fields that contradict themselves in a form with this field and a sound one."""
    found = read(pdf(field, text("gaaf", "x")))
    assert found.values == {"gaaf": "x"}
    assert {fault.code for fault in found.faults} == {"VELD-TEGENSTRIJDIG"}
    return [fault.field for fault in found.faults]


def test_a_foreign_form_is_read_as_it_is() -> None:
    found = read(pdf(text("Naam", "Peeters"), text("leeg", ""), text("niets")))
    assert (found.format, found.form, found.version) == ("pdf", "", "")
    assert found.values == {"Naam": "Peeters"}


@pytest.mark.parametrize(
    ("raw", "read_as"),
    [
        (b"Peeters", "Peeters"),
        (b"Caf\xe9 \x80 \xa0 \x93", "Café • € ﬁ"),
        ("Łódź 😀".encode("utf-16"), "Łódź 😀"),
        (b"\xfe\xff" + "علي".encode("utf-16-be"), "علي"),
        (b"\xef\xbb\xbf" + "Öztürk".encode(), "Öztürk"),
        (b"\xef\xbb\xbf\xff", "\ufffd"),
        (b"\xfe\xff\x00a\xd8\x00\x00b", "a\ud800b"),
        (b"\xfe\xff\x00a\x00", "a\ufffd"),
        (b"a\rb\r\nc\nd", "a\nb\nc\nd"),
        (b"a\x00b", "a\x00b"),
        (b"A\x00", "A\x00"),
    ],
)
def test_every_encoding_of_text(raw: bytes, read_as: str) -> None:
    assert values_of(text("veld", String(raw))) == {"veld": read_as}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"Contents": "nog een zin"}, ["VELD-NAAST"]),
        ({"Contents": " "}, []),
        ({"Contents": "Nazicht: 1", "NM": "dossier-nazicht:1-kop"}, []),
        ({"Contents": "Nazicht: 1", "NM": "eigen", "T": "Nazicht formulier"}, []),
        ({"Contents": "een vraag", "Subtype": Name.Text}, []),
    ],
)
def test_text_typed_beside_the_fields_of_our_forms_is_told(more: dict[str, object], told: list[str]) -> None:
    def with_note(*fields: Dictionary) -> bytes:
        made = opened(pdf(*fields))
        note = Dictionary({f"/{key}": value for key, value in {"Subtype": Name.FreeText, **more}.items()})
        made.pages[0].obj["/Annots"] = Array([made.make_indirect(note)])
        return saved(made)

    found = read(with_note(text("documenttype", "advies"), text("naam", "Peeters")))
    assert [(fault.field, fault.code) for fault in found.faults] == [("", code) for code in told]
    assert found.values["naam"] == "Peeters"
    assert read(with_note(text("naam", "Peeters"))).faults == ()


def test_text_in_a_stream() -> None:
    made = Pdf.new()
    made.add_blank_page()
    made.Root.AcroForm = Dictionary(
        Fields=Array([made.make_indirect(text("lang", made.make_stream(b"veel\rtekst")))])
    )
    assert dict(read(saved(made)).values) == {"lang": "veel\ntekst"}


def test_names_come_from_t_alone_and_properties_from_above() -> None:
    kid = Dictionary(T=String("naam"), TM=String("andere"), V=String("Peeters"))
    widget_kid = Dictionary(
        T=String("twee"),
        Kids=Array([Dictionary(Subtype=Name.Widget), Dictionary(Subtype=Name.Widget)]),
        V=String("x"),
    )
    parent = Dictionary(T=String("client"), FT=Name.Tx, Kids=Array([kid, widget_kid]))
    assert values_of(parent) == {"client.naam": "Peeters", "client.twee": "x"}


def test_a_value_on_the_widget_counts() -> None:
    field = Dictionary(
        T=String("naam"), Kids=Array([Dictionary(Subtype=Name.Widget, FT=Name.Tx, V=String("x"))])
    )
    assert values_of(field) == {"naam": "x"}


def test_odd_names_are_kept_readable() -> None:
    found = values_of(
        text("x", "1", T=String(b"Resident\x90s")), text("y", "2", T=String(b"\xfe\xff\xd8\x00"))
    )
    assert found == {"Resident’s": "1", "?": "2"}


def test_a_stray_byte_in_a_state_is_read_as_in_text() -> None:
    content = pdf(check_box("kamer", "ResidentXs", "ResidentXs", "ResidentXs")).replace(b"ntXs", b"nt\x90s")
    assert dict(read(content).values) == {"kamer": "Resident’s"}


def test_fields_without_a_name_keep_their_answers() -> None:
    first, second = text("x", "een"), text("x", "twee")
    del first.T, second.T
    assert values_of(first, second) == {"zonder_naam.1": "een", "zonder_naam.2": "twee"}


def test_push_buttons_and_signatures_hold_no_answer() -> None:
    push = box(None, FT=Name.Btn, T=String("druk"), Ff=PUSH, V=Name.Yes)
    signature = Dictionary(FT=Name.Sig, T=String("hand"), V=Dictionary(Type=Name.Sig))
    assert values_of(push, signature, text("naam", "x")) == {"naam": "x"}
    push = box(None, FT=Name.Btn, T=String("druk"), Ff=PUSH)
    assert fault_of(pdf(push)).code == "BESTAND-GEEN-VELDEN"


@pytest.mark.parametrize(
    ("value", "state", "answer"),
    [
        ("Yes", "Yes", "Yes"),
        ("Off", "Off", None),
        (None, "Yes", "Yes"),
        (None, None, None),
        ("Yes", None, "Yes"),
    ],
)
def test_check_boxes(value: str | None, state: str | None, answer: str | None) -> None:
    assert values_of(check_box("vak", value, state)).get("vak") == answer


@pytest.mark.parametrize(("value", "state"), [("Yes", "Off"), ("Off", "Yes"), ("Nee", "Nee"), ("Nee", None)])
def test_a_check_box_that_contradicts_itself_is_unclear(value: str, state: str | None) -> None:
    assert unclear(check_box("vak", value, state)) == ["vak"]


def radio(value: object, *states: str | None, options: Array | None = None) -> Dictionary:
    kids = [box(state, f"s{place}") for place, state in enumerate(states)]
    field = Dictionary(FT=Name.Btn, Ff=RADIO, T=String("kleur"), Kids=Array(kids))
    if value is not None:
        field.V = value
    if options is not None:
        field.Opt = options
    return field


def test_radio_buttons() -> None:
    assert values_of(radio(Name("/s1"), "Off", "s1")) == {"kleur": "s1"}
    assert values_of(radio(None, "Off", "s1")) == {"kleur": "s1"}
    assert values_of(radio(Name.Off, "Off", "Off")) == {}
    assert unclear(radio(Name("/s1"), "s0", "Off")) == ["kleur"]
    assert unclear(radio(None, "s0", "s1")) == ["kleur"]


def test_radio_buttons_with_export_values() -> None:
    options = Array([String("rood"), String("blauw")])
    assert values_of(radio(Name("/s1"), "Off", "s1", options=options)) == {"kleur": "blauw"}
    assert values_of(radio(String("blauw"), "Off", "s1", options=options)) == {"kleur": "blauw"}


def choice(value: object, flags: int = 0) -> Dictionary:
    pairs = Array(
        [Array([String("be"), String("België")]), Array([String("fr"), String("Frankrijk")]), String("nl")]
    )
    return text("land", value, FT=Name.Ch, Ff=flags, Opt=pairs)


@pytest.mark.parametrize(
    ("value", "flags", "answer"),
    [
        (String("fr"), 0, "fr"),
        (String("Frankrijk"), 0, "fr"),
        (String("nl"), 0, "nl"),
        (String("zelf getypt"), 0, "zelf getypt"),
        (String("  "), 0, None),
        (Array([String("fr")]), 0, "fr"),
        (String("fr"), MULTIPLE, ("fr",)),
        (Array([String("België"), String("nl")]), MULTIPLE, ("be", "nl")),
        (Array([]), MULTIPLE, None),
    ],
)
def test_choices(value: object, flags: int, answer: object) -> None:
    assert values_of(choice(value, flags)).get("land") == answer


def test_one_name_twice() -> None:
    assert values_of(text("a", "x"), text("a", "x"), text("a", "")) == {"a": "x"}
    found = read(pdf(text("a", "geheim"), text("a", "anders"), text("b", "x")))
    assert found.values == {"b": "x"}
    assert [fault.field for fault in found.faults] == ["a"]
    assert "geheim" not in str(found.faults)


def test_separate_boxes_of_one_name_act_as_radio_buttons() -> None:
    assert values_of(check_box("a", "Off", "Off", "een"), check_box("a", "twee", "twee", "twee")) == {
        "a": "twee"
    }


def test_our_check_boxes_become_one_answer_and_those_of_others_do_not() -> None:
    def boxes() -> Dictionary:
        ticked = check_box("ama", "ama", "ama", "ama"), check_box("2_1", "2.1", "2.1", "2.1")
        others = check_box("twe", "Off", "Off", "twe"), text("tekst", "tekst")
        return Dictionary(T=String("instrumenten"), Kids=Array([*ticked, *others]))

    ours = values_of(text("documenttype", "advies"), text("schema_versie", "1.0"), boxes())
    assert ours["instrumenten"] == ("ama", "2.1")
    assert ours["instrumenten.tekst"] == "tekst"
    assert values_of(boxes()) == {
        "instrumenten.ama": "ama",
        "instrumenten.2_1": "2.1",
        "instrumenten.tekst": "tekst",
    }


def test_a_form_is_read_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "f.PDF"
    path.write_bytes(pdf(text("naam", "Peeters"), choice(String("fr"))))
    assert formats()["pdf"].read(path).values == {"naam": "Peeters", "land": "fr"}
