"""PDF forms made by hand, with another library than the one that reads them."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.errors import FormFault
from generator.formats.pdf.read import read


def text(name: str, value: object = None, **more: object) -> Dictionary:
    """A text field that is its own widget."""
    field = Dictionary(FT=Name.Tx, T=String(name), Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]))
    if value is not None:
        field.V = value
    for key, entry in more.items():
        field[f"/{key}"] = entry
    return field


def box(state: str | None, on: str = "Yes", **more: object) -> Dictionary:
    """A widget of a button that shows a state and can be ``on``."""
    widget = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]))
    widget.AP = Dictionary(N=Dictionary({f"/{on}": Dictionary(), "/Off": Dictionary()}))
    if state is not None:
        widget.AS = Name(f"/{state}")
    for key, entry in more.items():
        widget[f"/{key}"] = entry
    return widget


def check_box(name: str, value: str | None, state: str | None, on: str = "Yes") -> Dictionary:
    """A check box with a value and a shown state."""
    field = box(state, on, FT=Name.Btn, T=String(name))
    if value is not None:
        field.V = Name(f"/{value}")
    return field


def pdf(*fields: Dictionary, encryption: pikepdf.Encryption | bool = False, **form: object) -> bytes:
    """A PDF of one page with these fields."""
    made = Pdf.new()
    made.add_blank_page()
    made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([made.make_indirect(f) for f in fields])))
    for key, entry in form.items():
        made.Root.AcroForm[f"/{key}"] = entry
    content = io.BytesIO()
    made.save(content, encryption=encryption)
    return content.getvalue()


def terminal_fields(made: Pdf) -> Iterator[tuple[str, Any]]:
    """Walk the fields of a sound PDF: qualified name and field."""

    def below(node: Any, above: str) -> Iterator[tuple[str, Any]]:
        name = ".".join(part for part in (above, str(node.get("/T", ""))) if part)
        kids = [kid for kid in node.get("/Kids", ()) if "/T" in kid]
        if kids:
            for kid in kids:
                yield from below(kid, name)
        else:
            yield name, node

    for root in made.Root.AcroForm.Fields:
        yield from below(root, "")


def inherited(field: Any, key: str) -> Any:
    """An entry of a field or of the nearest node above it."""
    node = field
    while node is not None:
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def on_states(field: Any) -> list[str]:
    """The on-states of all widgets of a button, in order."""
    widgets = list(field.get("/Kids", ())) or [field]
    return [str(state) for widget in widgets for state in widget.AP.N if state != "/Off"]


def press(field: Any, state: str) -> None:
    """Set a button as a viewer does: the value, and the state of each widget."""
    field.V = Name(state)
    for widget in field.get("/Kids", ()) or [field]:
        widget.AS = Name(state) if state in widget.AP.N else Name.Off


def saved(made: Pdf) -> bytes:
    """The bytes of a PDF."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def opened(content: bytes) -> Pdf:
    """Open bytes."""
    return Pdf.open(io.BytesIO(content))


def fault_of(content: bytes) -> FormFault:
    """The fault that reading these bytes ends in."""
    with pytest.raises(FormFault) as refused:
        read(content)
    return refused.value
