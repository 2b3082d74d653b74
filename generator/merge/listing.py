r"""The characters in a value that become layout: ``\n`` a line break, ``\t`` a tab, ``\a`` a new paragraph,
``\f`` a new page.
"""

import re

from generator.merge.engine import DOCXTPL

RESHAPING = ("\t", "\a", "\f")
r"""These close and open runs or paragraphs; ``\n`` only adds a break inside a run."""

_MARK = re.compile(r"[\n\t\a\f]")
_END = "</w:p>"


def resolve_listing(xml: str) -> str:
    r"""Turn ``\n``, ``\t``, ``\a`` and ``\f`` in running text into layout, by docxtpl's own rules.

    docxtpl walks through every paragraph. Its pattern never reaches over the end of a paragraph, so that
    handing it only the stretches between two ends that hold such a character gives the same.
    """
    pieces = []
    done = 0
    while mark := _MARK.search(xml, done):
        end = xml.find(_END, mark.start())
        if end < 0:
            break
        before = xml.rfind(_END, done, mark.start())
        begin = done if before < 0 else before + len(_END)
        end += len(_END)
        pieces += [xml[done:begin], DOCXTPL.resolve_listing(xml[begin:end])]
        done = end
    return "".join([*pieces, xml[done:]])
