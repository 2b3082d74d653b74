"""What a form is made of: questions with labels, blocks, lists, and the walk over all of them."""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.fields import FieldInfo

from forms.choices import Choice
from forms.fields import LINE, Kind


class Unanswered(AttributeError):
    """A rule looked at an answer that is missing or wrong: the rule cannot judge, the answer has its own finding."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition under which a question must be answered, and the same condition in Dutch words."""

    holds: Callable[[Any], bool]
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a field is to a person: label, help, section, and when it must be answered."""

    label: str
    help: str = ""
    example: str = ""
    section: str = ""
    required_when: When | None = None
    computed: bool = False
    rows: int = 0
    """Rows that a blank form offers for a list."""
    ruled: bool = False
    """Always asked, by a rule with a code of its own."""
    default: str = ""
    """The answer that a blank form already holds."""

    def __call__(self, schema: dict[str, Any]) -> None:
        """Tell a JSON Schema what a person is told (pydantic calls this)."""
        schema.pop("default", None)
        told = " ".join(
            part
            for part in (
                self.help,
                f"Verplicht als {self.required_when.words}." if self.required_when else "",
            )
            if part
        )
        if told:
            schema["description"] = told
        if self.example:
            schema["examples"] = [self.example]


def question(  # noqa: PLR0913
    label: str,
    *,
    help: str = "",
    example: str = "",
    section: str = "",
    optional: bool = False,
    when: When | None = None,
    computed: bool = False,
    ruled: bool = False,
    default: Choice | None = None,
) -> Any:
    """Declare a question. Required unless ``optional``, ``computed`` or asked only ``when`` something holds.

    ``ruled``: always required, but a rule with a code of its own asks for it. A ``default`` stands in blank forms and counts where nothing was filled in. ``section`` opens a new section of the paper, which lasts until the next field that names one.
    """
    asked = Question(
        label, help, example, section, when, computed, ruled=ruled, default=default.value if default else ""
    )
    if optional or when or computed or ruled or default:
        return Field(default=default, title=label, json_schema_extra=asked)
    return Field(title=label, json_schema_extra=asked)


def block(label: str, *, section: str = "", optional: bool = False, when: When | None = None) -> Any:
    """Declare a group of questions with a heading of its own; an optional one counts once any of it is answered."""
    return question(label, section=section, optional=optional, when=when)


def rows(
    label: str,
    *,
    offered: int,
    section: str = "",
    help: str = "",
    when: When | None = None,
    ruled: bool = False,
) -> Any:
    """Declare a list of which each row is a block, or a multiple choice; it may be empty unless ``when`` holds.

    ``offered`` is the number of empty rows in a blank form.
    """
    asked = Question(label, help, "", section, when, rows=offered, ruled=ruled)
    return Field(default_factory=tuple, title=label, json_schema_extra=asked)


def question_of(info: FieldInfo) -> Question:
    """Return the question that a model field was declared with."""
    asked = info.json_schema_extra
    if not isinstance(asked, Question):
        raise TypeError("field declared without question(), block() or rows()")
    return asked


class Block(BaseModel):
    """A group of answers. Immutable; unknown names are refused; reading a missing answer raises Unanswered."""

    # Built at first use: most commands need the questions of a form and never judge one.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        revalidate_instances="never",
        defer_build=True,
    )

    @field_validator("*", mode="after")
    @classmethod
    def _in_the_order_of_the_list(cls, value: Any) -> Any:
        """Keep the answers of a multiple choice in the order in which they are offered: no other order means anything."""
        if isinstance(value, tuple) and value and isinstance(value[0], Choice):
            return tuple(sorted(set(value), key=lambda chosen: chosen.position))
        return value

    def __getattr__(self, name: str) -> Any:
        """Only reached when an answer is not there: in a form that is judged although parts of it are wrong."""
        if name in type(self).model_fields:
            raise Unanswered(name)
        raise AttributeError(name)


FORM_FIELD, VERSION_FIELD = "documenttype", "schema_versie"
IDENTITY = (FORM_FIELD, VERSION_FIELD)
"""The two fields by which a paper says which form it is; the program fills them in, a person never does."""


class Form(Block):
    """A whole paper. Subclasses set its id, title and version, and list their rules in ``forms.rules``."""

    ID: ClassVar[str]
    TITLE: ClassVar[str]
    VERSION: ClassVar[str]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form as the outside sees it (``dossier fields``, blank forms, documents).

    ``name`` is the dotted path with list rows as numbers (``gezin.0.naam``); ``path`` the same with ``*`` for
    rows (``gezin.*.naam``); ``groups`` the headings above it within its section. ``required`` in a row means:
    once the row is used.
    """

    name: str
    path: str
    label: str
    section: str
    kind: Kind
    required: bool
    choices: Mapping[str, str]
    repeats: bool
    question: Question
    groups: tuple[str, ...] = ()
    multiple: bool = False
    rows: int = 0


