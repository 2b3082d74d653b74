"""Open a file that may be a trap: a link out of the inbox, a pipe that never ends, a device."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from generator.files import AT_ONCE
from generator.intake.faults import fault

_NO_FILE = frozenset({errno.ELOOP, errno.EMLINK, errno.ENXIO})
"""What the system answers for a symbolic link (Linux, BSD) and for a socket."""


def open_plain(path: Path, *, single: bool = True) -> BufferedReader:
    """Open a regular file for reading, never through a symbolic link, and without waiting for the other end.

    ``single`` also refuses a file with a second name: whoever holds that name can change it behind our back.
    Raises FormFault ``BESTAND-KOPPELING`` or ``BESTAND-SOORT``; OSError when the disk refuses.
    """
    try:
        handle = os.open(path, AT_ONCE)
    except OSError as refused:
        if refused.errno in _NO_FILE:
            raise fault("BESTAND-KOPPELING") from None
        raise
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and (status.st_nlink == 1 or not single):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise fault("BESTAND-KOPPELING" if stat.S_ISREG(status.st_mode) else "BESTAND-SOORT")
