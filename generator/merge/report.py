"""The paper that a form gets when it comes back: every fault, in the order of the form, in plain Dutch."""

import textwrap
from collections.abc import Sequence

from forms.findings import Finding, Severity
from generator import dutch
from generator.files import shown

_WIDTH = 90
_RULE = "-" * _WIDTH


def report(name: str, title: str, findings: Sequence[Finding]) -> str:
    """Write ``NAME.fouten.txt``: what is wrong, what is expected, an example, and what to do next.

    ``title`` is the form's title, empty when the file was not recognised.
    """
    faults = [finding for finding in findings if finding.severity is Severity.FOUT]
    warnings = [finding for finding in findings if finding.severity is Severity.WAARSCHUWING]
    what = f"het formulier {title}" if title else "dit bestand"
    count = dutch.counted(len(faults), "fout", "fouten")
    lines = [
        "Dit formulier komt terug" if title else "Dit bestand komt terug",
        "",
        f"Bestand: {_as_text(name)}",
        "",
        *_wrapped(f"Van {what} kon nog geen document gemaakt worden: er {_is(len(faults))} {count}."),
        *_wrapped(
            "Wat doet u? Verbeter het bestand hier in deze map (te-verbeteren) en bewaar het, of sleep een verbeterd "
            "bestand opnieuw naar de map inbox. Het wordt dan vanzelf opnieuw bekeken."
        ),
        "",
        *_listed("Te verbeteren", faults),
    ]
    if warnings:
        lines += ["", *_listed("Let op (houdt niets tegen)", warnings)]
    return "\n".join(lines) + "\n"


def _as_text(name: str) -> str:
    """Show a file name on its line; one that is no UTF-8 with a ? for each byte that no text can hold."""
    return shown(name).encode("utf-8", "replace").decode("utf-8")


def _is(number: int) -> str:
    return "is" if number == 1 else "zijn"


def _listed(heading: str, findings: Sequence[Finding]) -> list[str]:
    lines = [heading, _RULE]
    for number, finding in enumerate(findings, 1):
        sentence = finding.message.removeprefix(f"{finding.label}: ") if finding.label else finding.message
        lines += [
            f"{number}. {finding.label or 'Het bestand'}  ({finding.code})",
            *_wrapped(sentence, "   "),
            "",
        ]
    return lines[:-1]


def _wrapped(sentence: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        sentence, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
