"""The server that worker processes are forked from: it loads the modules once, so that a new worker costs next to nothing.

It does no work itself, so it holds no answers and runs no threads that a fork would break. It listens on a socket in
``/tmp``: the name of a socket may be no longer than 107 bytes, and a workspace can stand deep.
"""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from multiprocessing import forkserver, util
from multiprocessing.context import BaseContext
from pathlib import Path

from generator.workers.scratch import sweep_dead

_SHORT = Path("/tmp")  # noqa: S108 - the folder in it is for this user alone
_PREFIX = "dossier-vork-"
_AFTER_THE_SOCKET = -200
_QUIET = "generator.workers.quiet"


def processes(preload: Sequence[str]) -> BaseContext:
    """Give the way to start processes that have loaded these modules; spawned ones where no server can be (Windows)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    _settle(os.getpid())
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_QUIET, *preload])
    return context


def start(preload: Sequence[str]) -> None:
    """Let the server load these modules, without waiting until it has; where there is no server there is nothing to do."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        processes(preload)
        forkserver.ensure_running()


@lru_cache(maxsize=1)
def _settle(pid: int) -> None:
    """Let ``multiprocessing`` keep its socket in a folder of our own; those of processes that are gone go away."""
    sweep_dead(_SHORT, _PREFIX)
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{pid}-", dir=_SHORT)
    before, tempfile.tempdir = tempfile.tempdir, folder
    try:
        util.get_temp_dir()
    finally:
        tempfile.tempdir = before
    util.Finalize(
        None, shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}, exitpriority=_AFTER_THE_SOCKET
    )
