"""The styles of a copy that an engine gets: only those the document uses, and in Dutch.

A document that Word or python-docx began has some 150 styles of tables that it does not use, ten times what it says itself.
Both engines read them all for each document: without them LibreOffice and office2pdf print the same, in two thirds of the time.
Source: ECMA-376 part 1, 17.7 (styles), 17.3.2.20 (w:lang).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from generator.convert.package import LANGUAGE, Parts, W, parse

STYLES = "word/styles.xml"
_OF_WORD_2010 = "word/stylesWithEffects.xml"
"""The styles once more, for one version of Word."""
_NO_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)
_QUOTED = re.compile(rb"""=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_BY_NAME = re.compile(rb"STYLEREF|TOC\s")
"""Fields that tell a style by its name, which is not the id that the document uses otherwise."""
_MARKUP = re.compile("[&<>\"']")
"""An id with one of these is written otherwise elsewhere: it is kept."""
_LEADS_TO = ("basedOn", "link", "next")
_TEMPLATES = 16


def settle(parts: Parts) -> None:
    """Leave only the styles that the document uses, and set its language."""
    if STYLES not in parts:
        return
    said = [
        content
        for name, content in parts.items()
        if name.endswith(".xml") and name not in (STYLES, _OF_WORD_2010)
    ]
    used = None if any(_BY_NAME.search(content) for content in said) else _quoted(said)
    ids = _ids(parts[STYLES])
    parts[STYLES] = _settled(parts[STYLES], ids if used is None else ids & used)
    if _OF_WORD_2010 in parts:
        parts[_OF_WORD_2010] = _NO_STYLES


def _quoted(said: list[bytes]) -> frozenset[str]:
    """All values of attributes: one of them is the id of each style that is used, whatever prefix its name has."""
    found = {double or single for content in said for double, single in _QUOTED.findall(content)}
    return frozenset(value.decode("utf-8", "replace") for value in found)


@lru_cache(maxsize=_TEMPLATES)
def _ids(styles: bytes) -> frozenset[str]:
    return frozenset(style.get(f"{W}styleId", "") for style in parse(styles).iter(f"{W}style"))


@lru_cache(maxsize=_TEMPLATES)
def _settled(styles: bytes, used: frozenset[str]) -> bytes:
    """Take away the styles that neither ``used`` nor the defaults lead to. The same for all papers of a template."""
    root = parse(styles)
    known = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    kept: set[str] = set()
    waiting = [
        name for name, style in known.items() if name in used or style.get(f"{W}default") or "&" in name
    ]
    while waiting:
        name = waiting.pop()
        if name in known and name not in kept:
            kept.add(name)
            waiting.extend(_leads_to(known[name]))
    for name, style in known.items():
        if name not in kept:
            root.remove(style)
    _in_dutch(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _leads_to(style: etree._Element) -> Iterator[str]:
    for step in _LEADS_TO:
        other = style.find(W + step)
        if other is not None:
            yield other.get(f"{W}val", "")


def _in_dutch(root: etree._Element) -> None:
    """Set the language of the whole document: in its defaults, and in the default paragraph style if it has one."""
    defaults = root
    for step in ("docDefaults", "rPrDefault", "rPr", "lang"):
        child = defaults.find(W + step)
        if child is None:
            child = etree.SubElement(defaults, W + step)
            if step == "docDefaults":
                root.insert(0, child)
        defaults = child
    defaults.set(f"{W}val", LANGUAGE)
    for style in root.iterfind(f"{W}style[@{W}default='1'][@{W}type='paragraph']"):
        for lang in style.iterfind(f"{W}rPr/{W}lang"):
            lang.set(f"{W}val", LANGUAGE)
