"""Limits that the system keeps for us inside a worker, where it can (POSIX)."""

import math
import signal
import sys
import time

_SPARE_SECONDS = 5

if sys.platform != "win32":
    import resource

    def limit_process(memory_bytes: int) -> None:
        """Cap the address space, forbid core dumps (they hold answers), and let a stop signal work at once.

        Runs first in every new worker. Python's own way of stopping waits for native code to come back.
        """
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))

    def limit_cpu(seconds: float) -> None:
        """Give the process this much more processor time; then the system ends it, even if its parent is gone."""
        used = time.process_time()
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = math.ceil(used + seconds) + _SPARE_SECONDS
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))

else:

    def limit_process(memory_bytes: int) -> None:
        """Windows keeps no such limits; the limit on wall time holds."""
        del memory_bytes

    def limit_cpu(seconds: float) -> None:
        """Windows keeps no such limits; the limit on wall time holds."""
        del seconds
