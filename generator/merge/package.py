"""A Word document as a zip file of which most parts never change: those are packed once and copied as they are.

The zip is written here because zipfile cannot copy a packed part. Format: PKWARE APPNOTE 6.3.3, §4.3; no part
of a document comes near the 4 GiB from which zip64 is needed.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF8 = 0x800
_DEFLATED = 8
_NOON = 0
_DAY = 0x21
"""1 January 1980, the first day a zip file knows: the same content gives the same bytes on any day."""
_THOROUGH = 9
_QUICK = 1


@dataclass(frozen=True, slots=True)
class _Packed:
    """One part, packed."""

    name: bytes
    crc: int
    size: int
    data: bytes

    def local(self) -> bytes:
        """The header before the part's data."""
        return _LOCAL.pack(b"PK\x03\x04", *self._facts(), 0) + self.name

    def central(self, offset: int) -> bytes:
        """The part's line in the directory at the end."""
        facts = self._facts()
        return _CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, 0, 0, 0, 0, 0, offset) + self.name

    def _facts(self) -> tuple[int, ...]:
        flags = 0 if self.name.isascii() else _UTF8
        sizes = (self.crc, len(self.data), self.size, len(self.name))
        return (_VERSION, flags, _DEFLATED, _NOON, _DAY, *sizes)


def _pack(name: str, content: bytes, level: int) -> _Packed:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    return _Packed(name.encode(), zlib.crc32(content), len(content), data)


def unpack(docx: bytes) -> dict[str, bytes]:
    """Read all parts of a document, in their order. Raises zipfile.BadZipFile when it is no zip file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


class Package:
    """The parts of a document, packed once."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = {name: _pack(name, content, _THOROUGH) for name, content in parts.items()}

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """Give the document with the content of some parts changed; other parts are copied as they are packed."""
        body: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for name, unchanged in self._parts.items():
            part = _pack(name, changed[name], _QUICK) if name in changed else unchanged
            local = part.local()
            body += (local, part.data)
            directory.append(part.central(offset))
            offset += len(local) + len(part.data)
        index = b"".join(directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), len(index), offset, 0)
        return b"".join([*body, index, end])
