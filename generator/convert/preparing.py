"""The copy of a Word document that every engine gets; the one that is published stays as it was made."""

from generator.convert import package, styles


def prepared(docx: bytes) -> package.Parts:
    """Open a Word document, look at what it refers to and what it is, and leave out what must not or need not be printed.

    Raises TemplateFault.
    """
    parts = package.read(docx)
    package.refuse_other_kinds(parts)
    package.refuse_outside(parts)
    package.settle_properties(parts)
    styles.settle(parts)
    return parts
