"""``python -m tests.fuzz [--minutes 10] [--seed N] [--case N] [--keep FOLDER]``; exit status 1 when a case failed."""

import argparse
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from tests.fuzz.running import run


def main() -> int:
    """Run until the time is up, tell what came of it, and keep the files that failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: another one each time")
    parser.add_argument("--case", type=int, help="only this case of the seed")
    parser.add_argument(
        "--keep", type=Path, help="where files that failed go; default: a new temporary folder"
    )
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="dossier-fuzz-", dir=asked.keep))
    numbers = count() if asked.case is None else [asked.case]
    report = run(asked.seed, numbers, folder, until=time.monotonic() + 60 * asked.minutes)
    print(report)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
