"""What the settings say that the work is done with: how to print, and which hands."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator import convert
from generator.model import Workspace
from generator.settings import Settings
from generator.workers import Cluster, Killable, Workers, program

_WORK = ("generator.flows.warming",)
"""What the workers have in memory when they begin."""


def pdf_settings(settings: Settings, workspace: Workspace) -> convert.ConvertSettings:
    """How this workspace prints."""
    return convert.ConvertSettings(
        work=workspace.state / "print",
        engine=settings.pdf.engine,
        fonts=settings.pdf.fonts,
        soffice=settings.pdf.soffice,
        time_limit=settings.pdf.time_limit,
        gotenberg_url=settings.pdf.gotenberg_url,
    )


def made_with(pdf: convert.ConvertSettings) -> dict[str, str]:
    """Tell with what a machine makes documents: those of two machines that tell the same are the same.

    Raises OperatorFault when the engine or a font is not there.
    """
    fonts = convert.pinned_fonts(pdf.fonts).digest
    return {**program(), "engine": convert.engine_version(pdf), "lettertypes": fonts}


@contextmanager
def working(settings: Settings, workspace: Workspace, shared: Workers | None) -> Iterator[Workers]:
    """Give the hands that do the work, and send them home in the end; they begin at their first task.

    ``shared`` are hands that work for other workspaces too, and stay; who has a cluster works there.
    """
    if shared is not None and not settings.workers.cluster:
        yield shared
        return
    workers = _cluster(settings, workspace) if settings.workers.cluster else workers_for((settings,))
    try:
        yield workers
    finally:
        workers.close()


def workers_for(all_settings: Iterable[Settings]) -> Workers:
    """Hands on this machine: as many as the workspace wants that wants the most."""
    cores = os.cpu_count() or 1
    counts = [settings.workers.count or cores for settings in all_settings]
    return Killable(max(counts, default=cores), preload=_WORK)


def _cluster(settings: Settings, workspace: Workspace) -> Workers:
    pdf = pdf_settings(settings, workspace)
    return Cluster(settings.workers.cluster, along(workspace, pdf), partial(made_with, pdf))


def along(workspace: Workspace, pdf: convert.ConvertSettings) -> dict[Path, tuple[str, ...]]:
    """The folders that stand for themselves on another machine, and what of them a task needs there."""
    own = {workspace.own_state: ()} if workspace.own_state else {}
    return {workspace.root: ("templates/*.docx",), pdf.work: (), **own}
