"""Limits that the system keeps for us inside a worker, where it can (POSIX)."""

import math
import signal
import sys
import time

from generator.workers.dumps import forbid_core_dumps

_SPARE_SECONDS = 5
_FILE_BYTES = 1024**3
_OPEN_FILES = 512

if sys.platform != "win32":
    import resource

    def limit_process(memory_bytes: int) -> None:
        """Cap address space, size of files and open files, forbid core dumps (they hold answers), stop at once when told.

        Runs first in every new worker. Python's own way of stopping waits for native code to come back.
        """
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        forbid_core_dumps()
        limit_memory(memory_bytes)
        _limit(resource.RLIMIT_FSIZE, _FILE_BYTES)
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)

    def limit_memory(memory_bytes: int) -> None:
        """Cap address space, for the next task too unless it sets another."""
        _limit(resource.RLIMIT_AS, memory_bytes)

    def limit_cpu(seconds: float) -> None:
        """Give the process this much more processor time; then the system ends it, even if its parent is gone."""
        _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds) + _SPARE_SECONDS)

    def _limit(what: int, wanted: int) -> None:
        """Set what counts now; the most that may be asked for stays, for LibreOffice needs more memory than we do."""
        _, hard = resource.getrlimit(what)
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (allowed, hard))

else:

    def limit_process(memory_bytes: int) -> None:
        """Windows keeps no such limits; the limit on wall time holds."""
        del memory_bytes

    def limit_memory(memory_bytes: int) -> None:
        """Windows keeps no such limits; the limit on wall time holds."""
        del memory_bytes

    def limit_cpu(seconds: float) -> None:
        """Windows keeps no such limits; the limit on wall time holds."""
        del seconds
