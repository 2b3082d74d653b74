"""Commands stopped at a sample of their steps: a next start leaves what it would have left undisturbed.

``make crash`` stops every command at every call (tests/crash/__main__.py).
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.crash.hands import Memory
from tests.crash.hooks import WAYS, Counter, stop_at
from tests.crash.scenes import SCENES
from tests.crash.stage import Stage, made_place

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="stops a child at each step")
SAMPLE = 6


LONG = ("process", "regenerate", "meeting again")


@pytest.fixture(params=("watch", *(pytest.param(name, marks=pytest.mark.thorough) for name in LONG)))
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    place = made_place()
    (scene,) = (scene for scene in SCENES if scene.name == request.param)
    yield Stage(scene, Memory(), place)
    shutil.rmtree(place)


def test_stopped_somewhere_it_ends_as_if_never_stopped(stage: Stage) -> None:
    assert_at_rest(stage.wanted)
    counter = Counter()
    stage.reset()
    stage.run(counter.prepare(stage.root))
    assert counter.total > 2 * SAMPLE
    for number in range(SAMPLE):
        step = 1 + number * (counter.total - 1) // (SAMPLE - 1)
        how = WAYS[number % len(WAYS)]
        stage.reset()
        stopped = stage.run(stop_at(step, how, stage.root))
        assert stage.faults_after(stopped) == [], f"{how} at step {step} of {counter.total}"


def assert_at_rest(wanted: Iterable[str]) -> None:
    """What the stops are compared with must itself be right: no trace of the work, and no digest that is wrong."""
    places = [Path(what.rpartition(" ")[0] or what) for what in wanted if not what.startswith("ledger:")]
    hidden = [path for path in places if any(part.startswith(".") for part in path.parts[1:])]
    in_work = [path for path in places if ".dossier/work/" in path.as_posix()]
    assert hidden == in_work == []
