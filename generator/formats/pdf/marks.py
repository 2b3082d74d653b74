"""Marking findings in a PDF, and taking the marks away again.

The marks are annotations beside the form: no field is touched, so nothing but the marks is gained or lost.
"""

import io
from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from forms.findings import Finding
from generator.errors import FormFault
from generator.formats.marking import AUTHOR, blocking, placed, tally
from generator.formats.pdf.fields import entry, resolved
from generator.formats.pdf.notes import PREFIX, Marker, put_banner
from generator.formats.pdf.open import opened
from generator.formats.pdf.questions import questions
from generator.formats.pdf.sheets import Spots, sheets_of
from generator.formats.pdf.text import text_of


def mark(content: bytes, findings: Sequence[Finding]) -> bytes:
    """Mark each finding at its field: a border around it and a note in the margin; at the head a line about all.

    A finding on a field that cannot be seen is shown at the head. Marks of before are gone. Raises FormFault
    when the file cannot be opened; a file that is encrypted with an empty password comes out unencrypted.
    """
    if not findings:
        return unmark(content)
    with opened(content) as reader:
        writer = _copied(reader)
        sheets = sheets_of(writer.pages)
        where = Spots(sheets)
        spots = {one.name: where.of(one.all_fields) for one in questions(writer.root_object)}
        places = placed(findings, [name for name, seen in spots.items() if seen])
        marked_pages = set()
        for number, (name, found) in enumerate(places.items(), start=1):
            marker = Marker(writer, number, found)
            seen = spots.get(name, [])
            marker.surround(seen)
            sheet = seen[0].sheet if seen else sheets[0]
            marker.note(sheet, seen[0].height_of_note if seen else sheet.height)
            marked_pages.add(sheet.number)
        put_banner(writer, sheets[0], _told(findings, sorted(marked_pages)), red=blocking(findings))
        return _written(writer)


def unmark(content: bytes) -> bytes:
    """Take away the marks of ours; the very same bytes where there are none, also where nothing can be opened."""
    try:
        with opened(content) as reader:
            if not is_marked(reader):
                return content
            return _written(_copied(reader))
    except FormFault:
        return content


def is_marked(reader: PdfReader) -> bool:
    """Tell whether there are marks of ours."""
    return any(_is_ours(one) for page in reader.pages for one in _annotations(page))


def has_typed_text(reader: PdfReader) -> bool:
    """Tell whether somebody typed on a page, beside the fields (ISO 32000-2 §12.5.6.6); marks of ours do not count."""
    return any(
        str(entry(one, "/Subtype")) == "/FreeText"
        and (text_of(entry(one, "/Contents")) or "").strip()
        and not _is_ours(one)
        and text_of(entry(one, "/T")) != AUTHOR
        for page in reader.pages
        for one in _annotations(page)
    )


def _copied(reader: PdfReader) -> PdfWriter:
    """Copy a whole file but for the marks of ours: they go before the copy is made, so that nothing is left of them."""
    for page in reader.pages:
        _clean(page)
    return PdfWriter(clone_from=reader, keep_initial_header=True)


def _clean(page: PageObject) -> None:
    listed = entry(page, "/Annots")
    if not isinstance(listed, ArrayObject):
        return
    ours = [one for one in _annotations(page) if _is_ours(one)]
    if not ours:
        return
    kept = [item for item in listed if not _is_of(resolved(item), ours)]
    listed.clear()
    listed.extend(kept)
    for one in _annotations(page):
        if _is_of(entry(one, "/IRT"), ours):  # somebody answered our note: the answer stays, by itself
            del one["/IRT"]
            one.pop("/RT", None)


def _is_of(found: PdfObject | None, ours: Sequence[DictionaryObject]) -> bool:
    """Tell whether an object is a mark of ours, or the popup of one that another program made."""
    above = entry(found, "/Parent") if isinstance(found, DictionaryObject) else None
    return any(found is one or above is one for one in ours)


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    listed = entry(page, "/Annots")
    for item in listed if isinstance(listed, ArrayObject) else ():
        found = resolved(item)
        if isinstance(found, DictionaryObject):
            yield found


def _is_ours(annotation: DictionaryObject) -> bool:
    return (text_of(entry(annotation, "/NM")) or "").startswith(PREFIX)


def _written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _told(findings: Sequence[Finding], pages: Sequence[int]) -> tuple[str, str]:
    """The two lines at the head: how many, on which pages, and what to do."""
    *others, last = map(str, pages)
    where = f"{', '.join(others)} en {last}" if others else last
    return (
        f"Nazicht: {tally(findings, coloured=True)}. Zie bladzijde {where}.",
        "Wijs in de rand een nummer aan of klik erop: daar staat wat er moet gebeuren. Verbeter het formulier en bewaar het.",
    )
