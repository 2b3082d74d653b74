"""Where the findings on a form go, and in which words: the same in every format that can be marked."""

from collections.abc import Collection, Sequence

from forms.findings import Finding, Severity

AUTHOR = "Nazicht formulier"
"""Who marks: the name by which marks of ours are told from those of people."""
HEAD = ""
"""The place of a finding that is about no field: the head of the form."""

_WEIGHT = {Severity.FOUT: "Te verbeteren", Severity.WAARSCHUWING: "Kijk dit na", Severity.INFO: "Ter info"}


def placed(findings: Sequence[Finding], names: Collection[str]) -> dict[str, list[Finding]]:
    """Group findings by the name of the field where they are shown: in the order given, the head first.

    ``names`` are the fields of the file in its order. A finding on a field that is not there goes to the first
    field of that group or list, or of the nearest one above it.
    """
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        places.setdefault(_place(finding.field, names), []).append(finding)
    return dict(sorted(places.items(), key=lambda place: place[0] != HEAD))


def words(finding: Finding) -> str:
    """What a mark says: weight, label and message, in one paragraph."""
    about = f"{finding.label}: " if finding.label and finding.label not in finding.message else ""
    return f"{_WEIGHT[finding.severity]} ({finding.code}). {about}{finding.message}"


def tally(findings: Sequence[Finding], *, coloured: bool) -> str:
    """How many findings must be mended and how many looked at, with the colours of the marks where they have some.

    What is told for information only is marked, but asks nothing.
    """
    kinds = ((Severity.FOUT, "te verbeteren", "rood"), (Severity.WAARSCHUWING, "na te kijken", "oranje"))
    counted = ((sum(one.severity is kind for one in findings), what, colour) for kind, what, colour in kinds)
    told = [
        f"{number} {what} ({colour})" if coloured else f"{number} {what}"
        for number, what, colour in counted
        if number
    ]
    return ", ".join(told) or "niets te verbeteren"


def blocking(findings: Sequence[Finding]) -> bool:
    """Tell whether one of these must be mended; the others are only to be looked at."""
    return any(finding.severity is Severity.FOUT for finding in findings)


def _place(field: str, names: Collection[str]) -> str:
    known = set(names)
    while field:
        if field in known:
            return field
        below = f"{field}."
        first = next((name for name in names if name.startswith(below)), None)
        if first is not None:
            return first
        field = field.rpartition(".")[0]
    return HEAD
