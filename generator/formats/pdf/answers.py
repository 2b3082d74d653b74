"""What a field of a PDF holds: text, the chosen option of a list, the state of a button (ISO 32000-2 §12.7.5)."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

from forms.nesting import Value
from generator.formats.pdf.fields import RawField, entry, resolved
from generator.formats.pdf.text import name_of, text_of

_RADIO = 1 << 15
_PUSH_BUTTON = 1 << 16
_MULTIPLE = 1 << 21
_OFF = "Off"


class Contradiction(Exception):
    """A field says two things at once; which one was meant is not for us to guess."""


def holds_answer(field: RawField) -> bool:
    """Tell whether a person can answer this field: no push button, no signature."""
    return field.kind != "/Sig" and not (field.kind == "/Btn" and field.flags & _PUSH_BUTTON)


def is_check_box(field: RawField) -> bool:
    """Tell whether a field is a button that is on or off by itself."""
    return field.kind == "/Btn" and not field.flags & (_PUSH_BUTTON | _RADIO)


def is_date(field: RawField) -> bool:
    """Tell whether a field is written as a date, by the name of the script that Acrobat gives it; nothing is run."""
    actions = field.entries.get("/AA")
    if not isinstance(actions, DictionaryObject):
        return False
    scripts = [action for key in actions if isinstance(action := entry(actions, key), DictionaryObject)]
    return any("AFDate_" in (text_of(entry(script, "/JS")) or "") for script in scripts)


def on_states(field: RawField) -> tuple[str, ...]:
    """The states other than off that the boxes of a button can show, and the one in its value."""
    told = [state for widget in field.widgets for state in _states(widget)]
    value = field.entries.get("/V")
    if not told and isinstance(value, NameObject):
        told = [name_of(value)]
    return tuple(dict.fromkeys(state for state in told if state != _OFF))


def offered(field: RawField) -> tuple[str, ...]:
    """The answers that can be chosen in a list or by a button; none for a text field."""
    if field.kind == "/Btn":
        exports = _exports(field, [_states(widget) for widget in field.widgets])
        return tuple(exports.get(state, state) for state in on_states(field))
    if field.kind == "/Ch":
        return tuple(export for export, _shown_text in _options(field) if export.strip())
    return ()


def answer(field: RawField) -> Value:
    """The answer in a field, ``""`` when blank. Raises Contradiction when it says two things at once."""
    if field.kind == "/Btn":
        return _button(field)
    if field.kind == "/Ch":
        return _choice(field)
    return _text(field.entries.get("/V"))


def _text(value: PdfObject | None) -> str:
    text = text_of(value) if value is not None else ""
    if text is None:
        raise Contradiction
    return text


def _choice(field: RawField) -> Value:
    value = field.entries.get("/V")
    multiple = bool(field.flags & _MULTIPLE)
    if isinstance(value, ArrayObject):
        picked = [_export(field, _text(resolved(item))) for item in value]
        return tuple(picked) if multiple or len(picked) > 1 else "".join(picked)
    text = _export(field, _text(value))
    return (text,) if multiple and text else text


def _export(field: RawField, text: str) -> str:
    """The export value of an option; a viewer may have kept what the person saw instead."""
    pairs = list(_options(field))
    if any(text == export for export, _shown in pairs):
        return text
    return next((export for export, shown in pairs if text == shown), text)


def _options(field: RawField) -> Iterator[tuple[str, str]]:
    listed = field.entries.get("/Opt")
    for item in listed if isinstance(listed, ArrayObject) else ():
        option = resolved(item)
        if isinstance(option, ArrayObject) and len(option) > 1:
            yield text_of(resolved(option[0])) or "", text_of(resolved(option[1])) or ""
        else:
            shown = text_of(option) or ""
            yield shown, shown


def _button(field: RawField) -> str:
    """The on-state of a check box or a radio group.

    The value decides; what the boxes show (``/AS``) only where there is no value. Boxes that show something else
    than the value make the answer unclear: no guess is taken.
    """
    states = [_states(widget) for widget in field.widgets]
    shown = [_shown(widget) for widget in field.widgets]
    ticked = {state for state in shown if state not in {None, _OFF}}
    exports = _exports(field, states)
    value = field.entries.get("/V")
    state = _text(value)
    if not isinstance(value, NameObject) and state in exports.values():
        state = next(known for known, export in exports.items() if export == state)
    if value is None:
        state = next(iter(ticked), _OFF)
    if ticked - {state} or (state != _OFF and state not in ticked and all(s is not None for s in shown)):
        raise Contradiction
    known = {each for own in states for each in own}
    if state != _OFF and known and state not in known:
        raise Contradiction
    return "" if state == _OFF else exports.get(state, state)


def _states(widget: DictionaryObject) -> list[str]:
    appearance = entry(widget, "/AP")
    normal = entry(appearance, "/N") if isinstance(appearance, DictionaryObject) else None
    if not isinstance(normal, DictionaryObject):
        return []
    return [name_of(key) for key in normal if name_of(key) != _OFF and key.startswith("/")]


def _shown(widget: DictionaryObject) -> str | None:
    state = entry(widget, "/AS")
    return name_of(state) if isinstance(state, NameObject) else None


def _exports(field: RawField, states: list[list[str]]) -> dict[str, str]:
    """On-states with their export values: the n-th of ``/Opt`` belongs to the n-th box."""
    exports: dict[str, str] = {}
    for (export, _shown_text), own in zip(_options(field), states, strict=False):
        for state in own:
            exports.setdefault(state, export)
    return exports
