"""What every kind of worker promises, and what only those in processes of their own can."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.errors import FormFault, OperatorFault
from generator.workers import Cluster, Errands, Failure, Here, Killable, Stopped, Task, Workers, program

from . import tasks

LONG = 60.0


def task(call: Any, *args: Any, name: str = "t", limit: float = LONG) -> Task[Any]:
    return Task(name, call, args, limit)


CLUSTER = pytest.param("cluster", marks=pytest.mark.live)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dask scheduler with two workers, each a process in a folder of its own."""
    from tests.live.dask_cluster import DaskCluster

    made = DaskCluster(tmp_path_factory.mktemp("cluster")).start()
    made.add_worker()
    made.add_worker()
    made.wait_for_workers()
    yield made.address
    made.stop()


def made(kind: str, request: pytest.FixtureRequest) -> Workers:
    """Workers of a kind, two at a time."""
    if kind == "cluster":
        return Cluster(request.getfixturevalue("cluster"), {}, program)
    return Killable(2) if kind == "killable" else Here()


@pytest.fixture(scope="module", params=["here", "killable", CLUSTER])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    workers = made(request.param, request)
    yield workers
    workers.close()


@pytest.fixture(scope="module", params=["killable", CLUSTER])
def killable(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Workers in processes that can be killed."""
    workers: Workers = Killable(2, tasks_per_worker=5)
    if request.param == "cluster":
        workers = Cluster(request.getfixturevalue("cluster"), {}, program)
    yield workers
    workers.close()


def only(workers: Workers, one: Task[Any]) -> Any:
    ((name, end),) = workers.run([one])
    assert name == one.id
    return end


def test_no_tasks_no_ends(workers: Workers) -> None:
    assert list(workers.run([])) == []


def test_every_task_ends_once(workers: Workers) -> None:
    ends = dict(workers.run(task(tasks.double, number, name=str(number)) for number in range(50)))
    assert ends == {str(number): 2 * number for number in range(50)}


def test_a_fault_of_ours_comes_back_whole(workers: Workers) -> None:
    end = only(workers, task(tasks.refuse))
    assert isinstance(end, FormFault)
    assert (end.code, end.message) == ("BESTAND-LEEG", "Dit bestand is leeg.")
    assert end.__traceback__ is None


@pytest.mark.parametrize(
    ("call", "kind"),
    [(tasks.stumble, "ValueError"), (tasks.own_timeout, "TimeoutError"), (tasks.unpackable_fault, "Local")],
)
def test_an_unforeseen_error_tells_its_kind_and_nothing_more(workers: Workers, call: Any, kind: str) -> None:
    assert only(workers, task(call)) == Failure("WERK-FOUT", kind)


def test_a_bad_task_does_not_spoil_the_others(workers: Workers) -> None:
    work = [task(tasks.stumble, name="bad"), *(task(tasks.double, 1, name=f"good {n}") for n in range(5))]
    ends = dict(workers.run(work))
    assert sorted(ends.values(), key=str) == [2, 2, 2, 2, 2, Failure("WERK-FOUT", "ValueError")]


def test_tasks_are_taken_only_as_hands_come_free(workers: Workers) -> None:
    taken = 0

    def many() -> Iterator[Task[int]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield task(tasks.double, number)

    ends = workers.run(many())
    next(ends)
    assert taken <= 4
    ends.close()  # type: ignore[attr-defined]
    assert only(workers, task(tasks.double, 4)) == 8


def test_what_ends_may_lead_to_more(workers: Workers) -> None:
    work = Errands([task(tasks.double, 1, name="1"), task(tasks.double, 100, name="100")])
    ends = {}
    for name, end in workers.run(work):
        ends[name] = end
        if isinstance(end, int) and end < 100:
            work.add(task(tasks.double, end, name=str(end)))
    assert ends == {"1": 2, "2": 4, "4": 8, "8": 16, "16": 32, "32": 64, "64": 128, "100": 200}


def test_what_is_added_goes_first() -> None:
    work = Errands([task(tasks.double, 1, name="1"), task(tasks.double, 2, name="2")])
    names = []
    for name, _ in Here().run(work):
        names.append(name)
        if name == "1":
            work.add(task(tasks.double, 3, name="3"))
    assert names == ["1", "3", "2"]


@pytest.mark.parametrize("kind", ["here", "killable", CLUSTER])
def test_told_to_stop_it_hands_nothing_on_any_more(kind: str, request: pytest.FixtureRequest) -> None:
    workers = made(kind, request)
    try:
        ends = workers.run(task(tasks.double, number) for number in range(50))
        next(ends)
        workers.stop()
        for work in (ends, workers.run([task(tasks.double, 1)])):
            with pytest.raises(Stopped):
                list(work)
    finally:
        workers.close()


def test_told_to_stop_it_waits_for_nobody() -> None:
    workers = Killable(2)
    begin = time.monotonic()
    threading.Timer(1.0, workers.stop).start()
    with pytest.raises(Stopped):
        list(workers.run([task(tasks.hold_the_lock_of_python), task(tasks.nap, LONG)]))
    assert time.monotonic() - begin < LONG / 4
    workers.close()


def test_the_first_to_end_comes_first(killable: Workers, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    ends = []
    for name, _ in killable.run(
        [task(tasks.wait_for, sign, name="slow"), task(tasks.double, 1, name="fast")]
    ):
        ends.append(name)
        sign.touch()
    assert ends == ["fast", "slow"]


@pytest.mark.parametrize("call", [tasks.spin, tasks.hold_the_lock_of_python])
def test_a_task_over_its_limit_is_killed_and_the_others_go_on(killable: Workers, call: Any) -> None:
    begin = time.monotonic()
    work = [task(call, name="bad", limit=0.5), *(task(tasks.double, 1, name=f"good {n}") for n in range(4))]
    ends = dict(killable.run(work))
    assert ends.pop("bad") == Failure("WERK-TIJD")
    assert set(ends.values()) == {2}
    assert time.monotonic() - begin < LONG / 2


def test_the_files_of_a_task_come_along_under_their_names(workers: Workers, tmp_path: Path) -> None:
    paths = [tmp_path / "één" / "x.pdf", tmp_path / "twee" / "x.pdf"]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        path.write_bytes(bytes([number]))
    assert only(workers, task(tasks.contents, paths)) == [("x.pdf", b"\0"), ("x.pdf", b"\1")]
    paths[0].unlink()
    assert only(workers, task(tasks.contents, paths)) == Failure("WERK-FOUT", "FileNotFoundError")


def test_a_task_that_ends_its_process(killable: Workers) -> None:
    work = [task(tasks.die, name="bad"), *(task(tasks.double, 1, name=f"good {n}") for n in range(4))]
    ends = dict(killable.run(work))
    assert ends.pop("bad") == Failure("WERK-GESTORVEN")
    assert set(ends.values()) == {2}


def test_a_task_that_leaves_or_gives_what_cannot_be_packed(
    killable: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    assert only(killable, task(tasks.leave)) == Failure("WERK-FOUT", "SystemExit")
    assert only(killable, task(tasks.unpackable)) == Failure("WERK-FOUT", "TypeError")
    assert only(killable, task(tasks.answer, lambda number: number, 1)).code == "WERK-FOUT"
    assert only(killable, task(tasks.double, 1)) == 2
    assert capfd.readouterr() == ("", "")


def test_a_task_that_died_is_done_once_more(killable: Workers, tmp_path: Path) -> None:
    assert only(killable, task(tasks.die_once, tmp_path / "mark")) == "second life"


def test_a_task_that_died_is_done_once_more_and_alone(tmp_path: Path) -> None:
    killable = Killable(2)
    mark = tmp_path / "mark"
    others = [task(tasks.nap_busily, tmp_path / str(n), 0.2, name=f"other {n}") for n in range(4)]
    ends = list(killable.run([task(tasks.die_in_company, mark, name="victim"), *others]))
    killable.close()
    assert ends[-1] == ("victim", "alone")
    assert len(ends) == 5


def test_a_result_has_a_largest_size() -> None:
    workers = Killable(1, result_bytes=10_000)
    assert only(workers, task(tasks.text_of, 9_000)) == bytes(9_000)
    assert only(workers, task(tasks.text_of, 11_000)) == Failure("WERK-FOUT", "ResultTooLarge")
    workers.close()


def test_a_worker_has_a_temporary_folder_of_its_own_that_goes_with_it() -> None:
    workers = Killable(1, tasks_per_worker=2)
    (path, mode), (other, _) = (only(workers, task(tasks.temporary, tasks.SECRET)) for _ in range(2))
    assert mode == 0o700
    assert Path(path).parent == Path(other).parent
    after, _ = only(workers, task(tasks.temporary, tasks.SECRET))
    assert Path(after).exists()
    assert not Path(path).parent.exists()
    only(workers, task(tasks.temporary_and_die))
    assert not Path(after).parent.exists()
    pool = Path(after).parents[1]
    assert list(pool.glob("*/*")) == []
    workers.close()
    assert not pool.exists()


def test_temporary_files_of_a_task_are_where_its_process_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One pool works for several workspaces by turns; a disk of one that is away is not the other's fault."""
    workers = Killable(1)
    seen = []
    for name in ("een", "twee", "een"):
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / name))
        path, _ = only(workers, task(tasks.temporary, tasks.SECRET))
        seen.append(Path(path).relative_to(tmp_path).parts[0])
    assert seen == ["een", "twee", "een"]
    assert list((tmp_path / "twee").glob("*/*")) == []
    shutil.rmtree(tmp_path / "twee")
    assert only(workers, task(tasks.double, 1)) == 2
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "twee"))
    end = only(workers, task(tasks.double, 1))
    assert isinstance(end, OperatorFault)
    assert end.code == "SCHIJF-FOUT"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "een"))
    assert only(workers, task(tasks.double, 2)) == 4
    workers.close()
    assert list((tmp_path / "een").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_limits_of_the_system(killable: Workers, tmp_path: Path) -> None:
    found = only(killable, task(tasks.limits))
    assert found.pop("RLIMIT_CPU") < LONG + 60
    assert found == {
        "RLIMIT_AS": 2 * 1024**3,
        "RLIMIT_FSIZE": 1024**3,
        "RLIMIT_NOFILE": 512,
        "RLIMIT_CORE": 0,
    }
    assert only(killable, task(tasks.write_file, tmp_path / "large", 1024**3 + 1)) == Failure(
        "WERK-FOUT", "OSError"
    )
    assert only(killable, task(tasks.open_files, Path(__file__), 600)) == Failure("WERK-FOUT", "OSError")
    assert only(killable, task(tasks.recurse, 10**5)) == Failure("WERK-FOUT", "RecursionError")
    assert only(killable, task(tasks.eat_memory, 3 * 1024**3)) == Failure("WERK-FOUT", "MemoryError")
    assert (
        only(killable, Task("more", tasks.eat_memory, (3 * 1024**3,), LONG, memory=2 * 1024**3))
        == 3 * 1024**3
    )
    assert only(killable, task(tasks.eat_memory, 3 * 1024**3)) == Failure("WERK-FOUT", "MemoryError")
    assert only(killable, task(tasks.eat_memory, 10**8)) == 10**8
    assert only(killable, task(tasks.core_limit)) == (0, 0)


def test_workers_are_other_processes_kept_and_replaced_in_time() -> None:
    workers = Killable(1, tasks_per_worker=3)
    pids = [only(workers, task(tasks.pid)) for _ in range(6)]
    workers.close()
    assert len(set(pids[:3])) == len(set(pids[3:])) == 1
    assert pids[0] != pids[5]
    assert os.getpid() not in pids


def test_a_worker_that_holds_much_is_replaced_and_one_that_does_not_is_kept() -> None:
    workers = Killable(1)
    light = {only(workers, task(tasks.keep_memory, 1)) for _ in range(30)}
    heavy = [only(workers, task(tasks.keep_memory, 100 * 1024**2)) for _ in range(12)]
    workers.close()
    assert len(light) == 1
    assert 3 <= len(set(heavy)) <= 6


def test_what_is_prepared_is_there_before_any_task() -> None:
    workers = Killable(2, partial(tasks.prepare, "RAYON_NUM_THREADS", "1"))
    assert only(workers, task(tasks.environment, "RAYON_NUM_THREADS")) == "1"
    workers.close()


@pytest.mark.parametrize(("what", "told"), [("worker", "WERK-START"), ("server", "WERK-FOUT")])
def test_workers_that_cannot_start_are_for_the_operator(what: str, told: str) -> None:
    command = [sys.executable, "-m", "tests.contracts.cannot_start", what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "WERK-START"
    assert f"{told} ValueError" in done.stderr
    assert tasks.SECRET not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_false_start_is_tried_again_and_no_task_is_lost(tmp_path: Path) -> None:
    workers = Killable(1, partial(tasks.prepare_once_badly, tmp_path / "mark"))
    ends = dict(workers.run(task(tasks.double, number, name=str(number)) for number in range(10)))
    workers.close()
    assert ends == {str(number): 2 * number for number in range(10)}


def test_work_given_up_halfway_does_not_hold_up_the_next() -> None:
    workers = Killable(1)
    ends = workers.run([task(tasks.double, 1), task(tasks.nap, LONG)])
    assert next(ends)[1] == 2
    ends.close()  # type: ignore[attr-defined]
    begin = time.monotonic()
    assert only(workers, task(tasks.double, 2)) == 4
    workers.close()
    assert time.monotonic() - begin < LONG / 2


def test_a_worker_that_was_got_ready_begins_at_once(workers: Workers) -> None:
    workers.begin()
    workers.begin()
    assert only(workers, task(tasks.double, 3)) == 6


def test_the_server_of_workers_loads_before_there_is_a_task() -> None:
    command = [sys.executable, "-m", "tests.contracts.got_ready"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["no", "yes"]


def test_closing_twice_and_starting_again() -> None:
    workers = Killable(1)
    workers.close()
    assert only(workers, task(tasks.double, 1)) == 2
    workers.close()
    workers.close()
    assert only(workers, task(tasks.double, 1)) == 2
    workers.close()


_PARENT = """
import os, signal
from generator.workers import Killable, Task
from tests.contracts import tasks
if __name__ == "__main__":
    workers = Killable(1)
    ends = workers.run([Task("a", tasks.pid, (), 60.0), Task("b", tasks.nap, (0.3,), 60.0)])
    print(next(ends)[1], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    process = Path("/proc") / done.stdout.decode().strip()
    deadline = time.monotonic() + LONG / 2
    while process.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not process.exists()


def test_what_goes_wrong_outside_a_task_is_told_without_its_words() -> None:
    code = "import generator.workers.quiet; raise ValueError('geheim')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == "WERK-FOUT ValueError\n"
