"""LibreOffice that stays open: prints one document after the other, each when it is asked to.

A script, not a module: ``listener`` runs it as ``python -I -S kit.py LIBRARY PROFILE SOURCE TARGET`` in a process that
may be killed at any moment, so it imports nothing of ours. It answers ``open`` when LibreOffice has started. Then each
line on standard input asks it to print SOURCE to TARGET (URLs that stay the same), and it answers ``printed MEGABYTES``
(of memory that it holds) or ``refused``. It ends with its standard input.

Source of the tables: ``include/LibreOfficeKit/LibreOfficeKit.h``. Only their first members are used, which have stood in
this order since LibreOffice 5.0.
"""

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

_TEXT = 0
"""``LOK_DOCTYPE_TEXT``."""
_QUIET = b"Batch=true"
"""Asks nothing: nobody is there to answer."""
_STATM_RESIDENT = 1


class _OfficeTable(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.c_void_p),
        ("document_load", ctypes.c_void_p),
        ("get_error", ctypes.c_void_p),
        (
            "document_load_with_options",
            ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p),
        ),
    )


class _DocumentTable(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        (
            "save_as",
            ctypes.CFUNCTYPE(
                ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p
            ),
        ),
        ("get_document_type", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)),
    )


def printer(library: str, profile: bytes, options: bytes) -> Callable[[bytes, bytes], bool]:
    """Start LibreOffice; gives what prints a source to a target and tells whether it could."""
    begin = ctypes.CDLL(library).libreofficekit_hook_2
    begin.restype, begin.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_char_p)
    office = begin(os.fsencode(Path(library).parent), profile)
    if not office:
        sys.exit(1)
    load = ctypes.cast(office, ctypes.POINTER(ctypes.POINTER(_OfficeTable)))[0][0].document_load_with_options

    def prints(source: bytes, target: bytes) -> bool:
        document = load(office, source, _QUIET)
        if not document:
            return False
        does = ctypes.cast(document, ctypes.POINTER(ctypes.POINTER(_DocumentTable)))[0][0]
        done = does.get_document_type(document) == _TEXT and does.save_as(document, target, b"pdf", options)
        does.destroy(document)
        return bool(done)

    return prints


def main(library: str, options: str, profile: str, source: str, target: str) -> None:
    """Answer on the standard output that was given; LibreOffice, which may write there too, gets none."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (most, most)
    )  # ours was for one task; the clock limits each document
    prints = printer(library, profile.encode(), options.encode())
    answers.write(b"open\n")
    for _ in asked:
        done = prints(source.encode(), target.encode())
        answers.write(b"printed %d\n" % _megabytes() if done else b"refused\n")


def _megabytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[_STATM_RESIDENT])
    return pages * resource.getpagesize() >> 20


if __name__ == "__main__":
    main(*sys.argv[1:])
