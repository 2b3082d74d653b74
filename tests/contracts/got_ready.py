"""Run by a test: whether a process stands ready to fork workers, before and after it was asked for."""

import psutil

from generator.workers import Killable


def stands() -> str:
    """Tell whether this process has started another."""
    others = [one.cmdline() for one in psutil.Process().children()]
    return "yes" if any("forkserver" in " ".join(words) for words in others) else "no"


if __name__ == "__main__":
    workers = Killable(1)
    print(stands())
    workers.begin()
    print(stands())
    workers.close()
