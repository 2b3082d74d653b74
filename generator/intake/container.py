"""Look at an Office package from outside: is it a Word document or a workbook, and does it carry programs?"""

from generator import opc
from generator.intake.faults import bomb, fault

_END = b"PK\x05\x06"
_END_REACH = 65_557  # the end record and the longest comment behind it
_KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xlsx",
}
_PROGRAMS = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
_CONTROLS = ("activex",)


def office_kind(content: bytes, *, controls: bool = False) -> str:
    """Tell ``docx`` or ``xlsx`` (templates too) by the content type of the main part. Raises FormFault for others.

    ActiveX controls are refused as macros are, unless ``controls`` lets them be: they do nothing to who only looks.
    """
    if _END not in content[-_END_REACH:]:
        raise fault("BESTAND-ONVOLLEDIG")
    try:
        found = opc.contents(content)
    except opc.TooLarge:
        raise bomb() from None
    except opc.Locked:
        raise fault("BESTAND-WACHTWOORD") from None
    except opc.Damaged:
        raise fault("BESTAND-BESCHADIGD") from None
    if found.types is None:
        raise fault("BESTAND-SOORT")
    refused = _PROGRAMS if controls else _PROGRAMS + _CONTROLS
    told = [*found.types, *(name.casefold() for name in found.names)]
    if any(word in each for word in refused for each in told):
        raise fault("BESTAND-MACRO")
    kinds = {kind for content_type, kind in _KINDS.items() if content_type.casefold() in found.types}
    if len(kinds) != 1:
        raise fault("BESTAND-SOORT")
    return kinds.pop()
