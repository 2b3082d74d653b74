"""What Excel checks while somebody types: lists, dates, numbers, lengths, with the help as a prompt.

Always as a warning that can be passed: what Excel doubts, the form's own readers may take (``nee`` for ``Neen``), and
what is wrong comes back with its reason. Numbers and dates are typed as text, so that no program makes 705 of ``7,05``
or, set to American English, 2 May of ``5/2/2026``; their check takes away points, commas, strokes and the euro sign,
and looks whether digits are left, in any language of Excel.
Source: ECMA-376 part 1 §18.3.1.32 (``dataValidation``).
"""

from openpyxl.worksheet.datavalidation import DataValidation

from forms.values import MAX_LINE, MAX_TEXT
from generator.formats.asking import help_of, label_of
from generator.formats.fieldmap import Leaf

_TITLE, _WORDS = 32, 255
"""Excel refuses longer titles and texts."""
_LENGTHS = {
    "text": (1, MAX_LINE),
    "multiline": (1, MAX_TEXT),
    "insz": (11, 20),
    "phone": (6, 25),
    "postcode": (4, 4),
    "month": (6, 7),
    "partial_date": (4, 10),
    "email": (6, 254),
}
_SIGNS = {
    "amount": ("EURO", "EUR", "€", ".", ",", " "),
    "percentage": ("%", ",", " "),
    "integer": (),
}
_EXPECTED = {
    "amount": "Schrijf een bedrag in euro, met een komma voor de centen.",
    "percentage": "Schrijf een getal van 0 tot 100.",
    "integer": "Schrijf een geheel getal.",
    "date": "Schrijf een datum als dd/mm/jjjj.",
}


def rule_of(leaf: Leaf, source: str, first: str, *, several: bool = False) -> DataValidation:
    """Make the check of one question.

    ``source`` is the list to choose from (or blank), ``first`` the first of the cells, ``several`` whether one cell
    may hold several choices.
    """
    rule = _check(leaf, "" if several else source, first)
    rule.allow_blank = True
    rule.errorStyle = "warning"
    rule.showErrorMessage = rule.type is not None
    rule.errorTitle = _cut(leaf.spec.label, _TITLE)
    rule.error = _cut(_expected(leaf, source), _WORDS)
    if told := prompt_of(leaf, several=several):
        rule.showInputMessage = True
        rule.promptTitle = _cut(label_of(leaf).replace("\u00a0", " "), _TITLE)
        rule.prompt = _cut(told, _WORDS)
    return rule


def crosses(leaf: Leaf) -> DataValidation:
    """Make the check of the boxes of a multiple choice: an x or nothing."""
    return DataValidation(
        type="list",
        formula1='"x"',
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle=_cut(leaf.spec.label, _TITLE),
        error="Zet een x bij wat past en laat de rest leeg.",
    )


def prompt_of(leaf: Leaf, *, several: bool = False) -> str:
    """What is told while the cell is chosen: the help, with an example where one is known."""
    told = help_of(leaf, say_when=True)
    example = leaf.spec.question.example or ("" if leaf.spec.choices else leaf.spec.kind.example)
    parts = [told, f"Bijvoorbeeld: {example}" if example else ""]
    if several:
        labels = "; ".join(leaf.spec.choices.values())
        parts = [f"Meer keuzes? Zet er ; tussen. {labels}", told]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _check(leaf: Leaf, source: str, first: str) -> DataValidation:
    kind = leaf.spec.kind.name
    if source:
        return DataValidation(type="list", formula1=source)
    if kind == "date":
        return DataValidation(type="custom", formula1=_is_day(first))
    if kind in _SIGNS:
        return DataValidation(type="custom", formula1=_is_number(first, _SIGNS[kind]))
    if kind in _LENGTHS and not leaf.spec.choices:
        least, most = _LENGTHS[kind]
        return DataValidation(type="textLength", operator="between", formula1=str(least), formula2=str(most))
    return DataValidation()


def _is_number(cell: str, signs: tuple[str, ...]) -> str:
    """A formula: is a number left once these signs are gone? Points and commas that are not among them count."""
    bare = f"UPPER({cell})" if signs else cell
    for sign in signs:
        bare = f'SUBSTITUTE({bare},"{sign}","")'
    for sign in (each for each in ".," if each not in signs):
        bare = f'SUBSTITUTE({bare},"{sign}","x")'
    return f"ISNUMBER(--{bare})"


def _is_day(cell: str) -> str:
    """A formula: are these the digits of a day, month and year with something between?"""
    return f"AND(LEN({cell})>=8,LEN({cell})<=10,{_is_number(cell, ('/', '-', '.'))})"


def _expected(leaf: Leaf, source: str) -> str:
    if source:
        return "Kies een antwoord uit de lijst."
    return _EXPECTED.get(leaf.spec.kind.name) or leaf.spec.kind.hint or "Deze tekst is te kort of te lang."


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
