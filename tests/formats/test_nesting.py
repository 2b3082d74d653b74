from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.nesting import flatten, nest

NAMES = st.text("abc", min_size=1, max_size=3)
TREES = st.recursive(
    st.text("xyz", min_size=1) | st.lists(st.text("xyz", min_size=1), min_size=1),
    lambda inside: (
        st.dictionaries(NAMES, inside, min_size=1)
        | st.lists(st.dictionaries(NAMES, inside, min_size=1), min_size=1)
    ),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_nesting_undoes_flattening(tree: dict[str, object]) -> None:
    assert nest(flatten(tree)).data == tree


def test_rows_move_up_and_remember_where_they_stood() -> None:
    nested = nest(
        {"gezin.4.naam": "Noor", "gezin.1.naam": "Jef", "gezin.2.naam": " ", "gezin.4.kind.7.naam": "Bo"}
    )
    assert nested.data == {"gezin": [{"naam": "Jef"}, {"naam": "Noor", "kind": [{"naam": "Bo"}]}]}
    assert nested.original("gezin.0.naam") == "gezin.1.naam"
    assert nested.original("gezin.1.kind.0.naam") == "gezin.4.kind.7.naam"
    assert nested.original("gezin.2.naam") == "gezin.2.naam"
    assert nested.original("client.naam") == "client.naam"


@pytest.mark.parametrize("order", [1, -1])
def test_a_text_where_a_group_belongs_is_not_lost(order: int) -> None:
    values = {"client": "iets", "client.naam": "Peeters"}
    assert nest(dict(list(values.items())[::order])).data == {"client": "iets"}


@pytest.mark.parametrize("row", ["٣", "1" * 5000, "-1", "1e3"])
def test_odd_row_numbers_are_names(row: str) -> None:
    nested = nest({f"gezin.{row}.naam": "x"})
    assert nested.data == {"gezin": {row: {"naam": "x"}}}
    assert nested.original(f"gezin.{row}.naam") == f"gezin.{row}.naam"


def test_values_become_text() -> None:
    data = {
        "ja": True,
        "neen": False,
        "niets": None,
        "leeg": "  ",
        "getal": 12,
        "bedrag": Decimal("858.97"),
        "klein": Decimal("0.0000001"),
        "keuzes": ["a", None, "", "b"],
        "getallen": [1, 2],
        "rijen": [{"a": "1"}, {}, {"a": ""}, {"a": "4"}],
        "geen": [],
    }
    assert flatten(data) == {
        "ja": "ja",
        "neen": "neen",
        "getal": "12",
        "bedrag": "858,97",
        "klein": "0,0000001",
        "keuzes": ("a", "b"),
        "getallen": ("1", "2"),
        "rijen.0.a": "1",
        "rijen.3.a": "4",
    }


def test_one_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="under one name"):
        flatten({"a.b": "1", "a": {"b": "2"}})
