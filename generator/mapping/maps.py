"""A field map: which field of a foreign form is which field of ours.

A TOML file in the workspace's ``veldkaarten/``::

    formulier = "advies"        # which form of ours
    versie = "1.0"

    [velden]                    # their field = our field; {n} stands for the number of a row
    "Nom" = "client.naam"
    "enfant_{n}_nom" = "gezin.{n}.naam"

    [vast]                      # our field = what it always is
    "vertrouwelijkheid" = "beroepsgeheim"

    [keuzes."client.burgerlijke_staat"]     # their answer = our answer
    "célibataire" = "ongehuwd"
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from forms.base import IDENTITY, FieldSpec, Form, field_specs
from forms.findings import Finding
from forms.nesting import ROW_NUMBER, Value, path_of
from generator.errors import FormFault, UsageFault
from generator.files import disk_faults
from generator.model import Answers

_ROW = "{n}"
_KEYS = frozenset({"formulier", "versie", "velden", "vast", "keuzes"})
_YES = frozenset({"yes", "on", "1", "x", "true", "oui", "waar", "ja"})
_NO = frozenset({"no", "off", "0", "false", "non", "onwaar", "neen", "nee"})


@dataclass(frozen=True)
class FieldMap:
    """One map. ``names`` is their name → ours, both with ``{n}`` where a row's number stands."""

    name: str
    """Name of the file, for messages."""
    form: str
    version: str
    names: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    yes_no: frozenset[str] = frozenset()
    """Our names (with ``{n}``) that are answered by yes or no."""
    starts: Mapping[str, int] = field(default_factory=dict)
    """The number of the first row of each list (``gezin.``) in the file at hand; ours start at 0."""

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        found = ((_pattern(theirs), ours) for theirs, ours in self.names.items())
        return tuple(found)

    def ours(self, theirs: str) -> str | None:
        """Our name of one field of theirs, or None when the map leaves it out."""
        for pattern, ours in self._patterns:
            if match := pattern.fullmatch(theirs):
                return ours.replace(_ROW, str(int(match["n"]) - self._start(ours))) if _ROW in ours else ours
        return None

    def theirs(self, ours: str) -> str:
        """Their name of one field of ours; our own where the map has none."""
        for their_pattern, our_pattern in self.names.items():
            if match := _pattern(our_pattern).fullmatch(ours):
                if _ROW not in our_pattern:
                    return their_pattern
                return their_pattern.replace(_ROW, str(int(match["n"]) + self._start(our_pattern)))
        return ours

    def counted(self, fields: Iterable[str]) -> Self:
        """Give this map for a file with these fields: the first row of a list on their paper is the first of ours.

        A list of which the map itself numbers a row keeps those numbers.
        """
        numbered = {_list_of(path_of(ours, _ROW)) for ours in self.names.values() if ROW_NUMBER.search(ours)}
        starts: dict[str, int] = {}
        for name in fields:
            for pattern, ours in self._patterns:
                rows = _list_of(ours)
                if _ROW in ours and rows not in numbered and (match := pattern.fullmatch(name)):
                    starts[rows] = min(int(match["n"]), starts.get(rows, int(match["n"])))
        return replace(self, starts=starts)

    def _start(self, ours: str) -> int:
        return self.starts.get(_list_of(ours), 0)


def load_all(folder: Path, forms: Mapping[str, type[Form]]) -> tuple[FieldMap, ...]:
    """Load every map in a folder, in the order of their names; none when the folder is not there.

    Raises UsageFault with all faults of all maps.
    """
    with disk_faults("de map veldkaarten"):
        files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    maps: list[FieldMap] = []
    faults: list[str] = []
    for file in files:
        try:
            maps.append(load(file, forms))
        except UsageFault as wrong:
            faults.append(wrong.message)
    if faults:
        raise UsageFault("VELDKAART", " ".join(faults))
    return tuple(maps)


def load(file: Path, forms: Mapping[str, type[Form]]) -> FieldMap:
    """Load one map. Raises UsageFault ``VELDKAART`` with all its faults."""
    with disk_faults("de map veldkaarten"):
        content = file.read_bytes()
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UsageFault(
            "VELDKAART", f"De veldkaart {file.name} is geen geldig TOML-bestand. Kijk de aanhalingstekens na."
        ) from None
    faults = list(_faults(told, forms))
    if faults:
        raise UsageFault("VELDKAART", f"De veldkaart {file.name} klopt niet. {' '.join(faults)}")
    form = forms[told["formulier"]]
    names = dict(told["velden"])
    yes_no = {spec.path.replace("*", _ROW) for spec in field_specs(form) if spec.kind.name == "yesno"}
    return FieldMap(
        file.name,
        form.ID,
        form.VERSION,
        names,
        dict(told.get("vast", {})),
        told.get("keuzes", {}),
        frozenset(yes_no),
    )


def fitting(maps: Sequence[FieldMap], fields: Iterable[str]) -> FieldMap | None:
    """Find the map for a file with these fields: all fields that the map names are there. Its rows are counted.

    Of several the one that names the most. Raises FormFault ``BESTAND-KAART`` when two are as good.
    """
    present = frozenset(fields)
    fits = [one for one in maps if one.names and all(_present(theirs, present) for theirs in one.names)]
    most = max((len(one.names) for one in fits), default=0)
    best = [one for one in fits if len(one.names) == most]
    if len(best) > 1:
        raise FormFault(
            "BESTAND-KAART",
            f"Dit formulier past op twee veldkaarten ({best[0].name} en {best[1].name}). Vraag de beheerder om er één "
            "weg te halen.",
        )
    return best[0].counted(present) if best else None


