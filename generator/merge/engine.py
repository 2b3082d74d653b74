"""docxtpl's own functions, for what must come out exactly as docxtpl makes it."""

import io
from typing import Final

from docxtpl import DocxTemplate

DOCXTPL: Final = DocxTemplate(io.BytesIO())
"""For its functions from text to text (``patch_xml``, ``resolve_listing``, ``fix_tables``): they read no state."""
