"""What a file is, by its bytes and not by its name, and whether it may go on to a reader at all."""

from pathlib import Path

from generator.files import disk_faults
from generator.intake.container import office_kind
from generator.intake.faults import fault, too_large
from generator.intake.plain import open_plain

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a compound file holds a document with a password (MS-OFFCRYPTO §1.3.2)."""
_PDF_END_REACH = 2048
_TEXT_KINDS = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_OFFICE = frozenset({".docx", ".dotx", ".xlsx", ".xltx", ".doc", ".xls", ".docm", ".dotm", ".xlsm", ".xltm"})


def sniff(path: Path, max_bytes: int, *, looking: bool = False) -> str:
    """Tell the kind of a file: ``pdf``, ``docx``, ``xlsx``, ``json`` or ``yaml``.

    The first three by content; text is JSON or YAML by its suffix. ``looking`` lets a file with ActiveX controls be
    read, though it is not taken in. Raises FormFault ``BESTAND-…`` when the file is
    empty, larger than ``max_bytes``, locked, old, cut off, damaged, carries macros or is of another kind; OperatorFault
    when it cannot be read.
    """
    with disk_faults("de map van het formulier"):
        content = _read(path, max_bytes)
    suffix = path.suffix.casefold()
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-_PDF_END_REACH:]:
            raise fault("BESTAND-ONVOLLEDIG")
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return office_kind(content, controls=looking)
    if content.startswith(_OLE2) and suffix in _OFFICE:
        raise fault("BESTAND-WACHTWOORD" if _ENCRYPTED in content else "BESTAND-OUD")
    if suffix not in _TEXT_KINDS:
        raise fault("BESTAND-SOORT")
    _check_text(content)
    return _TEXT_KINDS[suffix]


def _read(path: Path, max_bytes: int) -> bytes:
    """Read at most ``max_bytes``; a link is followed, since a file may also be named on the command line."""
    with open_plain(path.resolve(), single=False) as source:
        content = source.read(max_bytes + 1)
    if not content:
        raise fault("BESTAND-LEEG")
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    return content


def _check_text(content: bytes) -> None:
    """Raise FormFault for what is no text in UTF-8: in UTF-16 or a code page of Windows, or no text at all."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise fault("BESTAND-TEKENSET") from None
    if "\0" in text:
        raise fault("BESTAND-BESCHADIGD")
