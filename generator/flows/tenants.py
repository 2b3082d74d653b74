"""Several workspaces watched by one process, by turns, with the same workers.

Each keeps its own settings, ledger, lock, pulse and retries. A turn goes on to the end of one lot of files or rows; then the
next workspace has its turn. A workspace that fails is closed and tried again later, and holds up no other.
"""

import logging
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from generator import intake
from generator.equipment import workers_for
from generator.errors import DossierError, OperatorFault, UsageFault
from generator.files import disk_faults
from generator.flows.pace import TICK, Once, Steady, longer
from generator.flows.pulse import Heart
from generator.flows.watching import Watcher, once_quiet, started
from generator.ledger import place_of
from generator.model import Outcome
from generator.settings import Settings, load
from generator.surroundings import Surroundings
from generator.watch import Waker, on_share
from generator.wiring import Rooms, opened
from generator.workers import Stopped, Workers
from generator.workplace import workspace_of

log = logging.getLogger(__name__)

Told = tuple[str, Outcome | DossierError]
"""The name of a workspace, and what there is to tell of it: the end of a file, or why the workspace cannot be watched."""

_PATIENCE = 3.0
"""Seconds that one workspace may let the others wait for its lock or its ledger."""
_FIRST_REST = 2.0
_DAMAGED = "LEDGER-BESCHADIGD"
"""Closed at once, so that ``ledger rebuild`` finds the workspace free while the others go on."""


@dataclass(slots=True)
class _Opened:
    """What there is of a workspace while it is watched."""

    rooms: Rooms
    surroundings: Surroundings
    closing: ExitStack
    heart: Heart
    watcher: Watcher
    waker: Waker
    pace: Steady | Once
    turn: Iterator[Outcome | None] | None = None


class Tenants:
    """The workspaces of one process, by name; ``once``: handle what stands in them now, and end."""

    def __init__(self, folders: dict[str, Path], *, once: bool) -> None:
        self.at_work = ""
        """The name of the workspace that has its turn, for the log."""
        self._stop = Event()
        self._workers = workers_for(_readable(folders.values()))
        belongings: dict[str, set[str]] = {}
        self._tenants = [
            _Tenant(name, root, self._workers, belongings, self._stop.is_set, once=once)
            for name, root in folders.items()
        ]

    @property
    def status(self) -> int:
        """The exit status for the workspaces that could not be watched when it ended: 0 when there are none."""
        return max(
            (tenant.fault.exit_status for tenant in self._tenants if tenant.fault is not None), default=0
        )

    def stop(self) -> None:
        """Let all end soon, from a signal handler: what is in hand is broken off and goes back."""
        self._stop.set()
        self._workers.stop()
        for tenant in self._tenants:
            tenant.stop()

    def outcomes(self) -> Iterator[Told]:
        """Watch until told to stop; with ``once`` until nothing is left to do.

        Ends too when at the start no workspace can be watched. All are closed when this ends.
        """
        try:
            with suppress(Stopped):
                yield from self._rounds()
        finally:
            for tenant in self._tenants:
                self.at_work = tenant.name
                tenant.close()
            self._workers.close()

    def _rounds(self) -> Iterator[Told]:
        yield from self._round(self._tenants)
        if all(tenant.fault for tenant in self._tenants):
            return
        while left := [tenant for tenant in self._tenants if not (tenant.ended or self._stop.is_set())]:
            if not any(tenant.due() for tenant in left):
                time.sleep(TICK)
            yield from self._round(left)

    def _round(self, tenants: Iterable["_Tenant"]) -> Iterator[Told]:
        """Give each a turn that has something to do."""
        for tenant in tenants:
            if self._stop.is_set():
                return
            if not tenant.due():
                continue
            self.at_work = tenant.name
            for told in tenant.step():
                yield tenant.name, told
                for other in self._tenants:
                    other.show_life()


