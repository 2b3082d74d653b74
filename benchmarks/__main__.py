"""All benchmarks in one run, as one table: python -m benchmarks."""

import sys
import time
from multiprocessing import get_context

from benchmarks import table

GROUPS = ("merge", "reading", "printing", "whole", "again", "bundling", "meeting")


def main() -> None:
    """Print the table. Each group runs in a process of its own: none finds anything ready that another made."""
    table.head()
    began, took, failed = time.perf_counter(), [], False
    for name in GROUPS:
        group = get_context("spawn").Process(target=table.rows_of, args=(name,))
        start = time.perf_counter()
        group.start()
        group.join()
        took.append(f"{name} {time.perf_counter() - start:.0f}")
        failed = failed or group.exitcode != 0
    print(f"\n{time.perf_counter() - began:.0f} seconds in all ({', '.join(took)}).")
    sys.exit(failed)


if __name__ == "__main__":
    main()
