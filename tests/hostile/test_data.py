"""Data and words as attacks: what JSON and YAML would make of them, and what a reader would not see."""

from pathlib import Path

import pytest

from generator.flows.house import house_of
from generator.flows.make import judge
from generator.flows.reading import read_form
from generator.wiring import Rooms
from tests.conftest import filled
from tests.hostile import LARGEST, code_of

JSON, YAML = "BESTAND-JSON", "BESTAND-YAML"
FILES: dict[str, tuple[str, bytes, str]] = {
    "D2 a name twice": ("f.yaml", b"a: 1\na: 2", YAML),
    "D3 an alias bomb": ("f.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]", YAML),
    "D3 a mapping that holds itself": ("f.yaml", b"a: &a\n  b: *a", YAML),
    "D3 a tag that runs something": ("f.yaml", b"a: !!python/object/apply:os.system ['true']", YAML),
    "D3 a merge": ("f.yaml", b"a: &a {b: 1}\nc:\n  <<: *a", YAML),
    "D3 depth": ("f.yaml", b"[" * 5_000, YAML),
    "D3 many": ("f.yaml", b"a: [" + b"x," * 20_000 + b"]", YAML),
    "D3 large": ("f.yaml", b"a: " + b"x" * 1_000_001, "BESTAND-GROOT"),
    "D4 a name twice": ("f.json", b'{"a": 1, "a": 2}', JSON),
    "D4 not a number": ("f.json", b'{"a": NaN}', JSON),
    "D4 infinity": ("f.json", b'{"a": -Infinity}', JSON),
    "D4 an exponent": ("f.json", b'{"a": 1e400}', JSON),
    "D4 endless digits": ("f.json", b'{"a": ' + b"9" * 5_000 + b"}", JSON),
    "D4 depth": ("f.json", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", JSON),
    "D4 something behind it": ("f.json", b'{"a": 1} {"a": 2}', JSON),
    "D4 UTF-16": ("f.json", '{"a": "1"}'.encode("utf-16"), "BESTAND-TEKENSET"),
    "D4 UTF-32": ("f.json", '{"a": "1"}'.encode("utf-32"), "BESTAND-TEKENSET"),
    "D4 large": ("f.json", b'{"a": "' + b"x" * 5_000_001 + b'"}', "BESTAND-GROOT"),
    "D4 no object": ("f.json", b'[{"a": 1}]', JSON),
}


@pytest.mark.parametrize("attack", FILES)
def test_an_attack_by_data_is_refused(attack: str, tmp_path: Path) -> None:
    name, content, code = FILES[attack]
    assert code_of(tmp_path, name, content) == code


LINE, TEXT, DAY, INSZ = "client__naam", "interesses", "datum_opmaak", "client__insz"
WORDS: dict[str, tuple[str, str, str]] = {
    "C5 a control": (TEXT, "Muziek en tuinieren\x07 en dieren", "VELD-TEKEN"),
    "C5 half a character": (TEXT, "Muziek en tuinieren\ud800 en dieren", "VELD-TEKEN"),
    "C5 no character": (TEXT, "Muziek en tuinieren\ufdd0 en dieren", "VELD-TEKEN"),
    "C5 no character either": (TEXT, "Muziek en tuinieren\uffff en dieren", "VELD-TEKEN"),
    "C6 a new page": (TEXT, "Muziek en tuinieren\f en dieren", "VELD-TEKEN"),
    "C6 a new paragraph": (TEXT, "Muziek en tuinieren\a en dieren", "VELD-TEKEN"),
    "C10 turned round": (LINE, "Peeters\u202egnp.exe", "VELD-TEKEN"),
    "C10 turned round in a text": (TEXT, "Muziek en tuinieren \u2066en\u2069 dieren", "VELD-TEKEN"),
    "C10 a tag that nobody sees": (TEXT, "Muziek en tuinieren\U000e0041 en dieren", "VELD-TEKEN"),
    "C11 a letter that looks like a digit": (INSZ, "85.07.3O-033.28", "VELD-INSZ"),
    "C12 digits of another script": (INSZ, "٨٥.٠٧.٣٠-٠٣٣.٢٨", "VELD-INSZ"),
    "C12 wide digits": (INSZ, "８５.07.30-033.28", "VELD-INSZ"),
    "C12 a day in other digits": (DAY, "０１/02/2026", "VELD-DATUM"),
    "D8 a day that is not there": (DAY, "31/02/2026", "VELD-DATUM"),
    "D8 the first year": (DAY, "01/01/0001", "VELD-DATUM"),
    "D8 the last year": (DAY, "31/12/9999", "VELD-DATUM"),
    "D9 a line that is too long": (LINE, "x" * 300, "VELD-LENGTE"),
    "D9 a text that is too long": (TEXT, "woord " * 10_000, "VELD-LENGTE"),
    "D9 two lines for one": (LINE, "Peeters\nJan", "VELD-REGEL"),
}


def codes(rooms: Rooms, field: str, word: str) -> set[str]:
    path = rooms.workspace.root / "f.json"
    path.write_bytes(filled("screening_activering", 3, "json", **{field: word}))
    house = house_of(rooms)
    judged = judge(path, read_form(path, LARGEST, ()), (), house)
    assert not any(word in finding.message for finding in judged.findings)
    return {finding.code for finding in judged.findings if finding.severity.value == "fout"}


@pytest.mark.parametrize("attack", WORDS)
def test_a_word_that_would_deceive_is_a_fault_of_its_field(attack: str, rooms: Rooms) -> None:
    field, word, code = WORDS[attack]
    assert codes(rooms, field, word) == {code}


@pytest.mark.parametrize(
    "word",
    [
        "{{ 7*7 }} en meer tekst",
        "{% x %} <b> & ' \" en meer",
        "=1+1 en wat meer tekst erbij",
        "a\r\nb en nog wat meer tekst",
    ],
)
def test_words_that_mean_something_elsewhere_are_words(word: str, rooms: Rooms) -> None:
    assert codes(rooms, TEXT, word) == set()
