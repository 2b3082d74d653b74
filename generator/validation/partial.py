"""A form of which some answers are missing or wrong, so that the rules over the others can still be judged."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from forms.base import Block, inner, is_block, row_type

_WRONG = object()


def partial(model: type[Block], data: Mapping[str, Any]) -> Block:
    """Build a form from whatever answers are right; the others are not there (reading them raises Unanswered).

    ``data`` are nested answers; unknown names are passed over. Never raises.
    """
    built = model.model_construct()
    kept = built.__dict__
    for name, info in model.model_fields.items():
        found = _take(model, name, data[name]) if name in data else kept.get(name, _WRONG)
        if found is _WRONG or (name not in data and info.is_required()):
            kept.pop(name, None)
        else:
            kept[name] = found
    return built


def _take(model: type[Block], name: str, value: Any) -> object:
    annotation = model.model_fields[name].annotation
    listed, single = row_type(annotation), inner(annotation)
    if is_block(listed):
        whole = isinstance(value, list) and all(isinstance(row, Mapping) for row in value)
        return tuple(partial(listed, row) for row in value) if whole else _WRONG
    if is_block(single):
        return partial(single, value) if isinstance(value, Mapping) else _WRONG
    try:
        return _reader(model, name).validate_python(value)
    except ValidationError:
        return _WRONG


@cache
def _reader(model: type[Block], name: str) -> TypeAdapter[Any]:
    """The reader of one field on its own."""
    return TypeAdapter(model.model_fields[name].rebuild_annotation())
