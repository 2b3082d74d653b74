"""From a file to answers under our names: read it, and find out which form it is and of which dossier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.findings import Finding, Severity
from forms.nesting import nest
from generator import catalog, intake, mapping
from generator.catalog import FormType, Recognised
from generator.errors import FormFault
from generator.formats.base import Format
from generator.formats.table import formats
from generator.mapping import FieldMap
from generator.model import Answers, FoundField


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is one of our forms, or stands for one by a field map."""

    recognised: Recognised
    map: FieldMap | None

    @property
    def kind(self) -> FormType:
        """The form."""
        return self.recognised.kind

    @property
    def answers(self) -> Answers:
        """What it holds, under the names of today."""
        return self.recognised.answers

    def as_in_file(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Give findings the names that the fields have in the file, for marking them there."""
        named = self.recognised.as_in_file(findings)
        return mapping.back(self.map, named) if self.map else named


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a file, before anybody looked up its dossier; plain values that cross a process border."""

    form: str = ""
    """Id of the form, when it is one of ours or stands for one."""
    format: str = ""
    answers: Answers | None = None
    """As they stand in the file; None when it is no form of ours."""
    numbers: tuple[str, ...] = ()
    """The file number as filled in; of a batch sheet that of each row, of a decision list that of each point."""
    fault: Finding | None = None
    """Why it is no form of ours."""
    attachable: bool = False
    """It is no form, but a PDF that may be kept as it is."""

    @property
    def number(self) -> str:
        """The file number of a form that is no batch sheet; nothing where there is none."""
        return self.numbers[0] if self.numbers else ""

    @property
    def is_sheet(self) -> bool:
        """Tell whether it is a batch sheet: many forms in one file."""
        return self.answers is not None and bool(self.answers.rows)

    @property
    def is_decision_list(self) -> bool:
        """Tell whether it is the decision list of a session: about many dossiers."""
        return self.answers is not None and self.form == catalog.DECISION_LIST.id


_NO_FORM = frozenset({"BESTAND-GEEN-VELDEN", "BESTAND-XFA", "BESTAND-ONBEKEND-FORMULIER"})
_NUMBER = "dossiernummer"


def read_form(path: Path, max_bytes: int, maps: Sequence[FieldMap]) -> Read:
    """Read a file and find out which form it is. Every fault of the filler ends in ``fault``; raises OperatorFault only."""
    form = name = ""
    try:
        kind = format_of(path, max_bytes)
        name = kind.name
        answers = kind.read(path)
        form = told_form(answers)
        taken = take(answers, maps)
    except FormFault as fault:
        return Read(form, name, fault=file_fault(fault), attachable=name == "pdf" and fault.code in _NO_FORM)
    except (MemoryError, RecursionError):  # while reading: the file's doing, not ours
        return Read(form, name, fault=file_fault(intake.too_heavy()))
    return Read(taken.kind.id, name, answers, tuple(_numbers(taken)))


def _numbers(taken: Taken) -> Iterator[str]:
    if taken.kind is catalog.DECISION_LIST:
        named = nest(taken.answers.values).data.get("punten", ())
        yield from (text_of(point.get(_NUMBER)) for point in named if isinstance(point, Mapping))
    else:
        for each in taken.answers.rows or (taken.answers,):
            yield text_of(each.values.get(_NUMBER))


def text_of(value: object) -> str:
    """An answer of one line without the blanks around it; nothing for an answer that is missing or a list."""
    return value.strip() if isinstance(value, str) else ""


def format_of(path: Path, max_bytes: int, *, looking: bool = False) -> Format:
    """Find the format of a file by its content. Raises FormFault with a ``BESTAND-…`` code.

    ``looking`` is for who takes nothing in: see ``intake.sniff``.
    """
    return formats()[intake.sniff(path, max_bytes, looking=looking)]


def read_file(path: Path, max_bytes: int) -> Answers:
    """Read any form, ours or foreign, to look at it. Raises FormFault with a ``BESTAND-…`` code."""
    return format_of(path, max_bytes, looking=True).read(path)


def fields_of_file(path: Path, max_bytes: int) -> tuple[FoundField, ...]:
    """List the fields of any form. Raises FormFault with a ``BESTAND-…`` code."""
    return format_of(path, max_bytes, looking=True).fields(path)


def take(answers: Answers, maps: Sequence[FieldMap]) -> Taken:
    """Find which form answers are: by its id, then by its fields, then by a field map.

    Raises FormFault ``BESTAND-ONBEKEND-FORMULIER``, ``BESTAND-VERSIE``, or ``BESTAND-KAART`` when two maps fit.
    """
    known = catalog.identified(answers)
    found = None if known.form else mapping.fitting(maps, known.fields)
    return Taken(catalog.recognised(mapping.translated(found, known) if found else known), found)


def told_form(answers: Answers) -> str:
    """The id of the form that answers say they are, when it is one of ours."""
    return answers.form if answers.form in catalog.RECOGNISED else ""


def file_fault(fault: FormFault) -> Finding:
    """Make the finding of a fault of the whole file."""
    return Finding(fault.code, Severity.FOUT, "", "", fault.message)
