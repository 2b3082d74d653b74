"""PDF/A-2b (ISO 19005-2): what tells that a file is one, what stands in the way, and how the claim is made.

The metadata of a file from outside is searched, never parsed: XML can be a bomb. A claim alone is not believed: what is
cheap to see is looked at while objects are copied (fonts, packing, colour).
"""

import re
from xml.sax.saxutils import escape

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, StreamObject

from generator.bundle.reading import at, followed, is_true, listed, mapping, name_of, whole
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name, text

_MOST = 1_000_000
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*2\b")
_LEVEL = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*[ABU]\b")
_NO_CLAIM = "het is geen PDF/A-2b"
_RGB_COMPONENTS = 3


def flaws_of_file(reader: PdfReader) -> set[str]:
    """Why a file as a whole is no PDF/A-2b that can go with others: its claim and its colour profile."""
    if reader.is_encrypted:
        return {_NO_CLAIM}
    metadata = at(reader.root_object, "/Metadata")
    told = metadata.get_data()[:_MOST] if isinstance(metadata, StreamObject) else b""
    if not (_PART.search(told) and _LEVEL.search(told)):
        return {_NO_CLAIM}
    profiles = [mapping(intent) for intent in listed(at(reader.root_object, "/OutputIntents"))]
    components = {whole(at(at(profile, "/DestOutputProfile"), "/N"), _RGB_COMPONENTS) for profile in profiles}
    return {"het kleurprofiel is niet RGB"} if components - {1, _RGB_COMPONENTS} else set()


def flaws_of_font(font: DictionaryObject) -> set[str]:
    """Whether a copied font lacks its program (§6.2.11.4)."""
    if name_of(font, "/Subtype") in {"/Type3", "/Type0"}:
        return set()  # drawn in the file itself; the fonts below it are asked in their turn
    descriptor = mapping(at(font, "/FontDescriptor"))
    embedded = any(
        isinstance(at(descriptor, key), StreamObject) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    return set() if embedded else {"een lettertype is niet ingesloten"}


def flaws_of_stream(stream: DictionaryObject) -> set[str]:
    """Whether a copied stream is packed or drawn in a way that PDF/A-2 forbids (§6.1.7, §6.2.8)."""
    filters = at(stream, "/Filter")
    names = {str(followed(part)) for part in listed(filters)} | {str(filters)}
    if names & {"/LZWDecode", "/LZW", "/Crypt"}:
        return {"een deel is met LZW gecomprimeerd of versleuteld"}
    if is_true(at(stream, "/Interpolate")):
        return {"een beeld wordt geïnterpoleerd"}
    return set()


def claim(target: NewFile, title: str) -> DictionaryObject:
    """Entries of the catalog that say PDF/A-2b: the metadata and the meaning of the colours."""
    profile = target.packed(dictionary({"N": NumberObject(_RGB_COMPONENTS)}), _srgb())
    intent = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFA1"),
        "OutputConditionIdentifier": text("sRGB"),
        "Info": text("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile,
    }
    return dictionary(
        {
            "Metadata": _metadata(target, title, archival=True),
            "OutputIntents": ArrayObject([target.add(dictionary(intent))]),
        }
    )


def no_claim(target: NewFile, title: str) -> DictionaryObject:
    """Entries of the catalog of a file that is no PDF/A: its title for whoever reads metadata."""
    return dictionary({"Metadata": _metadata(target, title, archival=False)})


def _metadata(target: NewFile, title: str, *, archival: bool) -> IndirectObject:
    named = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
    level = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" if archival else ""
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        f"{f'<dc:title>{named}</dc:title>' if title else ''}"
        "<dc:language><rdf:Bag><rdf:li>nl-BE</rdf:li></rdf:Bag></dc:language>"
        f'{level}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    entries = dictionary({"Type": name("Metadata"), "Subtype": name("XML")})
    return target.stream(entries, packet.encode())


def _srgb() -> bytes:
    """The sRGB profile, without the hour at which it was made."""
    from PIL.ImageCms import ImageCmsProfile, createProfile

    made = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    made[24:36] = bytes.fromhex("07EA 0001 0001 0000 0000 0000")
    return bytes(made)
