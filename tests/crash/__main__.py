"""``python -m tests.crash``: stop every command at every call that changes something, and look at what is left.

Needs strace (``scripts/crash`` installs it). Prints how many points each scene has, and what is not as if there had been no
stop.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.crash.calls import KILL, Point, calls_in, points_of, recording
from tests.crash.hands import Memory
from tests.crash.scenes import SCENES, Scene
from tests.crash.stage import Stage, made_place

WRONG = "wrong"
_SHOWN = 6
_REAL = 2
"""Renames at which the program is killed as its user runs it."""
_RESTARTS = 2
_FIRST = 5
_OF_A_RESTART = 60
"""Points of a next start, which is stopped in its turn: its recovery comes first."""


def points(stage: Stage) -> list[Point]:
    """Find every stop of a scene, as it begins now."""
    log = stage.root.parent / "strace"
    stage.reset()
    stage.run(strace=recording(log))
    return list(points_of(calls_in(log, stage.root)))


def play(stage: Stage, mine: Sequence[Point], real: bool = False) -> int:
    """Stop a scene at these points; tells what goes wrong, and returns at how many of them."""
    wrong = 0
    for point in mine:
        stage.reset()
        stopped = stage.run_real(point.arguments) if real else stage.run(strace=point.arguments)
        faults = stage.faults_after(stopped)
        if faults:
            wrong += 1
            print(f"{stage.scene.name}: {point}", *faults[:_SHOWN], sep="\n    ", flush=True)
    return wrong


def play_scene(scene: Scene, place: Path, share: slice) -> tuple[int, int]:
    """Stop a scene at a share of its points, then some of its next starts, then the program as its user runs it."""
    stage = Stage(scene, Memory(), place)
    every = points(stage)
    mine = every[share]
    wrong = play(stage, mine)
    kills = [point for point in every if point.how == KILL]
    renames = [point for point in kills if point.call.name.startswith("rename")]
    real = renames[:: max(1, len(renames) // _REAL)][share]
    wrong += play(stage, real, real=True)
    count = len(mine) + len(real)
    for point in kills[_FIRST :: max(1, len(kills) // _RESTARTS)]:
        stage.reset()
        stage.run(strace=point.arguments)
        stage.begin_here()
        again = points(stage)[:_OF_A_RESTART][share]
        wrong += play(stage, again)
        count += len(again)
        stage.begin_anew()
    return count, wrong


def alone(chosen: Sequence[Scene], share: slice) -> Counter[str]:
    """Play scenes one after the other; returns the number of points of each, and under ``WRONG`` of those that went wrong."""
    found: Counter[str] = Counter()
    for scene in chosen:
        place, began = made_place(), time.monotonic()
        try:
            count, wrong = play_scene(scene, place, share)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        print(f"{scene.name}: {count} points done in {time.monotonic() - began:.0f} s", flush=True)
        found += Counter({scene.name: count, WRONG: wrong})
    return found


def together(arguments: Sequence[str], processes: int) -> Counter[str]:
    """Let each of some processes play its share; what they find wrong is printed as it comes."""

    def share(number: int) -> Counter[str]:
        command = [sys.executable, "-m", "tests.crash", *arguments, f"--share={number}/{processes}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            lines = list(_passed_on(process.stdout))
        assert process.returncode == 0, f"share {number} ended with {process.returncode}"
        return Counter(json.loads(lines[-1]))

    with ThreadPoolExecutor(processes) as pool:
        return sum(pool.map(share, range(1, processes + 1)), Counter())


def _passed_on(lines: Iterable[str]) -> Iterator[str]:
    """Print what is not the last line."""
    before = ""
    for line in lines:
        print(before, end="", flush=True)
        before = line
    yield before


def main() -> int:
    """Play the scenes; the exit status is 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(scene.name for scene in SCENES))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--step", type=int, default=1, help="take one of so many points")
    parser.add_argument("--share", help=argparse.SUPPRESS)
    given = parser.parse_args()
    chosen = [scene for scene in SCENES if not given.scenes or scene.name in given.scenes]
    if given.share:
        share, of = map(int, given.share.split("/"))
        print(json.dumps(alone(chosen, slice(share - 1, None, of * given.step))))
        return 0
    began = time.monotonic()
    found = together([*given.scenes, f"--step={given.step}"], given.processes)
    wrong = found.pop(WRONG, 0)
    for name, count in found.items():
        print(f"{name:<16} {count:>6}")
    print(f"{'':<16} {found.total():>6} points in {time.monotonic() - began:.0f} s, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
