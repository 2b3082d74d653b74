"""The JSON Schema of a form, as programs outside need it."""

from typing import Any

from generator.catalog.forms import FormType


def json_schema(kind: FormType) -> dict[str, Any]:
    """Describe the nested answers of a form (JSON Schema 2020-12).

    An answer that need not be given is left out; it is never null.
    """
    schema: dict[str, Any] = _plain(kind.model.model_json_schema())
    for block in schema.get("$defs", {}).values():
        block.pop("description", None)
    schema["properties"]["documenttype"] = {"const": kind.id}
    schema["properties"]["schema_versie"] = {"const": kind.version}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind.title} {kind.version}",
    }
    return head | {name: inside for name, inside in schema.items() if name not in {"title", "description"}}


def _plain(schema: Any) -> Any:
    """Take "or null" out: a blank answer is left out, not written as null."""
    if isinstance(schema, list):
        return [_plain(inside) for inside in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _plain(inside) for name, inside in schema.items()}
    options = plain.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        kept = [option for option in options if option != {"type": "null"}]
        del plain["anyOf"]
        plain = (kept[0] | plain) if len(kept) == 1 else plain | {"anyOf": kept}
    return plain
