"""Stands by while LibreOffice is open, so that nothing of it stays when the process that opened it is gone.

A script, not a module: ``listener`` runs it as ``python -I -S warden.py LIFELINE FOLDER COMMAND…``. It starts the command
with its own standard input and output, and waits for the end of the pipe LIFELINE, which comes when its parent closes
it or ends in whatever way. Then it kills the command with all its family and removes the folder.
"""

import os
import shutil
import signal
import subprocess
import sys


def main(lifeline: int, folder: str, command: list[str]) -> None:
    """Start, wait, clear up. A signal to stop is not heard: the parent gets it too, and its end is what counts."""
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - put together by listener
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    for stream in (0, 1):
        os.close(stream)
    os.read(lifeline, 1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