def inner(annotation: Any) -> Any:
    """Strip ``| None`` and ``Annotated`` from a type."""
    if get_origin(annotation) in {Union, types.UnionType}:
        return inner(next(part for part in get_args(annotation) if part is not type(None)))
    if hasattr(annotation, "__metadata__"):
        return inner(get_args(annotation)[0])
    return annotation


def row_type(annotation: Any) -> Any:
    """Return what a list holds, or None for what is no list."""
    bare = inner(annotation)
    return inner(get_args(bare)[0]) if get_origin(bare) is tuple else None


def is_block(kind: Any) -> bool:
    """Tell whether a type is a group of questions."""
    return isinstance(kind, type) and issubclass(kind, Block)


def _metadata(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in {Union, types.UnionType}:
        return _metadata(next(part for part in get_args(annotation) if part is not type(None)))
    return tuple(getattr(annotation, "__metadata__", ()))


def kind_of(info: FieldInfo) -> Kind:
    """Find the kind of a leaf field: from its annotated type, or from its closed list."""
    chosen = row_type(info.annotation) or inner(info.annotation)
    if isinstance(chosen, type) and issubclass(chosen, Choice):
        listed = row_type(info.annotation) is not None
        return Kind("choices" if listed else "choice", "", next(iter(chosen.labels())), chosen.labels)
    for mark in (*info.metadata, *_metadata(info.annotation)):
        if isinstance(mark, Kind):
            return mark
    return LINE


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: names so far, the section, and what the groups above demand."""

    name: str = ""
    path: str = ""
    section: str = ""
    groups: tuple[str, ...] = ()
    required: bool = True
    rows: int = 0

    def child(self, name: str) -> str:
        return f"{self.name}.{name}" if self.name else name

    def child_path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _leaf(info: FieldInfo, name: str, place: _Place) -> FieldSpec:
    asked, kind = question_of(info), kind_of(info)
    return FieldSpec(
        name=place.child(name),
        path=place.child_path(name),
        label=asked.label,
        section=place.section,
        kind=kind,
        required=place.required and (info.is_required() or asked.ruled),
        choices=kind.offered() if kind.offered else {},
        repeats=place.rows > 0,
        question=asked,
        groups=place.groups,
        multiple=row_type(info.annotation) is not None,
        rows=place.rows,
    )


def _walk(model: type[Block], place: _Place) -> Iterator[FieldSpec]:
    section = place.section
    for name, info in model.model_fields.items():
        asked = question_of(info)
        section = asked.section or section
        here = _Place(place.name, place.path, section, place.groups, place.required, place.rows)
        listed, single = row_type(info.annotation), inner(info.annotation)
        if is_block(listed):
            path = here.child_path(name)
            yield from _walk(
                listed,
                _Place(
                    f"{here.child(name)}.0",
                    f"{path}.*",
                    section,
                    (*place.groups, asked.label),
                    True,
                    asked.rows,
                ),
            )
        elif is_block(single):
            required = here.required and info.is_required()
            groups = (*place.groups, asked.label)
            yield from _walk(
                single, _Place(here.child(name), here.child_path(name), section, groups, required, place.rows)
            )
        else:
            yield _leaf(info, name, here)


@cache
def field_specs(form: type[Block]) -> tuple[FieldSpec, ...]:
    """All fields of a form in the order of the paper; each list appears once, as its row 0."""
    return tuple(_walk(form, _Place()))
