"""The one table of file formats. Costs little to import: the libraries of the formats are loaded when they are asked for."""

from collections.abc import Sequence
from pathlib import Path

from generator.formats.base import Format


def formats(fonts: Sequence[Path] = (), organisation: str = "Kortenberg OCMW") -> dict[str, Format]:
    """All formats by name, in the order in which they are offered.

    ``fonts`` are folders searched before those of the system, for PDF forms; ``organisation`` stands at the head of
    each page.
    """
    from generator.formats.excel.format import ExcelFormat
    from generator.formats.pdf.format import PdfFormat
    from generator.formats.text.format import JsonFormat, YamlFormat
    from generator.formats.word.format import WordFormat

    known: tuple[Format, ...] = (
        PdfFormat(tuple(fonts), organisation),
        WordFormat(organisation),
        ExcelFormat(organisation),
        JsonFormat(),
        YamlFormat(),
    )
    return {one.name: one for one in known}
