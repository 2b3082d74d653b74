"""Fill in a form the way a person's program does, not by our own writers: pikepdf, lxml, openpyxl, json, yaml.

Values are codes for closed questions, a tuple of codes for a multiple choice, text for all else; ``""`` or ``()``
makes a field blank again.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pikepdf
import yaml
from lxml import etree
from pikepdf import Array, Name, String

from forms.nesting import Value
from generator.formats.base import Format
from tests.formats.pdfs import inherited, on_states, opened, saved, terminal_fields

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def fill(kind: Format, content: bytes, values: Mapping[str, Value]) -> bytes:
    """The form with these fields filled in; every name must be a field of the file."""
    return _FILLERS[kind.name](content, values)


def _pdf(content: bytes, values: Mapping[str, Value]) -> bytes:
    form = opened(content)
    fields = dict(terminal_fields(form))
    for name, value in values.items():
        if isinstance(value, tuple):
            boxes = {each: field for each, field in fields.items() if each.rpartition(".")[0] == name}
            assert boxes, name
            for field in boxes.values():
                (state,) = on_states(field)
                _press(field, state if state[1:] in value else "/Off")
        elif inherited(fields[name], "/FT") == "/Btn":
            _press(fields[name], f"/{value}" if value else "/Off")
        else:
            fields[name].V = String(value)
    return saved(form)


def _press(field: pikepdf.Object, state: str) -> None:
    field.V = Name(state)
    for widget in field.get("/Kids", Array([field])):
        widget.AS = Name(state if state in widget.AP.N else "/Off")


def _json(content: bytes, values: Mapping[str, Value]) -> bytes:
    return json.dumps(_nested(json.loads(content), values)).encode()


def _yaml(content: bytes, values: Mapping[str, Value]) -> bytes:
    said = _nested(yaml.load(content, yaml.BaseLoader), values)
    return str(yaml.safe_dump(said, allow_unicode=True, default_style="'")).encode()


def _nested(whole: Any, values: Mapping[str, Value]) -> Any:
    for name, value in values.items():
        *groups, last = name.split(".")
        inside = whole
        for group in groups:
            if isinstance(inside, list):
                while len(inside) <= int(group):
                    inside.append({})
                inside = inside[int(group)]
            else:
                if not isinstance(inside.get(group), dict | list):
                    inside[group] = {}
                inside = inside[group]
        inside[last] = list(value) if isinstance(value, tuple) else value
    return whole


def _docx(content: bytes, values: Mapping[str, Value]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    controls: dict[str, etree._Element] = {}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            controls.setdefault(tag.get(f"{W}val", ""), control)
    for name, value in values.items():
        if isinstance(value, tuple):
            boxes = {each: one for each, one in controls.items() if each.startswith(f"{name}=")}
            assert boxes, name
            for box_tag, box in boxes.items():
                _tick(box, box_tag.partition("=")[2] in value)
        else:
            _type(controls[name], value)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def _tick(control: etree._Element, on: bool) -> None:
    checked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    assert checked is not None
    checked.set(f"{W14}val", "1" if on else "0")
    _show(control, "\u2612" if on else "\u2610")


def _type(control: etree._Element, value: str) -> None:
    settings = control.find(f"{W}sdtPr")
    assert settings is not None
    for choices in settings.iterfind(f"{W}dropDownList"):
        shown = {item.get(f"{W}value"): item.get(f"{W}displayText") for item in choices}
        value = shown.get(value) or value
    for date in settings.iterfind(f"{W}date"):
        date.attrib.pop(f"{W}fullDate", "")
    placeholder = settings.find(f"{W}showingPlcHdr")
    if placeholder is not None and value:
        settings.remove(placeholder)
    if not value and placeholder is None:
        settings.append(etree.Element(f"{W}showingPlcHdr"))
    _show(control, value or "Klik om in te vullen")


def _show(control: etree._Element, text: str) -> None:
    """Put text in the first run of a control and drop the others, line ends as Word writes them."""
    runs = list(control.iterfind(f"{W}sdtContent//{W}r"))
    assert runs
    for run in runs[1:]:
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
    for part in list(runs[0]):
        if part.tag != f"{W}rPr":
            runs[0].remove(part)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(runs[0], f"{W}br")
        typed = etree.SubElement(runs[0], f"{W}t")
        typed.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        typed.text = line


def _xlsx(content: bytes, values: Mapping[str, Value]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    labels = _labels(book)
    for name, value in values.items():
        ((sheet, area),) = book.defined_names[name].destinations
        cells = book[sheet][area.replace("$", "")]
        path = ".".join("*" if part.isdecimal() else part for part in name.split("."))
        if isinstance(value, tuple):
            codes = list(labels[f"{path}[]"])
            for (cell,), code in zip(cells, codes, strict=True):
                cell.value = "x" if code in value else None
        else:
            cells.value = labels.get(path, {}).get(value, value) or None
            cells.data_type = "s" if value else "n"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _labels(book: openpyxl.Workbook) -> dict[str, dict[str, str]]:
    ((sheet, area),) = book.defined_names["_lijsten"].destinations
    found: dict[str, dict[str, str]] = {}
    for path, code, label in book[sheet][area.replace("$", "")]:
        found.setdefault(str(path.value), {})[str(code.value)] = str(label.value)
    return found


_FILLERS: Mapping[str, Callable[[bytes, Mapping[str, Value]], bytes]] = {
    "pdf": _pdf,
    "json": _json,
    "yaml": _yaml,
    "docx": _docx,
    "xlsx": _xlsx,
}