def translated(found: FieldMap, answers: Answers) -> Answers:
    """Put answers under our names, in our words; what the map does not name is left out."""
    values: dict[str, Value] = {
        **found.constants,
        "documenttype": found.form,
        "schema_versie": found.version,
    }
    for theirs, value in answers.values.items():
        ours = found.ours(theirs)
        if ours is not None:
            values[ours] = _in_our_words(found, ours, value)
    return replace(
        answers,
        form=found.form,
        version=found.version,
        values=values,
        fields=frozenset(ours for theirs in answers.fields if (ours := found.ours(theirs)) is not None),
        faults=tuple(
            replace(fault, field=ours)
            for fault in answers.faults
            if (ours := found.ours(fault.field)) is not None
        ),
    )


def back(found: FieldMap, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Put findings under the names of the foreign form."""
    return tuple(replace(finding, field=found.theirs(finding.field)) for finding in findings)


def _faults(told: Mapping[str, Any], forms: Mapping[str, type[Form]]) -> Iterator[str]:
    for key in told.keys() - _KEYS:
        yield f"«{key}» hoort hier niet; er zijn alleen {', '.join(sorted(_KEYS))}."
    form = forms.get(str(told.get("formulier", "")))
    if form is None:
        yield f"Schrijf bij formulier een van: {', '.join(forms)}."
        return
    if told.get("versie") != form.VERSION:
        yield f'Schrijf versie = "{form.VERSION}" en kijk na of de velden nog kloppen.'
    tables = {key: told.get(key, {}) for key in ("velden", "vast", "keuzes")}
    for key, table in tables.items():
        if not isinstance(table, Mapping):
            yield f"[{key}] moet een lijst van regels zijn: links een veld, rechts wat het wordt."
            return
    if not tables["velden"]:
        yield "Onder [velden] staat nog niets."
    known = {spec.path.replace("*", _ROW): spec for spec in field_specs(form)}
    yield from _field_faults(tables["velden"], known)
    yield from _constant_faults(tables["vast"], known)
    for theirs, ours in tables["velden"].items():
        if isinstance(ours, str) and ours in tables["vast"]:
            yield f"«{theirs}» en een regel onder [vast] gaan allebei naar {ours}."
    yield from _choice_faults(tables["keuzes"], known)


def _field_faults(fields: Mapping[str, Any], known: Mapping[str, FieldSpec]) -> Iterator[str]:
    taken: dict[str, list[tuple[str, str]]] = {}
    for theirs, ours in fields.items():
        if not isinstance(ours, str):
            yield f"Bij «{theirs}» hoort de naam van een veld tussen aanhalingstekens."
            continue
        path = path_of(ours, _ROW)
        if path not in known or path in IDENTITY:
            yield f"Bij «{theirs}» staat een veld dat het formulier niet kent: {ours}.{_close(path, known)}"
        elif _ROW in theirs and _ROW not in ours:
            yield f"Bij «{theirs}» ontbreekt {_ROW} in de naam rechts."
        elif _ROW in ours and _ROW not in theirs:
            yield f"Bij «{theirs}» ontbreekt {_ROW} in de naam links, of schrijf rechts het nummer van de rij."
        before = taken.setdefault(path, [])
        if twin := next((one for one, to in before if to == ours or _ROW in to + ours), None):
            yield f"«{theirs}» en «{twin}» gaan allebei naar {ours}."
        before.append((theirs, ours))


def _constant_faults(constants: Mapping[str, Any], known: Mapping[str, FieldSpec]) -> Iterator[str]:
    for ours, value in constants.items():
        if ours not in known or _ROW in ours or ours in IDENTITY:
            yield f"Onder [vast] staat een veld dat het formulier niet kent: {ours}.{_close(ours, known)}"
        elif not isinstance(value, str):
            yield f"Onder [vast] hoort bij {ours} een tekst tussen aanhalingstekens."


def _choice_faults(choices: Mapping[str, Any], known: Mapping[str, FieldSpec]) -> Iterator[str]:
    for ours, table in choices.items():
        spec = known.get(ours)
        if spec is None or not spec.choices:
            yield f"Onder [keuzes] staat een veld zonder keuzelijst: {ours}.{_close(ours, known)}"
        elif not isinstance(table, Mapping) or any(
            not isinstance(code, str) or code not in spec.choices for code in table.values()
        ):
            yield f"Onder [keuzes] bij {ours} horen rechts alleen: {', '.join(spec.choices)}."


def _close(name: str, known: Mapping[str, FieldSpec]) -> str:
    close = get_close_matches(name, known, 3)
    return f" Bedoelde u {' of '.join(close)}?" if close else ""


def _list_of(ours: str) -> str:
    return ours.partition(_ROW)[0]


def _pattern(name: str) -> re.Pattern[str]:
    before, row, after = name.partition(_ROW)
    return re.compile(re.escape(before) + ("(?P<n>[0-9]{1,4})" if row else "") + re.escape(after))


def _present(theirs: str, fields: frozenset[str]) -> bool:
    if _ROW not in theirs:
        return theirs in fields
    pattern = _pattern(theirs)
    return any(pattern.fullmatch(name) for name in fields)


def _in_our_words(found: FieldMap, ours: str, value: Value) -> Value:
    path = path_of(ours, _ROW)
    table = {theirs.strip().casefold(): code for theirs, code in found.choices.get(path, {}).items()}
    if isinstance(value, tuple):
        return tuple(table.get(one.strip().casefold(), one) for one in value)
    word = value.strip().casefold()
    if path in found.yes_no and word not in table:
        return "ja" if word in _YES else "neen" if word in _NO else value
    return table.get(word, value)
