r"""The characters in a value that become layout: ``\n`` a line break, ``\t`` a tab, ``\a`` a new paragraph,
``\f`` a new page.
"""

import re

from generator.merge.engine import DOCXTPL

_ENDING_PARAGRAPHS = ("\a", "\f")
_SIGNS = ("\n", "\t", *_ENDING_PARAGRAPHS)
_TRACKED = "<w:rPrChange"

_MARK = re.compile(f"[{''.join(_SIGNS)}]")
_END = "</w:p>"


def reshapes(xml: str) -> bool:
    r"""Tell whether a value may change how elements nest, so that the result must be parsed again.

    ``\n`` adds a break inside a run and ``\t`` two runs beside it; with those runs docxtpl copies the look of the run, of
    which it cuts off the half where changes to that look are tracked.
    """
    return any(sign in xml for sign in _ENDING_PARAGRAPHS) or ("\t" in xml and _TRACKED in xml)


def resolve_listing(xml: str) -> str:
    r"""Turn ``\n``, ``\t``, ``\a`` and ``\f`` in running text into layout, by docxtpl's own rules.

    docxtpl walks through every paragraph. Its pattern never reaches over the end of a paragraph, so that
    handing it only the stretches between two ends that hold such a character gives the same.
    """
    # Many times quicker than the pattern, and most texts have none.
    if not any(sign in xml for sign in _SIGNS):
        return xml
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
