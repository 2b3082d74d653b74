"""``python -m tests.crash``: stop every command at every call that changes something, and look at what is left.

Needs strace. ``--share 1/2`` does every second point, so that two processes do all between them; a name chooses a scene.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

from tests.crash.calls import Point, calls_in, points_of, recording
from tests.crash.hands import Memory
from tests.crash.scenes import SCENES, Scene
from tests.crash.stage import Stage, made_place

_SHOWN = 6


def points(stage: Stage) -> list[Point]:
    """Find every stop of a scene."""
    log = stage.root.parent / "strace"
    stage.reset()
    stage.run(strace=recording(log))
    return list(points_of(calls_in(log, stage.root)))


def play(scene: Scene, place: Path, share: int, of: int, step: int) -> tuple[int, int]:
    """Stop a scene at this process's share of its points; returns how many there were and how many went wrong."""
    stage = Stage(scene, Memory(), place)
    mine = points(stage)[share - 1 :: of * step]
    wrong = 0
    for point in mine:
        stage.reset()
        stopped = stage.run(strace=point.arguments)
        faults = stage.faults_after(stopped)
        if faults:
            wrong += 1
            print(f"{scene.name}: {point}", *faults[:_SHOWN], sep="\n    ", flush=True)
    return len(mine), wrong


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
            count, wrong = play(scene, place, share, of, given.step)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        print(f"{scene.name}: {count} points, {wrong} wrong, {time.monotonic() - began:.0f} s", flush=True)
        total, failed = total + count, failed + wrong
    print(f"{total} points, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
