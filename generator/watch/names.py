"""Which names in the inbox are forms, and which are traces of a program at work (never touched)."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.model import REPORT

_REFUSED = (".doc", ".docm", ".dotm", ".xls", ".xlsm", ".xltm")
"""Old files and files with macros: taken all the same, so that whoever drops one hears why it comes back."""
SUFFIXES = (".pdf", ".docx", ".dotx", ".xlsx", ".xltx", ".json", ".yaml", ".yml", *_REFUSED)

_TRACE = re.compile(
    r"""
      ^\.              # hidden: .DS_Store, ._x (macOS), .~lock.x# (LibreOffice), .x.AbC123 (rsync), .nfs0001
    | ^~               # ~$x.docx (Word, Excel), ~WRL0001.tmp (Word)
    | ~$               # x.pdf~ (editors)
    | ^\#.*\#$         # #x.pdf# (Emacs)
    | ^(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__macosx|lost\+found)$
    | ^(@eadir|\#recycle|\#snapshot|\$recycle\.bin|recycler|system\ volume\ information)$
    | \.(tmp|temp|part|partial|crdownload|opdownload|download|filepart|swp)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNCUT, _CUT_BY_ONE = 6, 7


def is_trace(name: str) -> bool:
    """Tell whether a file or folder is not meant for us: lock files, half downloads, and our own reports."""
    return bool(_TRACE.search(name)) or name.casefold().endswith(REPORT)


def owner_names(name: str) -> Iterator[str]:
    """Names of the lock file that stands beside a document while somebody has it open.

    Excel puts ``~$`` before the name; Word does too but first drops one letter of a 7-letter name and two of a
    longer one; LibreOffice makes ``.~lock.NAME#``.
    """
    stem = len(Path(name).stem)
    dropped = 0 if stem <= _UNCUT else 1 if stem == _CUT_BY_ONE else 2
    yield from {f"~${name}", f"~${name[dropped:]}", f".~lock.{name}#"}


def walk(
    folder: Path, refused: Callable[[OSError], None], *, traces: bool = False
) -> Iterator[tuple[Path, frozenset[str]]]:
    """List what stands in a folder at any depth, ``traces`` only when asked for, each with the names of all its neighbours.

    Links to folders are not followed. Raises OSError when the folder itself cannot be listed, so that a share that
    drops away is never taken for an empty one; a subfolder that cannot be listed is told to ``refused``.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
        except OSError as fault:
            if here == folder:
                raise
            if not isinstance(fault, FileNotFoundError):  # that one was removed meanwhile
                refused(fault)
            continue
        neighbours = frozenset(name for name, _ in entries)
        for name, is_folder in entries:
            if not traces and is_trace(name):
                continue
            if is_folder:
                waiting.append(here / name)
            else:
                yield here / name, neighbours
