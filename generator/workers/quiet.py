"""Loaded by the server that workers are forked from: what goes wrong outside a task is told in one line.

A worker that was beginning when its pool ended is such a case. The text of an error may hold an answer, and no traceback
belongs in a log.
"""

import sys
from types import TracebackType

from generator.logs import keep_to_own_words


def _told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    print(f"WERK-FOUT {kind.__name__}", file=sys.stderr)


sys.excepthook = _told
keep_to_own_words()
