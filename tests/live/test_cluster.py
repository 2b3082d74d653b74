"""Work on a dask cluster: the whole line, workers that die, that hang, that are not alike, and a scheduler that goes away."""

import hashlib
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import dask.config
import distributed
import pytest

from generator import catalog, publish
from generator.equipment import along, made_with, pdf_settings
from generator.errors import OperatorFault
from generator.flows.watching import watch_once
from generator.model import Result
from generator.sections import Watch
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Cluster, Failure, Here, Task, program
from tests.conftest import filled
from tests.contracts import tasks
from tests.live.dask_cluster import DaskCluster

pytestmark = pytest.mark.live

LONG = 60.0
TOKEN = "Zwaluwstaart"


@pytest.fixture
def scheduled(tmp_path: Path) -> Iterator[DaskCluster]:
    (tmp_path / "cluster").mkdir()
    made = DaskCluster(tmp_path / "cluster").start()
    yield made
    made.stop()


def cluster_of(rooms: Rooms, scheduled: DaskCluster, patience: float = LONG) -> Cluster:
    pdf = pdf_settings(rooms.settings, rooms.workspace)
    return Cluster(scheduled.address, along(rooms.workspace, pdf), partial(made_with, pdf), patience=patience)


def drop(rooms: Rooms, count: int) -> None:
    for seed in range(count):
        form = filled("advies", seed, client__naam=f"{TOKEN} {'abcdefghijklmnopqrstuvwxyz'[seed]}")
        (rooms.workspace.inbox / f"{seed}.json").write_bytes(form)


def without_state(rooms: Rooms, workers: Cluster) -> Rooms:
    return replace(rooms, settings=Settings(watch=Watch(quiet_seconds=0.0)), workers=workers)


def test_a_worker_killed_in_the_middle_costs_no_paper_and_makes_none_twice(
    rooms: Rooms, scheduled: DaskCluster
) -> None:
    victim, _ = scheduled.add_worker(), scheduled.add_worker()
    own = rooms.workspace.root / "templates"
    own.mkdir()
    shutil.copy(catalog.find_template("advies", rooms.workspace.root).path, own / "advies.docx")
    drop(rooms, 20)
    rooms = without_state(rooms, cluster_of(rooms, scheduled))
    outcomes = []
    for outcome in watch_once(rooms):
        outcomes.append(outcome)
        if len(outcomes) == 3:
            victim.kill()
    rooms.workers.close()
    assert Counter(one.outcome for one in outcomes) == {Result.PUBLISHED: 20}
    assert len({one.file for one in outcomes}) == 20
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 20
    assert TOKEN not in scheduled.logged()
    scheduled.stop()
    left = [
        path for path in scheduled.folder.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()
    ]
    assert all("werker0" in path.parts for path in left), "only what was killed can leave anything"


def test_a_paper_from_the_cluster_is_the_paper_from_here(rooms: Rooms, scheduled: DaskCluster) -> None:
    scheduled.add_worker()
    drop(rooms, 1)
    (there,) = watch_once(without_state(rooms, cluster_of(rooms, scheduled)))
    folder = rooms.workspace.root / there.folder
    made = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.*")}
    shutil.rmtree(folder)
    drop(rooms, 1)
    (here,) = watch_once(without_state(rooms, Here()))  # type: ignore[arg-type]
    again = rooms.workspace.root / here.folder
    for name in ("Advies.docx", "Advies.pdf", "gegevens.json"):
        assert hashlib.sha256((again / name).read_bytes()).hexdigest() == made[name]


