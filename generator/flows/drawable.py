"""Answers with signs that no font of ours can draw: they would be missing from the PDF."""

from forms.base import Form
from forms.findings import Finding
from generator import convert, merge, validation

_SENTENCE = "{} staat een teken dat niet kan worden afgedrukt, bijvoorbeeld een emoji. Vervang het door gewone letters."


def unprintable(form: Form, pdf: convert.ConvertSettings) -> tuple[Finding, ...]:
    """Find such answers, each with the paragraphs it concerns. Raises OperatorFault where a font is missing."""
    answers = merge.printed_answers(form)
    fonts = convert.pinned_fonts(pdf.fonts)
    if not convert.uncovered("".join(answer.text for answer in answers), fonts):
        return ()
    return tuple(
        validation.finding_on(type(form), answer.field, "VELD-TEKEN", _SENTENCE.format(where))
        for answer in answers
        if (where := _where(answer.text, fonts))
    )


def _where(text: str, fonts: convert.PinnedFonts) -> str:
    """``Hier``, or in which paragraphs of a long answer; nothing where all can be drawn."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    found = [str(number) for number, line in enumerate(paragraphs, start=1) if convert.uncovered(line, fonts)]
    if not found:
        return ""
    return "Hier" if len(paragraphs) == 1 else f"In alinea {', '.join(found)}"
