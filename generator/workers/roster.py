"""Who works on a dask cluster, and who of them works with what we work with."""

import logging
import multiprocessing
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from generator.errors import DossierError, OperatorFault
from generator.workers.task import Stopped

Alike = Callable[[], Mapping[str, str]]
"""Tells what a machine makes documents with; a function at the top of a module, or a partial of one."""

_REFRESH_SECONDS = 1.0
_PAUSE = 0.05
_FIRST_ANSWERS_SECONDS = 5.0
_TRIES = 5
_NANNY = "werker met nanny (start met --no-nanny)"
_NOBODY = (
    "De cluster antwoordt niet, of heeft geen werkers. Kijk na of de planner en de werkers lopen, en de instelling "
    "workers.cluster."
)

_log = logging.getLogger(__name__)


class Roster:
    """The workers of a cluster, seen anew each second. ``patience`` is how many seconds it may be without one for us."""

    def __init__(self, address: str, alike: Alike, patience: float, stopped: Callable[[], bool]) -> None:
        """Reach the scheduler. Raises OperatorFault ``WERK-CLUSTER`` or ``WERK-PAKKET``."""
        self.client = _reach(address, patience)
        self._alike = alike
        self._patience = patience
        self._stopped = stopped
        self._mine = imprint(alike)
        self._asked: dict[str, Any] = {}
        self._unlike: dict[str, tuple[str, ...]] = {}
        self._hands: dict[str, int] = {}
        self._seen = 0.0
        self._known = False
        """All that were there at first have answered."""

    def hands(self) -> Mapping[str, int]:
        """The workers that are for us, by address, each with its number of threads; waits until there is one.

        Raises OperatorFault ``WERK-CLUSTER`` when nobody comes, ``WERK-ANDERS`` when only workers come that are not alike.
        """
        began = time.monotonic()
        self.heed()
        while not self._hands or time.monotonic() - self._seen > _REFRESH_SECONDS:
            self._refresh()
            waited = time.monotonic() - began
            if self._hands and (self._known or waited > _FIRST_ANSWERS_SECONDS):
                self._known = True
                break
            if waited > self._patience:
                raise self._nobody()
            time.sleep(_PAUSE)
            self.heed()
        return self._hands

    def heed(self) -> None:
        """Raise Stopped once we were told to stop."""
        if self._stopped():
            raise Stopped

    def close(self) -> None:
        """Leave the cluster."""
        with suppress(Exception):
            self.client.close(timeout=_REFRESH_SECONDS)

    def _refresh(self) -> None:
        try:
            there: dict[str, int] = self.client.nthreads()
        except Exception:  # the scheduler is away
            there = {}
        for gone in self._asked.keys() - there.keys():
            del self._asked[gone]
            self._unlike.pop(gone, None)
        for new in there.keys() - self._asked.keys():
            self._asked[new] = self.client.submit(imprint, self._alike, workers=[new], pure=False, priority=1)
        self._hands = {one: threads for one, threads in there.items() if self._is_alike(one)}
        self._known = self._known or (bool(there) and there.keys() == self._unlike.keys())
        self._seen = time.monotonic()

    def _is_alike(self, worker: str) -> bool:
        if worker not in self._unlike:
            asked = self._asked[worker]
            if not asked.done():
                return False
            self._unlike[worker] = self._differences(asked)
            if self._unlike[worker]:
                _log.error("WERK-ANDERS %s: %s", worker, ", ".join(self._unlike[worker]))
        return not self._unlike[worker]

    def _differences(self, asked: Any) -> tuple[str, ...]:
        if asked.status != "finished":
            return ("dossier",)
        told: Mapping[str, str] = asked.result()
        return tuple(sorted(name for name in {*told, *self._mine} if told.get(name) != self._mine.get(name)))

    def _nobody(self) -> OperatorFault:
        different = sorted({name for names in self._unlike.values() for name in names})
        if not different:
            return OperatorFault("WERK-CLUSTER", _NOBODY)
        message = (
            f"Geen werker van de cluster maakt dezelfde documenten als deze machine. Verschil in: {', '.join(different)}. Zet er "
            "hetzelfde programma, dezelfde pakketten en dezelfde lettertypes op."
        )
        return OperatorFault("WERK-ANDERS", message)


def _reach(address: str, patience: float) -> Any:
    """Give a client of the scheduler at an address. Raises OperatorFault ``WERK-CLUSTER`` or ``WERK-PAKKET``."""
    try:
        import dask
        from distributed import Client
    except ImportError:
        message = "Voor een cluster ontbreekt een pakket. Installeer het: pip install '.[cluster]' in de map met de bron."
        raise OperatorFault("WERK-PAKKET", message) from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})  # a form may be large
    for _ in range(_TRIES):
        client = Client.__new__(Client)
        try:
            client.__init__(address, timeout=patience, set_as_default=False)  # type: ignore[misc]
        except (OSError, TimeoutError, ValueError, ImportError):
            break
        except AssertionError:
            # dask's client expects one word of welcome; a busy scheduler may say more in one breath. One that is not
            # closed holds Python up for two minutes when it ends.
            with suppress(Exception):
                client.close(timeout=_REFRESH_SECONDS)
        else:
            return client
    raise OperatorFault("WERK-CLUSTER", _NOBODY)


def imprint(alike: Alike) -> dict[str, str]:
    """Tell what this machine makes documents with; runs here and on a dask worker."""
    if multiprocessing.current_process().daemon:
        return {_NANNY: "ja"}  # such a process may have no children, so no hands that can be killed
    try:
        return dict(alike())
    except DossierError as fault:
        return {fault.code: fault.message}