def test_a_task_that_costs_its_worker_its_life_is_given_up(scheduled: DaskCluster) -> None:
    scheduled.stop()
    scheduled.extra["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
    scheduled.address = ""
    scheduled.start()
    for _ in range(3):
        scheduled.add_worker()
    scheduled.wait_for_workers()
    cluster = Cluster(scheduled.address, {}, program)
    work = [Task("bad", tasks.kill_the_parent, (), LONG)]
    assert dict(cluster.run(work)) == {"bad": Failure("WERK-GESTORVEN")}
    assert dict(cluster.run([Task("good", tasks.double, (2,), LONG)])) == {"good": 4}
    cluster.close()


def test_a_cluster_that_is_not_there(scheduled: DaskCluster) -> None:
    cluster = Cluster(scheduled.address, {}, program, patience=1.0)
    for _ in range(2):  # first a scheduler without workers, then none at all
        with pytest.raises(OperatorFault) as caught:
            list(cluster.run([Task("a", tasks.double, (1,), LONG)]))
        assert caught.value.code == "WERK-CLUSTER"
        cluster.close()
        scheduled.stop()


def test_a_scheduler_that_goes_away_in_the_middle(scheduled: DaskCluster) -> None:
    scheduled.add_worker()
    cluster = Cluster(scheduled.address, {}, program, patience=10.0)
    ends = cluster.run([Task(str(n), tasks.nap, (0.2,), LONG) for n in range(50)])
    next(ends)
    assert scheduled.scheduler
    scheduled.scheduler.kill()
    began = time.monotonic()
    with pytest.raises(OperatorFault) as caught:
        list(ends)
    assert caught.value.code == "WERK-CLUSTER"
    assert time.monotonic() - began < LONG
    cluster.close()


def test_work_goes_on_with_a_worker_that_comes_later(scheduled: DaskCluster) -> None:
    first = scheduled.add_worker()
    cluster = Cluster(scheduled.address, {}, program)
    ends = cluster.run([Task(str(n), tasks.nap, (0.1,), LONG) for n in range(20)])
    done = [next(ends)[0]]
    first.kill()
    scheduled.add_worker()
    done += [name for name, _ in ends]
    assert sorted(done) == sorted(map(str, range(20)))
    cluster.close()


def test_a_quick_task_waits_for_a_worker_rather_than_behind_a_slow_task(
    scheduled: DaskCluster, tmp_path: Path
) -> None:
    scheduled.add_worker()
    cluster = Cluster(scheduled.address, {}, program)
    assert dict(cluster.run([Task("first", tasks.double, (1,), LONG)])) == {"first": 2}
    scheduled.add_worker()
    sign = tmp_path / "sign"
    work = [Task("slow", tasks.wait_for, (sign,), LONG), Task("quick", tasks.double, (1,), LONG)]
    ends = []
    for name, end in cluster.run(work):
        ends.append((name, end))
        sign.touch()
    cluster.close()
    assert ends == [("quick", 2), ("slow", None)]


def test_a_scheduler_that_says_two_things_at_once_is_asked_again(
    scheduled: DaskCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduled.add_worker()
    welcomed: Any = distributed.Client._ensure_connected
    tried = []

    async def overwhelmed(client: Any, timeout: float | None = None) -> None:
        await welcomed(client, timeout)
        tried.append(client)
        assert len(tried) > 2

    monkeypatch.setattr(distributed.Client, "_ensure_connected", overwhelmed)
    cluster = Cluster(scheduled.address, {}, program)
    assert dict(cluster.run([Task("a", tasks.double, (1,), LONG)])) == {"a": 2}
    cluster.close()
    assert [one.status for one in tried] == ["closed"] * 3


def test_a_hanging_task_is_killed_and_its_worker_goes_on(scheduled: DaskCluster) -> None:
    worker = scheduled.add_worker()
    cluster = Cluster(scheduled.address, {}, program)
    began = time.monotonic()
    work = [Task("bad", tasks.hold_the_lock_of_python, (), 1.0), Task("good", tasks.pid, (), LONG)]
    ends = dict(cluster.run(work))
    assert ends["bad"] == Failure("WERK-TIJD")
    assert isinstance(ends["good"], int)
    assert time.monotonic() - began < LONG / 2
    assert worker.poll() is None
    cluster.close()


def test_no_process_of_ours_outlives_its_worker(scheduled: DaskCluster) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        worker = scheduled.add_worker()
        cluster = Cluster(scheduled.address, {}, program)
        ((_, pid),) = cluster.run([Task("a", tasks.pid, (), LONG)])
        assert isinstance(pid, int)
        cluster.close()
        worker.send_signal(how)
        worker.wait(30)
        until = time.monotonic() + 30
        while Path(f"/proc/{pid}").exists():
            assert time.monotonic() < until
            time.sleep(0.05)


def test_an_unlike_worker_gets_no_work(rooms: Rooms, scheduled: DaskCluster, tmp_path: Path) -> None:
    """It has another Carlito: found before that of the system, for whoever runs it."""
    home = tmp_path / "home"
    fonts = home / ".fonts"
    fonts.mkdir(parents=True)
    carlito = next(path for path in made_fonts() if path.name.startswith("Carlito-Regular"))
    for face in carlito.parent.glob("Carlito-*.ttf"):
        (fonts / face.name).write_bytes(face.read_bytes() + b"\0")
    scheduled.add_worker(HOME=str(home))
    scheduled.wait_for_workers()
    cluster = cluster_of(rooms, scheduled, patience=15.0)
    with pytest.raises(OperatorFault) as caught:
        list(cluster.run([Task("a", tasks.double, (1,), LONG)]))
    assert caught.value.code == "WERK-ANDERS"
    assert "lettertypes" in caught.value.message
    scheduled.add_worker()
    assert dict(cluster.run([Task(str(n), tasks.double, (n,), LONG) for n in range(6)])) == {
        str(n): 2 * n for n in range(6)
    }
    cluster.close()


def made_fonts() -> tuple[Path, ...]:
    from generator.convert import pinned_fonts

    return pinned_fonts().paths


def test_a_worker_with_a_nanny_is_refused_with_what_to_do(scheduled: DaskCluster) -> None:
    scheduled.add_worker("--nanny")
    scheduled.wait_for_workers()
    cluster = Cluster(scheduled.address, {}, program, patience=15.0)
    with pytest.raises(OperatorFault) as caught:
        list(cluster.run([Task("a", tasks.double, (1,), LONG)]))
    assert caught.value.code == "WERK-ANDERS"
    assert "--no-nanny" in caught.value.message
    cluster.close()


def test_work_over_tls_as_the_how_to_says(tmp_path: Path) -> None:
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=dossier"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = {"ca-file": certificate} | {
        f"{role}.{part}": path
        for role in ("scheduler", "worker", "client")
        for part, path in (("cert", certificate), ("key", key))
    }
    config = {"comm.require-encryption": "True", **{f"comm.tls.{name}": path for name, path in tls.items()}}
    how = {
        f"DASK_DISTRIBUTED__{name.replace('.', '__').replace('-', '_').upper()}": value
        for name, value in config.items()
    }
    cluster = DaskCluster(tmp_path, how, "tls").start()
    try:
        assert cluster.address.startswith("tls://")
        cluster.add_worker()
        wrong = Cluster(cluster.address.replace("tls:", "tcp:"), {}, program, patience=3.0)
        with pytest.raises(OperatorFault):
            list(wrong.run([Task("a", tasks.double, (1,), LONG)]))
        wrong.close()
        with dask.config.set({f"distributed.{name}": value for name, value in config.items()}):
            hands = Cluster(cluster.address, {}, program)
            assert dict(hands.run([Task("a", tasks.double, (1,), LONG)])) == {"a": 2}
            hands.close()
    finally:
        cluster.stop()
