"""Changes to Word and Excel files that leave them a sound zip: parts swapped, lost, doubled; XML edited."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.bytes_changed import ANY, NUMBERS, WORDS

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_VALUE = re.compile(rb'="[^"<]*"')
_TEXT = re.compile(rb">[^<>]{1,2000}<")


def part_changed(random: Random, content: bytes) -> bytes:
    """The bytes of one part changed."""
    parts = _parts(content)
    name = random.choice(list(parts))
    parts[name] = random.choice(ANY)(random, parts[name])
    return _packed(parts)


def parts_moved(random: Random, content: bytes) -> bytes:
    """A part is lost, doubled under another name, or stands where another belongs."""
    parts = _parts(content)
    one, other = random.choice(list(parts)), random.choice(list(parts))
    kind = random.randrange(4)
    if kind == 0:
        del parts[one]
    elif kind == 1:
        parts[one], parts[other] = parts[other], parts[one]
    elif kind == 2:
        parts[random.choice((f"{one}.xml", one.upper(), f"../{one}", "word/vbaProject.bin"))] = parts[one]
    else:
        parts[one] = parts[other]
    return _packed(parts)


def xml_changed(random: Random, content: bytes) -> bytes:
    """One to five edits of the XML of one part, which mostly stays well-formed."""
    parts = _parts(content)
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))] or list(parts))
    for _ in range(random.randint(1, 5)):
        parts[name] = _edited(random, parts[name])
    return _packed(parts)


def header_changed(random: Random, content: bytes) -> bytes:
    """Bytes of a header or of the directory changed: sizes, places, flags, names."""
    places = [found.start() for found in re.finditer(rb"PK[\x01\x03\x05]", content)]
    changed = bytearray(content)
    for _ in range(random.randint(1, 3) if places else 0):
        at = random.choice(places) + random.randrange(46)
        if at < len(changed):
            changed[at] = random.choice((0, 1, 0xFF, random.randrange(256)))
    return bytes(changed)


def _edited(random: Random, xml: bytes) -> bytes:
    edits: tuple[Callable[[], bytes], ...] = (
        lambda: _replaced(random, xml, _VALUE, b'="%s"' % _quoted(random, NUMBERS + WORDS)),
        lambda: _replaced(random, xml, _VALUE, random.choice(_VALUE.findall(xml) or [b'=""'])),
        lambda: _replaced(random, xml, _TEXT, b">%s<" % _quoted(random, WORDS)),
        lambda: _replaced(random, xml, _TEXT, b">%s<" % _nested(random.choice((3, 300, 20_000)))),
        lambda: _replaced(random, xml, _TAG, b""),
        lambda: _element_repeated(random, xml),
        lambda: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml,
    )
    return random.choice(edits)()


def _nested(depth: int) -> bytes:
    return b"<w:r>" * depth + b"</w:r>" * depth


def _element_repeated(random: Random, xml: bytes) -> bytes:
    """A whole element, with what is in it, stands there more than once."""
    names = re.findall(rb"<([\w:]+)[ >]", xml)
    if not names:
        return xml
    name = re.escape(random.choice(names))
    found = list(re.finditer(rb"<%s[ >].{0,5000}?</%s>" % (name, name), xml, re.DOTALL))
    if not found:
        return xml
    one = random.choice(found)
    return xml[: one.end()] + one[0] * random.choice((1, 2, 200)) + xml[one.end() :]


def _replaced(random: Random, xml: bytes, pattern: re.Pattern[bytes], new: bytes) -> bytes:
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    one = random.choice(found)
    return xml[: one.start()] + new + xml[one.end() :]


def _quoted(random: Random, words: tuple[str, ...]) -> bytes:
    word = random.choice(words)
    if random.random() < 0.8:
        word = word.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return word.encode(errors="surrogatepass")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


PACKAGE = (part_changed, parts_moved, xml_changed, xml_changed, header_changed)
