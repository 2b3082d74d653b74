"""JSON and YAML: what is taken, what is refused, and how a file looks to the one who fills it in."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.text import json_reading as json_text
from generator.formats.text import yaml_reading as yaml_text
from generator.formats.text.format import JsonFormat, YamlFormat
from tests.formats.specimen import Specimen


def values_of(tmp_path: Path, name: str, content: str | bytes) -> dict[str, Value]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    kind = JsonFormat() if path.suffix == ".json" else YamlFormat()
    return dict(kind.read(path).values)


def fault_of(tmp_path: Path, name: str, content: str | bytes) -> FormFault:
    with pytest.raises(FormFault) as refused:
        values_of(tmp_path, name, content)
    return refused.value


def test_json_values_become_text(tmp_path: Path) -> None:
    content = """{"documenttype": "advies", "schema_versie": 1.0, "ja": true, "neen": false, "niets": null,
        "bedrag": 858.97, "half": 1.5, "getal": 12, "min": -3, "keuze": ["a", "b"], "rij": [{"x": "1"}, {}, {"x": "3"}]}"""
    assert values_of(tmp_path, "f.json", content) == {
        "documenttype": "advies",
        "schema_versie": "1.0",
        "ja": "ja",
        "neen": "neen",
        "bedrag": "858,97",
        "half": "1,5",
        "getal": "12",
        "min": "-3",
        "keuze": ("a", "b"),
        "rij.0.x": "1",
        "rij.2.x": "3",
    }


def test_yaml_values_are_the_text_that_was_typed(tmp_path: Path) -> None:
    content = (
        "tel: 0471123456\nacht: 0123\nuur: 12:30:45\nland: NO\nbedrag: 1_000\nleeg:\nniets: null\nhol: ~\n"
        "echt: 'null'\nja: yes\nrij:\n- x: 1\n-\n- x: 3\nkeuze: [a, b]\nlang: |-\n  een\n\n  twee\ndag: 2026-01-02\n"
    )
    assert values_of(tmp_path, "f.YML", content) == {
        "tel": "0471123456",
        "acht": "0123",
        "uur": "12:30:45",
        "land": "NO",
        "bedrag": "1_000",
        "echt": "null",
        "ja": "yes",
        "rij.0.x": "1",
        "rij.2.x": "3",
        "keuze": ("a", "b"),
        "lang": "een\n\ntwee",
        "dag": "2026-01-02",
    }


def test_dotted_names_may_stand_for_nesting(tmp_path: Path) -> None:
    assert values_of(tmp_path, "f.yaml", "client.naam: Peeters\n") == {"client.naam": "Peeters"}
    doubled = "client.naam: Peeters\nclient:\n  naam: Maes\n"
    assert fault_of(tmp_path, "f.yaml", doubled).code == "BESTAND-YAML"


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    assert values_of(tmp_path, "f.json", b'\xef\xbb\xbf{"a": "1"}') == {"a": "1"}
    assert values_of(tmp_path, "f.yaml", b"\xef\xbb\xbfa: 1") == {"a": "1"}


BAD_JSON: dict[str, tuple[str | bytes, int]] = {
    "empty": ("", 1),
    "a list": ("[1]", 1),
    "a text": ('"geheim"', 1),
    "double name": ('{"a": "geheim",\n "b": 1,\n "a": "geheim"}', 3),
    "double name, written otherwise": ('{"a": "geheim",\n "\\u0061": 1}', 2),
    "not a number": ('{\n"a": NaN}', 2),
    "infinity": ('{"a": -Infinity}', 1),
    "exponent": ('{"a": 1e400}', 1),
    "small exponent": ('{"a":\n\n1.5E2}', 3),
    "many digits": ('{"a": %s}' % ("9" * 31), 1),
    "depth": ("[" * 51 + "]" * 51, 1),
    "deep and broken": ('{"a":' * 200_000, 1),
    "trailing data": ('{"a": 1}\n{"b": 2}', 2),
    "trailing comma": ('{"a": 1,}', 1),
    "comment": ('{"a": 1} // geheim', 1),
    "single quotes": ("{'a': 'geheim'}", 1),
    "unfinished": ('{"a": "geheim', 1),
    "control character": ('{"a": "geh\x01eim"}', 1),
    "utf-16": ('{"a": "geheim"}'.encode("utf-16"), 1),
    "latin-1": ('{"a": 1,\n"b": "geheim é"}'.encode("latin-1"), 2),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_bad_json_is_refused_with_its_line_and_without_its_content(case: str, tmp_path: Path) -> None:
    content, line = BAD_JSON[case]
    fault = fault_of(tmp_path, "f.json", content)
    assert fault.code == "BESTAND-JSON"
    assert f"regel {line}," in fault.message
    assert "geheim" not in str(fault)


BAD_YAML: dict[str, tuple[str | bytes, int]] = {
    "empty": ("", 1),
    "only comments": ("# niets\n", 1),
    "a list": ("- geheim", 1),
    "a text": ("geheim", 1),
    "double name": ("a: 1\nb: 2\na: geheim", 3),
    "anchor": ("a: &x geheim", 1),
    "alias": ("a: 1\nb: *x", 2),
    "itself": ("a: &a\n  b: *a", 1),
    "alias bomb": ("a: &a [x]\nb: &b [*a,*a]", 1),
    "tag": ("a: 1\nb: !!python/object/apply:os.system [geheim]", 2),
    "harmless tag": ("a: !!str 1", 1),
    "tag on a group": ("a: !x\n  b: 1", 1),
    "list as a name": ("? [a]\n: b", 1),
    "tab": ("a:\n\tb: geheim", 2),
    "colon": ("a: b: geheim", 1),
    "open quote": ('a: "geheim', 1),
    "two documents": ("a: 1\n---\nb: geheim", 2),
    "depth": ("a: " + "[" * 60, 1),
    "many": ("a: [" + "x, " * 10_001 + "]", 1),
    "control character": ("a: 1\nb: geh\x07eim", 2),
    "utf-16": ("a: geheim".encode("utf-16"), 1),
    "latin-1": ("a: 1\nb: geheim é".encode("latin-1"), 2),
}


@pytest.mark.parametrize("case", BAD_YAML)
def test_bad_yaml_is_refused_with_its_line_and_without_its_content(case: str, tmp_path: Path) -> None:
    content, line = BAD_YAML[case]
    fault = fault_of(tmp_path, "f.yaml", content)
    assert fault.code == "BESTAND-YAML"
    assert f"regel {line}," in fault.message
    assert "geheim" not in str(fault)


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    assert fault_of(tmp_path, "f.yaml", b"a: " + b"x" * yaml_text.NOTATION.max_bytes).code == "BESTAND-GROOT"
    assert (
        fault_of(tmp_path, "f.json", b'"' + b"x" * json_text.NOTATION.max_bytes + b'"').code
        == "BESTAND-GROOT"
    )


def test_50_levels_are_taken(tmp_path: Path) -> None:
    assert values_of(tmp_path, "f.json", '{"a":' * 50 + '"x"' + "}" * 50) == {".".join("a" * 50): "x"}


@given(st.binary(max_size=200))
def test_any_bytes_end_in_data_or_a_fault(content: bytes) -> None:
    for parse in (json_text.parse, yaml_text.parse):
        try:
            assert isinstance(parse(content), dict)
        except FormFault as fault:
            assert fault.code in {"BESTAND-JSON", "BESTAND-YAML"}  # noqa: PT017


JSON_DATA = st.dictionaries(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(),
        lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@settings(max_examples=50)
@given(JSON_DATA, st.sampled_from([None, 2]), st.booleans())
def test_proper_json_is_read_as_python_reads_it(
    data: dict[str, object], indent: int | None, ascii_only: bool
) -> None:
    written = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert json_text.parse(written.encode("utf-8", "surrogatepass")) == data


def test_half_a_character_is_kept_for_the_judge(tmp_path: Path) -> None:
    assert values_of(tmp_path, "f.json", '{"a": "\\ud800", "b\\ud800": "1"}') == {"a": "\ud800", "b?": "1"}
    for kind in (JsonFormat(), YamlFormat()):
        back = values_of(tmp_path, f"f{kind.suffixes[0]}", kind.blank(Specimen, {"naam": "x\ud800y"}))
        assert back["naam"] == "x\ud800y"


def test_a_yaml_form_explains_each_field() -> None:
    text = YamlFormat().blank(Specimen).decode()
    assert yaml.safe_load(text)["regels"] == [{"wat": "", "kleur": "", "dag": ""}]
    for told in (
        "# Specimen (versie 2.1)",
        "# 2. Plaats",
        "# Naam *\nnaam:",
        "# Dag * (dd/mm/jjjj; bv. 31/12/1985)\ndag:",
        "# Keuzes: rood; blauw; 1.1_bezig (Paars (bezig))",
        "  # Invullen als de kleur rood is.",
        "# Laat leeg: dit berekent het programma.",
        'regels:\n    # Wat *\n  - wat: ""\n    # Kleur\n',
        "voorkeuren: []",
    ):
        assert told in text


def test_a_json_form_shows_one_row_of_each_list() -> None:
    data = json.loads(JsonFormat().blank(Specimen))
    assert data["documenttype"] == "specimen"
    assert data["kleur"] == "blauw"
    assert data["regels"] == [{"wat": "", "kleur": "", "dag": ""}]
    assert data["dossiers"][0]["details"] == [{"nota": ""}]


def test_a_text_of_several_lines_stays_readable_in_yaml() -> None:
    text = YamlFormat().blank(Specimen, {"verhaal": "een\n\ntwee: #3", "naam": "1\n 2"}).decode()
    assert "verhaal: |-\n  een\n\n  twee: #3\n" in text
    assert 'naam: "1\\n 2"\n' in text
