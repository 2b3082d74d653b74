"""Reading a filled Word form: nothing but its content controls and form fields, straight from the XML.

What a person cannot see in Word is no answer: deleted text, the hint of a blank control. What nobody can be sure of
is a fault of that field, so that all of them are told at once:

- tracked changes in a field: it holds two answers, with and without them;
- hidden text where a person can write: it is not on paper and not on the screen, so it is neither taken nor dropped.
  In a control that is locked it is the maker's own and counts;
- in our own forms what is no text (a picture, a formula, a note): it would be missing from the document;
- in our own forms text with a line through it: it would stand in the document as if it counted.
"""

from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.base import answers_of
from generator.formats.word import controls as word_controls
from generator.formats.word.controls import Control, Unclear
from generator.formats.word.labels import label_of
from generator.formats.word.legacy import BOX, LIST, LegacyField
from generator.formats.word.open import opened
from generator.formats.word.questions import Asked, Questions, questions
from generator.model import Answers, Fault, FoundField

_LONGEST_LABEL = 80
_MESSAGES = {
    "VELD-WIJZIGINGEN": (
        "staan bijgehouden wijzigingen. Aanvaard of weiger ze in Word (Controleren, Wijzigingen) en bewaar het "
        "formulier."
    ),
    "VELD-VERBORGEN": (
        "staat verborgen tekst. Maak ze in Word zichtbaar (selecteer alles, Lettertype, Verborgen uit) of wis ze, en "
        "bewaar het formulier."
    ),
    "VELD-BEELD": (
        "staat iets dat geen gewone tekst is (een afbeelding, tekstvak, formule of voetnoot), en dat komt niet in het "
        "document. Typ wat erop staat en wis het, of geef het mee als bijlage in PDF."
    ),
    "VELD-DOORGEHAALD": (
        "staat doorgehaalde tekst. Wis in Word wat niet meer geldt, of zet Doorhalen uit, en bewaar het formulier."
    ),
    "VELD-DUBBEL": (
        "staan verschillende antwoorden: het veld komt meer dan één keer voor. Vul overal hetzelfde in, of laat er "
        "maar één staan."
    ),
    "VELD-TEGENSTRIJDIG": (
        "staat iets dat zichzelf tegenspreekt. Open het formulier in Word, vul het veld opnieuw in en bewaar."
    ),
}


def read(content: bytes) -> Answers:
    """Read the fields of a Word document, of ours or of anyone.

    In one of our forms the boxes of a multiple choice become one tuple of codes. Raises FormFault
    ``BESTAND-BESCHADIGD``, ``-WACHTWOORD``, ``-GROOT``, ``-VELDEN`` or ``-GEEN-VELDEN``.
    """
    found = _found(content)
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for one in found.asked:
        try:
            values[one.name] = found.answer(one)
        except Unclear as unclear:
            faults.append(Fault(one.name, unclear.code, f"In {_called(one)} {_MESSAGES[unclear.code]}"))
    return answers_of("docx", values, (one.name for one in found.asked), tuple(faults))


def fields(content: bytes) -> tuple[FoundField, ...]:
    """List the fields of a Word document with their labels and choices. Raises FormFault as :func:`read` does."""
    found = _found(content)
    return tuple(_described(one, ours=found.ours) for one in found.asked)


def _found(content: bytes) -> Questions:
    found = questions(opened(content))
    if not found.asked:
        raise FormFault(
            "BESTAND-GEEN-VELDEN",
            "Dit Word-bestand heeft geen velden om in te vullen; is het een gewone brief of een afgedrukt formulier? "
            "Gebruik een leeg formulier van deze dienst.",
        )
    return found


def _called(one: Asked) -> str:
    """How a fault calls a field: by the title that people see, else by its name."""
    titles = (each.source.alias for each in one.all_fields if isinstance(each.source, Control))
    title = next((title for title in titles if title), " ".join(one.name.split()))
    return f"het veld «{title[:_LONGEST_LABEL]}»" if title else "een veld"


def _described(one: Asked, *, ours: bool) -> FoundField:
    label = next((label for each in one.all_fields if (label := label_of(each.source))), "")
    if one.boxes:
        return FoundField(one.name, label, "choice", tuple(one.boxes))
    source = one.fields[0].source if one.fields else None
    if isinstance(source, LegacyField):
        return _legacy(one.name, label, source)
    if not isinstance(source, Control):
        return FoundField(one.name, label)
    if source.kind == "checkbox":
        return FoundField(one.name, label, "check")
    if source.kind in {"dropDownList", "comboBox"}:
        return FoundField(one.name, label, "choice", word_controls.choices_of(source, ours=ours))
    return FoundField(one.name, label, "date" if source.kind == "date" else "text")


def _legacy(name: str, label: str, source: LegacyField) -> FoundField:
    if source.kind == LIST:
        return FoundField(name, label, "choice", source.choices)
    return FoundField(name, label, "check" if source.kind == BOX else "date" if source.is_date else "text")
