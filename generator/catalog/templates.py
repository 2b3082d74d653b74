"""The Word templates: a workspace's own come first, then those that travel with the program."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from generator.errors import OperatorFault


@dataclass(frozen=True, slots=True)
class Template:
    """A template on disk; ``digest`` is the sha256 of its bytes, part of every recipe."""

    path: Path
    digest: str


def shipped_folder() -> Path:
    """The folder of templates that came with the program."""
    return Path(str(files("templates").joinpath("")))


def all_templates(workspace: Path) -> tuple[Path, ...]:
    """Every template that a workspace uses, by name: its own, and of those that it lacks the shipped ones.

    Those whose name begins with ``_`` belong to no form. The traces of a program that has one open are passed over.
    """
    found: dict[str, Path] = {}
    for folder in (workspace / "templates", shipped_folder()):
        for path in folder.glob("*.docx"):
            if not path.name.startswith(("~$", ".")) and path.is_file():
                found.setdefault(path.stem, path)
    return tuple(found[name] for name in sorted(found))


def find_template(form: str, workspace: Path) -> Template:
    """Find the template of a form. Raises OperatorFault when there is none."""
    for folder in (workspace / "templates", shipped_folder()):
        path = folder / f"{form}.docx"
        if path.is_file():
            return Template(path, hashlib.sha256(path.read_bytes()).hexdigest())
    raise OperatorFault("SJABLOON-ONTBREEKT", f"Er is geen sjabloon {form}.docx in de map templates.")
