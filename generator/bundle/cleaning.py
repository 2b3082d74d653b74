"""An attachment from outside becomes a PDF of page content and nothing else: no scripts, actions, embedded files, forms
or older revisions.
"""

from pypdf.generic import DictionaryObject

from generator.bundle import archival
from generator.bundle.book import Cleaned, Faces
from generator.bundle.leaves import AS_IT_IS, add_page, put_links
from generator.bundle.parts import taken_over
from generator.bundle.writing import NewFile


def cleaned(pdf: bytes, faces: Faces) -> Cleaned:
    """Make a PDF anew from what its pages show.

    Fields and annotations become part of the page, pages lie upright with their corner at 0,0, links within the file
    stay. What had no appearance is drawn in ``faces``. To be run where it can be killed: a hostile file may take long.

    Raises FormFault ``BIJLAGE-BESCHADIGD`` (also when it is no PDF), ``-WACHTWOORD``, ``-LEEG``, ``-PAGINAS`` (more
    than 500), ``-ZWAAR`` (size, nesting, pictures, number of things drawn) or ``-XFA``.
    """
    target = NewFile()
    part = taken_over(pdf, target, faces, with_tags=False)
    for leaf in part.leaves:
        add_page(target, (leaf.width, leaf.height), leaf)
    put_links(target, part.leaves, target.pages, [AS_IT_IS] * len(part.leaves))
    claim = DictionaryObject() if part.flaws else archival.claim(target, "")
    return Cleaned(target.finish(claim, ""), len(part.leaves), not part.flaws, part.taken)
