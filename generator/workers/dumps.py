"""No core dumps: the memory of a process holds answers."""

import sys

_SET_DUMPABLE = 4  # PR_SET_DUMPABLE; https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html

if sys.platform != "win32":
    import resource

    def forbid_core_dumps() -> None:
        """Let the system write no memory of this process to disk, nor let others of this user look into it.

        A limit of nothing is not enough: where dumps go to a program, the system hands them over all the same.
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            import ctypes

            prctl = getattr(ctypes.CDLL(None), "prctl", None)
            if prctl is not None:
                prctl(_SET_DUMPABLE, 0, 0, 0, 0)

else:

    def forbid_core_dumps() -> None:
        """Windows writes none unless somebody asks for them."""
