"""``python -m tests.crash``: stop every command at every call that changes something, and look at what is left.

Needs strace. ``--share 1/2`` does every second point, so that two processes do all between them; a name chooses a scene.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.crash.calls import KILL, Point, calls_in, points_of, recording
from tests.crash.hands import Memory
from tests.crash.scenes import SCENES, Scene
from tests.crash.stage import Stage, made_place

_SHOWN = 6
_REAL = 4
"""Renames at which the program is killed as its user runs it."""
_RESTARTS = 4
_FIRST = 5
_OF_A_RESTART = 80
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


def main() -> int:
    """Play the scenes; the exit status is 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--share", default="1/1", metavar="N/M")
    parser.add_argument("--step", type=int, default=1, help="take every so many points")
    given = parser.parse_args()
    share, of = map(int, given.share.split("/"))
    total = failed = 0
    for scene in SCENES:
        if given.scenes and scene.name not in given.scenes:
            continue
        place, began = made_place(), time.monotonic()
        try:
            count, wrong = play_scene(scene, place, slice(share - 1, None, of * given.step))
        finally:
            shutil.rmtree(place, ignore_errors=True)
        print(f"{scene.name}: {count} points, {wrong} wrong, {time.monotonic() - began:.0f} s", flush=True)
        total, failed = total + count, failed + wrong
    print(f"{total} points, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