class _Tenant:
    """One workspace among several. ``belongings``: the state folder and database of each, by its name."""

    def __init__(
        self,
        name: str,
        root: Path,
        workers: Workers,
        belongings: dict[str, set[str]],
        stopped: Callable[[], bool],
        *,
        once: bool,
    ) -> None:
        self.name = name
        self.fault: DossierError | None = None
        """Why it cannot be watched now."""
        self.ended = False
        self._root = root
        self._workers = workers
        self._belongings = belongings
        self._stopped = stopped
        self._once = once
        self._opened: _Opened | None = None
        self._due = 0.0
        self._rest = _FIRST_REST

    def due(self) -> bool:
        """Tell whether it has something to do: a turn to end, a look that is due, or something moved in its inbox."""
        at = self._opened
        if at is not None and (at.turn is not None or at.waker.wait(0.0)):
            self._due = 0.0
        return time.monotonic() >= self._due

    def step(self) -> Iterator[Outcome | DossierError]:
        """Go on to the next point where others may go first. Raises Stopped; a fault is told once, and tried again later."""
        try:
            with disk_faults("de werkmap"):
                at = self._opened = self._opened or self._open()
                with at.surroundings.entered():
                    yield from self._go_on(at)
        except Stopped:
            raise
        except Exception as fault:
            yield from self._failed(fault if isinstance(fault, DossierError) else _unforeseen(fault))

    def show_life(self) -> None:
        """Keep its pulse going while others are at work."""
        if self._opened is not None:
            with self._opened.surroundings.entered():
                self._opened.heart.beat_on()

    def stop(self) -> None:
        """Break off its work, also where that is not done by the workers of all."""
        if self._opened is not None:
            self._opened.rooms.workers.stop()

    def close(self) -> None:
        """Let go of the workspace: what is in hand goes back, and what still refuses is left to the next start."""
        at, self._opened = self._opened, None
        if at is None:
            return
        with at.surroundings.entered():
            at.turn = None  # what rests of it ends before the rooms close
            try:
                with disk_faults("de werkmap"):
                    at.closing.close()
            except Exception as fault:
                log.warning("%s", (fault if isinstance(fault, DossierError) else _unforeseen(fault)).code)
            with suppress(OSError):  # so that another may bring to its end what refused here
                intake.leave(at.rooms.workspace)

    def _open(self) -> _Opened:
        """Open the workspace as a process of its own would. Raises DossierError."""
        self._claim_belongings()
        with Surroundings.current().entered(), ExitStack() as opening:
            rooms = opening.enter_context(opened(self._root, self._workers, _PATIENCE))
            heart = opening.enter_context(started(rooms, _PATIENCE))
            inbox, settings = rooms.workspace.inbox, rooms.settings.watch
            share = on_share(inbox)
            waker = opening.enter_context(Waker(inbox, listens=not share and not self._once))
            quiet = once_quiet(rooms) if self._once else settings.quiet_seconds
            return _Opened(
                rooms,
                Surroundings.current(),
                opening.pop_all(),
                heart,
                Watcher(rooms, quiet, heart, self._stopped),
                waker,
                Once() if self._once else Steady(settings, share=share),
            )

    def _claim_belongings(self) -> None:
        """Two workspaces with one state or one database would mix up their clients. Raises UsageFault."""
        settings = load(self._root)
        state = workspace_of(self._root, settings).state.resolve()
        url = settings.ledger.url.get_secret_value()
        own = {str(state)} | ({place_of(url)} if url else set())
        self._belongings.pop(self.name, None)
        if any(own & others for others in self._belongings.values()):
            raise UsageFault(
                "WERKMAP-GEDEELD",
                "Deze werkmap heeft hetzelfde register of dezelfde map voor haar staat als een andere. Zet ledger.url en "
                "folders.state in de dossier.toml van elke werkmap, niet in de omgeving.",
            )
        self._belongings[self.name] = own

    def _go_on(self, at: _Opened) -> Iterator[Outcome]:
        at.turn = at.turn or at.watcher.turn()
        for outcome in at.turn:
            if outcome is None:
                return
            yield outcome
        at.turn = None
        watcher = at.watcher
        if watcher.fault is not None and (self._once or watcher.fault.code == _DAMAGED):
            raise watcher.fault
        self.fault, self._rest = None, _FIRST_REST
        rest = at.pace.after(watcher.scan, watcher.fault, handled=watcher.handled)
        if rest is None:
            yield from watcher.still_waiting()
            self.ended = True
            self.close()
        else:
            self._due = time.monotonic() + rest

    def _failed(self, fault: DossierError) -> Iterator[DossierError]:
        """Close it, to be opened anew after a pause; with ``once`` this is the end."""
        self.close()
        known = self.fault is not None and self.fault.code == fault.code
        self.fault = fault
        self.ended = self._once
        self._due = time.monotonic() + self._rest
        self._rest = longer(self._rest)
        if not known:
            yield fault


def _readable(roots: Iterable[Path]) -> Iterator[Settings]:
    """The settings of the workspaces, but for those that are wrong or away: they are told of when their turn comes."""
    for root in roots:
        with suppress(UsageFault, OSError):
            yield load(root)


def _unforeseen(fault: Exception) -> OperatorFault:
    """Say that something broke that nobody foresaw; kind and place are for the log, its text may hold an answer."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    log.error("WERKMAP-FOUT %s %s:%s", type(fault).__name__, Path(place.filename).name, place.lineno)
    return OperatorFault(
        "WERKMAP-FOUT", "Er liep iets mis in het programma zelf bij deze werkmap. Meld dit aan de beheerder."
    )
