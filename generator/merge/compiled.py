"""A Word template, compiled once: the same document as docxtpl makes, many times quicker and safely.

docxtpl patches, compiles and parses the whole template again for every document. Here that is done once; a
rendering fills in the texts, and copies the parts that never change as they are packed.
"""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from generator.errors import DossierError, TemplateFault
from generator.merge.objects import settle_moment, with_objects
from generator.merge.package import Package, unpack
from generator.merge.parts import Part, parts_of
from generator.merge.values import objects_in


class CompiledTemplate:
    """A Word template (docx with docxtpl tags), ready to be filled in; safe to use from several threads.

    ``render`` gives the same parts with the same canonical XML as ``DocxTemplate(path).render(context,
    autoescape=True)``, save where docxtpl is unsafe: each part is rendered once, a value is never read as
    template text, an unknown name is a fault instead of nothing, None prints nothing instead of ``None``,
    Jinja runs in a sandbox without globals and with harmless filters only, and what would be no Word any more is a
    fault: notes of broken XML, and the sign of a new paragraph or page in a value where no paragraph can end.
    The same context gives the same bytes.
    """

    def __init__(self, path: str | Path) -> None:
        """Read and compile a template; it can be pickled, for the same versions of all that made it.

        Raises TemplateFault: ``SJABLOON-BESCHADIGD`` (no Word document), ``SJABLOON-SYNTAX`` (a fault in a tag,
        with the template's words near it); OSError when the file cannot be read.
        """
        self._content = Path(path).read_bytes()
        self.digest = hashlib.sha256(self._content).hexdigest()
        """sha256 of the template file, 64 hexadecimal digits."""
        try:
            self._parts, content = _compile(self._content)
        except DossierError:
            raise
        except Exception as error:
            # python-docx raises anything on a damaged file.
            raise TemplateFault(
                "SJABLOON-BESCHADIGD", "Het sjabloon is geen Word-document (.docx) of is beschadigd."
            ) from error
        self._changing = tuple(part for part in self._parts if not part.constant)
        self._package = Package(content)

    @property
    def names(self) -> frozenset[str]:
        """The dotted names that the template asks of its context; ``*`` is any row (``gezin.*.naam``)."""
        return frozenset[str]().union(*(part.names for part in self._parts))

    def render(self, context: Mapping[str, Any], made_with: DocxTemplate | None = None) -> bytes:
        """Fill in a context of str, int, bool, None, list, tuple and dict, and give the docx.

        Objects of docxtpl (RichText, RichTextParagraph, Listing, InlineImage, Subdoc) may stand in the context;
        the document is then put together by docxtpl, as slowly as ever. ``made_with`` is the DocxTemplate of the
        same file on which hyperlinks of a RichText were made; it can be used for one rendering only.
        Raises TemplateFault ``SJABLOON-NAAM``, ``-VERBODEN``, ``-FOUT``, ``-XML`` or ``-EIGENSCHAP``;
        OperatorFault ``TEKST-ONGELDIG`` or ``TEKST-SOORT``. No message holds a value.
        """
        objects = objects_in(context)
        if objects:
            content = with_objects(
                made_with or DocxTemplate(io.BytesIO(self._content)), self._parts, context, objects
            )
            return Package(content).write({})
        return self._package.write({part.name: part.content(context) for part in self._changing})


def _compile(content: bytes) -> tuple[tuple[Part, ...], dict[str, bytes]]:
    """Compile the parts of a template; give also all its parts as python-docx writes them."""
    engine = DocxTemplate(io.BytesIO(content))
    document = engine.get_docx()
    settle_moment(document)
    parts = tuple(parts_of(document))
    saved = io.BytesIO()
    document.save(saved)
    constant = {part.name: part.content({}) for part in parts if part.constant}
    return parts, unpack(saved.getvalue()) | constant
