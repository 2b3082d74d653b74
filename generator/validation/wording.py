"""How a finding is worded: the label as printed beside the answer, and a sentence that never repeats the answer."""

from collections.abc import Sequence
from difflib import get_close_matches

from forms.base import Block, FieldSpec, inner, is_block, question_of, row_type
from forms.findings import Finding, Severity
from forms.nesting import path_of

_SHOWN = 8
_SHOWN_CHOICES = 16


class Catalogue:
    """Labels and sentences for the fields of one form."""

    def __init__(self, specs: Sequence[FieldSpec], model: type[Block]) -> None:
        self._model = model
        self._by_path = {spec.path: (position, spec) for position, spec in enumerate(specs)}

    def finding(self, code: str, severity: Severity, name: str, sentence: str) -> Finding:
        """Make a finding on a field; its message begins with the label."""
        label = self.label(name)
        if code.startswith("VELD-") and "ijvoorbeeld" not in sentence and "Kies" not in sentence:
            sentence += self._how(name)
        return Finding(code, severity, name, label, f"{label}: {sentence}" if label else sentence)

    def missing(self, name: str, because: str = "") -> Finding:
        """Say that an answer is needed, why, and what it looks like."""
        reason = f" omdat {because}" if because else ""
        return self.finding("VELD-VERPLICHT", Severity.FOUT, name, f"Vul dit in{reason}.")

    def unknown(self, name: str) -> Finding:
        """Say that the form has no such field; its name may be an answer, so only its place is told."""
        parent, _, last = name.rpartition(".")
        siblings = sorted(
            {path.rpartition(".")[2] for path in self._by_path if path.rpartition(".")[0] == path_of(parent)}
        )
        close = get_close_matches(last, siblings, 1)
        hint = f" Bedoelde u {close[0]}?" if close else ""
        place = self.label(parent)
        where = f"Onder {place} staat" if place else "In het formulier staat"
        known = f" Hier horen bijvoorbeeld: {', '.join(siblings[:_SHOWN])}." if siblings else ""
        message = f"{where} een veld dat dit formulier niet kent.{hint} Verwijder het of gebruik de juiste naam.{known}"
        return Finding("VELD-ONBEKEND", Severity.FOUT, parent, place, message)

    def misplaced(self, name: str) -> Finding:
        """Say that an answer has the wrong shape: a list or group where one answer goes, or the reverse."""
        return self.finding(
            "VELD-VORM",
            Severity.FOUT,
            name,
            "Hier past één antwoord of één lijst, maar er staat iets met een andere vorm.",
        )

    def label(self, name: str) -> str:
        """Give the label of a field, group or list, with the headings above it and the number of the row."""
        if not name:
            return ""
        labels: list[str] = []
        model: type[Block] | None = self._model
        for part in name.split("."):
            if part.isdecimal():
                labels[-1:] = [f"{labels[-1]} {int(part) + 1}"] if labels else []
                continue
            info = model.model_fields.get(part) if model else None
            if info is None:
                break
            labels.append(question_of(info).label)
            below = row_type(info.annotation) or inner(info.annotation)
            model = below if is_block(below) else None
        *above, last = labels or [""]
        needed = above and above[-1].casefold() not in last.casefold()
        return f"{above[-1]} – {last}" if needed else last

    def position(self, name: str) -> tuple[int, str]:
        """Place of a field on the paper, for sorting; what is no field comes where its first field stands."""
        path = path_of(name)
        if path in self._by_path:
            return self._by_path[path][0], name
        inside = [position for known, (position, _) in self._by_path.items() if known.startswith(f"{path}.")]
        return (min(inside) if inside and name else -1), name

    def _how(self, name: str) -> str:
        found = self._by_path.get(path_of(name))
        if found is None:
            return ""
        _, spec = found
        if spec.choices:
            labels = list(spec.choices.values())
            if len(labels) > _SHOWN_CHOICES:
                return f" Kies uit de lijst, bijvoorbeeld: {labels[0]}."
            return f" Kies uit: {'; '.join(labels)}."
        example = spec.question.example or spec.kind.example
        hint = (
            f" Schrijf het als {spec.kind.hint.rstrip('.')}."
            if spec.kind.name in {"date", "insz", "month"}
            else ""
        )
        if example:
            return f"{hint} Bijvoorbeeld: {example}."
        asked = f" {spec.question.help}" if spec.question.help else ""
        how = (
            "enkele zinnen in eigen woorden"
            if spec.kind.name == "multiline"
            else "een korte tekst op één regel"
        )
        return f"{hint}{asked} Schrijf {how}."
