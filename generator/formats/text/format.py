"""Forms as data: JSON and YAML, nested under the field names."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.base import VERSION_FIELD, Form
from forms.findings import Finding
from forms.nesting import Value, flatten
from generator.errors import FormFault
from generator.formats.base import answers_of
from generator.formats.fieldmap import Leaf, Listing, Part, filled_in, lay_out
from generator.formats.text import json_reading as json_text
from generator.formats.text import yaml_reading as yaml_text
from generator.formats.text import yaml_writing
from generator.model import Answers, FoundField


class _Unmarked:
    """What data formats share: there is no place for marks in them, a report beside the file tells the faults."""

    def mark(self, content: bytes, findings: Sequence[Finding]) -> bytes:
        """Give the same bytes."""
        return content

    def unmark(self, content: bytes) -> bytes:
        """Give the same bytes."""
        return content


class JsonFormat(_Unmarked):
    """Answers as one JSON object (UTF-8)."""

    name = "json"
    suffixes = (".json",)

    def read(self, path: Path) -> Answers:
        """Read a JSON form. Numbers become text with a decimal comma, true and false ``ja`` and ``neen``."""
        return _read(self.name, json_text.parse(path.read_bytes()), "BESTAND-JSON")

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List the names in the data, in their order."""
        return _found(json_text.parse(path.read_bytes()))

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Write all fields nested, blank ones as ``""``, each list with one row; with answers, only what they say."""
        values = filled_in(form, answers)
        nested = _nested(lay_out(form, values, offer_rows=False), values)
        whole = nested if answers is None else _said(nested)
        text = json.dumps(whole, ensure_ascii=False, indent=2)
        return f"{_without_halves(text)}\n".encode()


class YamlFormat(_Unmarked):
    """Answers as YAML with an explanation above each field (UTF-8)."""

    name = "yaml"
    suffixes = (".yaml", ".yml")

    def read(self, path: Path) -> Answers:
        """Read a YAML form; every answer is the text that was typed."""
        return _read(self.name, yaml_text.parse(path.read_bytes()), "BESTAND-YAML")

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List the names in the data, in their order."""
        return _found(yaml_text.parse(path.read_bytes()))

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Write all fields nested with comments for the filler; each list shows one row to copy."""
        values = filled_in(form, answers)
        whole = lay_out(form, values, offer_rows=False)
        return yaml_writing.document(form, whole, values).encode()


def _read(format_name: str, nested: dict[str, Any], code: str) -> Answers:
    version = nested.get(VERSION_FIELD)
    if isinstance(version, Decimal):
        nested[VERSION_FIELD] = str(version)
    try:
        return answers_of(format_name, flatten(nested), _names(nested))
    except ValueError:
        raise FormFault(
            code,
            "Een veld staat er twee keer: één keer met een punt in de naam en één keer ingesprongen. Laat er één staan.",
        ) from None


def _found(nested: dict[str, Any]) -> tuple[FoundField, ...]:
    printable = (name.encode("utf-8", "replace").decode() for name in _names(nested))
    return tuple(map(FoundField, dict.fromkeys(printable)))


def _names(inside: Any, name: str = "") -> Iterator[str]:
    """The names of all answers, blank ones too, as :func:`forms.nesting.flatten` makes them."""
    if isinstance(inside, Mapping):
        for part, below in inside.items():
            yield from _names(below, f"{name}.{part}" if name else str(part))
    elif isinstance(inside, list) and any(isinstance(row, Mapping | list) for row in inside):
        for number, row in enumerate(inside):
            yield from _names(row, f"{name}.{number}")
    else:
        yield name


def _nested(part: Part, values: Mapping[str, Value]) -> Any:
    if isinstance(part, Leaf):
        value = values.get(part.name, () if part.spec.multiple else "")
        return list(value) if isinstance(value, tuple) else value
    if isinstance(part, Listing):
        return [_nested(row, values) for row in part.rows]
    return {below.name.rpartition(".")[2]: _nested(below, values) for below in part.parts}


def _said(nested: Any) -> Any:
    """Leave out what is blank; a blank row before a filled one stays, so that rows keep their numbers."""
    if isinstance(nested, dict):
        return {name: said for name, below in nested.items() if (said := _said(below))}
    if isinstance(nested, list):
        rows = [_said(row) for row in nested]
        while rows and not rows[-1]:
            rows.pop()
        return rows
    return nested if nested.strip() else ""


def _without_halves(text: str) -> str:
    """Escape halves of surrogate pairs, which JSON may hold and UTF-8 may not."""
    return "".join(f"\\u{ord(sign):04x}" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
