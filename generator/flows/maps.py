"""Make the field map of a form that somebody else made."""

from pathlib import Path

from generator import catalog, mapping
from generator.files import replace_whole
from generator.flows.judging import fields
from generator.wiring import Hands


def propose(hands: Hands, file: Path, form: str, target: Path) -> None:
    """Write a proposal for the field map of a foreign form, for a person to finish in an editor.

    Raises UsageFault for an unknown form, FormFault when the file cannot be read.
    """
    found = catalog.form_type(form)
    text = mapping.proposal(fields(hands, file), found.model, file.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(target, text.encode())
