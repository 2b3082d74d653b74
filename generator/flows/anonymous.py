"""A paper without names: made from the kept answers, with what identifies people masked wherever it stands.

File number, age and kind of household stay (domain.md §12). Runs in a worker.
"""

import json
from typing import Any

from pydantic import ValidationError

from forms.base import Form
from forms.identity import Mask
from generator import catalog, convert, merge
from generator.errors import FormFault
from generator.flows.make import House, context_of

_OF_THE_HOUSE = frozenset({"dossiernummer", "opsteller", "huisstijl"})
"""What stays as it is: the number, and who wrote the paper."""
_HOUSE_NUMBER = ("huisnummer", "bus")
_UNUSABLE = "De bewaarde gegevens van dit papier kunnen niet meer gelezen worden."


def without_names(form: str, kept: bytes, mask: Mask, house: House) -> bytes:
    """Print a paper without names, as PDF. Raises FormFault when its answers cannot be used, and as ``dress`` does."""
    kind = catalog.form_type(form)
    try:
        answers = kind.model.model_validate(json.loads(kept))
    except (ValueError, ValidationError):
        raise FormFault("ZITTING-ANONIEM", _UNUSABLE) from None
    words = _masked_words(context_of(kind, answers, (), house), mask)
    template = catalog.find_template(kind.id, house.workspace)
    docx = merge.template(template.path, house.compiled).render(words)
    return convert.to_pdf(docx, house.pdf, _to_be_read(answers, mask))


def _masked_words(words: dict[str, Any], mask: Mask) -> dict[str, Any]:
    masked = {name: value if name in _OF_THE_HOUSE else _over(value, mask) for name, value in words.items()}
    client = masked.get("client") or {}
    for place in ("domicilie", "verblijfplaats"):
        if address := client.get(place):
            address.update({name: "" for name in _HOUSE_NUMBER if name in address})
    return masked


def _over(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return mask.over(value)
    if isinstance(value, dict):
        return {name: _over(inside, mask) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_over(inside, mask) for inside in value]
    return value


def _to_be_read(answers: Form, mask: Mask) -> tuple[str, ...]:
    """What must stand in the PDF; of the client and the household enough was left out to pass them over."""
    return tuple(
        answer.text if answer.field.startswith("opsteller.") else mask.over(answer.text)
        for answer in merge.printed_answers(answers)
        if not answer.field.startswith(("client.", "gezin."))
    )
