"""A form that was printed to PDF, or saved without its fields: it can no longer be read, only seen."""

from generator.formats.base import INVITATION
from generator.formats.pdf.open import opened


def shows_a_form(content: bytes) -> bool:
    """Tell whether the first page of a PDF holds the words with which every form of ours begins; a scan holds no words."""
    try:
        with opened(content) as reader:
            words = reader.pages[0].extract_text()
    except Exception:
        # pypdf raises anything over the content of a page; what cannot be read is no form that anybody printed.
        return False
    return "".join(INVITATION.split()) in "".join(words.split())
