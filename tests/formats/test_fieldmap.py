import pytest

from generator.errors import FormFault
from generator.formats.fieldmap import MAX_ROWS, Leaf, chosen, filled_in, lay_out, leaves, sections
from tests.formats.specimen import Specimen

NAMES = [leaf.name for leaf in leaves(lay_out(Specimen, {}))]


def leaf(name: str) -> Leaf:
    return next(leaf for leaf in leaves(lay_out(Specimen, {})) if leaf.name == name)


def test_a_list_has_the_rows_that_it_offers_or_that_the_answers_need() -> None:
    assert [name for name in NAMES if name.endswith(".wat")] == [f"regels.{row}.wat" for row in range(3)]
    assert "dossiers.1.details.1.nota" in NAMES
    more = [leaf.name for leaf in leaves(lay_out(Specimen, {"dossiers.0.details.4.nota": "x"}))]
    assert "dossiers.0.details.4.nota" in more
    assert "dossiers.1.details.2.nota" not in more
    one = [leaf.name for leaf in leaves(lay_out(Specimen, {"regels.1.wat": "x"}, offer_rows=False))]
    assert [name for name in one if name.endswith(".wat")] == ["regels.0.wat", "regels.1.wat"]


def test_a_list_has_a_last_row() -> None:
    assert len(list(leaves(lay_out(Specimen, {f"regels.{MAX_ROWS - 1}.wat": "x"})))) > MAX_ROWS
    for row in (MAX_ROWS, 10**9, "٣"):
        with pytest.raises(FormFault):
            lay_out(Specimen, {f"regels.{row}.wat": "x"})


def test_unknown_names_are_told_when_they_are_plain() -> None:
    with pytest.raises(FormFault) as refused:
        lay_out(Specimen, {"naam": "x", "nmaa": "geheim", "Jan Peeters, Leuven": "x"})
    assert "2 van de velden niet: nmaa." in refused.value.message
    assert "Peeters" not in refused.value.message


def test_sections_hold_every_field_but_those_of_the_program() -> None:
    parts = {title: [leaf.name for leaf in leaves(group)] for title, group in sections(lay_out(Specimen, {}))}
    assert list(parts) == ["Kop", "Plaats", "Lijsten"]
    assert parts["Kop"][0] == "naam"
    assert [name for names in parts.values() for name in names] == NAMES[2:]


def test_answers_given_take_no_defaults() -> None:
    identity = {"documenttype": "specimen", "schema_versie": "2.1"}
    assert filled_in(Specimen, None) == {"kleur": "blauw"} | identity
    assert filled_in(Specimen, {}) == identity
    assert filled_in(Specimen, {"documenttype": "advies", "naam": "x"}) == {"naam": "x"} | identity


def test_codes_of_an_answer() -> None:
    assert chosen(leaf("akkoord"), "NEE") == ("neen",)
    assert chosen(leaf("stad"), "bergen") == ("2.1",)
    assert chosen(leaf("stad"), "Parijs") == ()
    assert chosen(leaf("voorkeuren"), ("Luik", "Parijs", "gent (o-vl)")) == ("luik/liège", "Gent (O-Vl)")
