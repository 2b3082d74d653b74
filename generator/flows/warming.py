"""What each worker would make ready at its first form, made ready once: the server that workers are forked from loads this.

Nothing is read or printed here; office2pdf is loaded and not used, for a process that used it can fork no more.
"""

from generator import catalog, convert
from generator.flows import again, make

__all__ = ["again", "make"]

for _kind in catalog.RECOGNISED.values():
    _kind.model.model_rebuild()
convert.load()
