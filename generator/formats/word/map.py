"""Which answer stands where in a Word form of ours, told once more beside the tags of its controls.

LibreOffice before 7.5 saves a content control without its tag, and one for plain text without the mark that it shows
a placeholder; what it does keep are bookmarks and the XML of the customer (ECMA-376-1 §15.2.4). So each control
stands in a hidden bookmark (a name that begins with an underscore), and this part says what is in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from generator import opc

PART = "customXml/item1.xml"
BOOKMARK = "_veld"
"""How the names of our bookmarks begin."""
_SPACE = "urn:kortenberg:dossier:velden"
_FIELD = f"{{{_SPACE}}}veld"


@dataclass(frozen=True, slots=True)
class Mapped:
    """One control: its bookmark, the name that its tag said, and the text that it shows while it is blank."""

    bookmark: str
    name: str
    placeholder: str


def written(controls: Iterable[Mapped]) -> bytes:
    """Write the map."""
    root = etree.Element(f"{{{_SPACE}}}velden", nsmap={"d": _SPACE})
    for control in controls:
        told = {"bladwijzer": control.bookmark, "naam": control.name, "leeg": control.placeholder}
        etree.SubElement(root, _FIELD, told)
    return opc.written(root)


def read(parts: Mapping[str, bytes]) -> dict[str, Mapped]:
    """Read the map of a form by bookmark; empty in a file that is not of ours. Raises opc.Damaged."""
    if PART not in parts:
        return {}
    fields = opc.parse(parts[PART]).iter(_FIELD)
    found = (Mapped(one.get("bladwijzer", ""), one.get("naam", ""), one.get("leeg", "")) for one in fields)
    return {control.bookmark: control for control in found}
