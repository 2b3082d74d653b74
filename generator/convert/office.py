"""office2pdf, the engine that comes with the program: Rust and Typst, no other program needed.

Gives PDF/A-2b and PDF/UA-1 at once, the same bytes for the same document. It holds the GIL while it works and
deadlocks in a forked child, so it belongs in a spawned worker process.
"""

import copy
import logging
import os
import re

from lxml import etree

from generator.convert import headings, package
from generator.convert.fonts import fontconfig_file, pinned_fonts
from generator.convert.long_words import break_long_words
from generator.convert.opened import Opened
from generator.convert.preparing import prepared
from generator.convert.settings import ConvertSettings
from generator.errors import DossierError, OperatorFault, TemplateFault
from generator.versions import installed

_log = logging.getLogger(__name__)
_MISREAD = re.compile(rb"\.\.\.|&amp;#?\w+;")
_TOGETHER = re.compile(r"\.\.(?=\.)|&(?=#?\w+;)")
_CUT = "\0"
"""Where text is cut that the engine would read as something else: three points, and what looks like an entity."""
_WITH_TEXT = re.compile(r"word/(document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
_SKIPPED = "ParseSkipped"
_WORTH_LOGGING = frozenset({_SKIPPED, "UnsupportedElement", "PartialElement"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def version(settings: ConvertSettings) -> str:
    """Name and version of the engine, without loading it."""
    return f"office2pdf {installed('office2pdf-python')}"


def convert(docx: bytes, settings: ConvertSettings) -> Opened:
    """Print a Word document. Gives a PDF whose text is not yet checked.

    Raises TemplateFault when the document cannot be printed in an accessible way, OperatorFault otherwise.
    The engine's own messages hold text of the document, so they are never passed on.
    """
    _prepare_process(settings)
    parts = prepared(docx)
    _keep_as_typed(parts)
    break_long_words(parts, pinned_fonts(settings.fonts))
    printed = Opened(_print(parts))
    for _ in range(headings.ROUNDS):
        alone = headings.lonely(printed, parts)
        if not alone:
            break
        headings.start_on_new_page(parts, alone)
        printed.close()
        printed = Opened(_print(parts))
    return printed


def _print(parts: package.Parts) -> bytes:
    import office2pdf

    options = office2pdf.ConvertOptions(pdf_standard="pdf/a-2b", pdf_ua=True)
    try:
        result = office2pdf.convert_bytes(package.write(parts), "docx", options)
    except (office2pdf.Office2PdfError, ValueError) as error:
        fault = _fault(str(error))
    else:
        kinds = {warning.kind for warning in result.warnings} & _WORTH_LOGGING
        for kind in sorted(kinds):
            _log.warning("OFFICE2PDF-%s", kind)
        if _SKIPPED not in kinds:
            return bytes(result.pdf)
        fault = OperatorFault("OFFICE2PDF-OVERSLAAN", "office2pdf slaat een deel van dit document over.")
    raise fault


def _prepare_process(settings: ConvertSettings) -> None:
    """Tell the engine its fonts and its threads, which it learns from the environment of the process.

    It reads ``FONTCONFIG_FILE`` at each document; ``RAYON_NUM_THREADS`` only once, at the first. More threads
    than one gain nothing on a document of some pages and hinder the other worker processes.
    """
    os.environ["FONTCONFIG_FILE"] = str(fontconfig_file(pinned_fonts(settings.fonts), settings.work))
    os.environ["RAYON_NUM_THREADS"] = "1"


def _fault(message: str) -> DossierError:
    if "heading" in message:
        return TemplateFault(
            "SJABLOON-KOPPEN",
            "De koppen van het document volgen niet op elkaar: begin met Kop 1 en sla geen niveau over.",
        )
    if "alt text" in message:
        return TemplateFault(
            "SJABLOON-BEELD",
            "Het document bevat een beeld. Zet beelden alleen in de koptekst van het sjabloon.",
        )
    if "could not be displayed" in message:
        return OperatorFault(
            "LETTERTYPE-TEKEN", "Het document bevat een teken dat geen enkel lettertype heeft."
        )
    return OperatorFault("OFFICE2PDF-FOUT", "office2pdf kan van dit document geen PDF maken.")


def _keep_as_typed(parts: package.Parts) -> None:
    """Spread over two runs what the engine would print as one character: ``...`` as …, and the words ``&lt;`` as <."""
    for name, content in parts.items():
        if _WITH_TEXT.fullmatch(name) and _MISREAD.search(content):
            root = package.parse(content)
            for text in list(root.iter(package.W + "t")):
                _spread(text)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _spread(text: etree._Element) -> None:
    """Cut the run around ``text`` wherever it must be apart."""
    run = text.getparent()
    pieces = _TOGETHER.sub(rf"\g<0>{_CUT}", text.text or "").split(_CUT)
    if run is None or run.tag != package.W + "r" or len(pieces) == 1:
        return
    text.text, *rest = pieces
    text.set(_SPACE, "preserve")
    following = list(text.itersiblings())
    look = run.find(package.W + "rPr")
    for piece in rest:
        fresh = etree.Element(package.W + "r")
        if look is not None:
            fresh.append(copy.deepcopy(look))
        part = etree.SubElement(fresh, package.W + "t")
        part.text = piece
        part.set(_SPACE, "preserve")
        run.addnext(fresh)
        run = fresh
    run.extend(following)
