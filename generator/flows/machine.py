"""Is this machine fit: Python and its packages, fonts, LibreOffice, the clock, the limits of the system."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from generator import convert
from generator.errors import OperatorFault
from generator.flows.checkup import Check, fault, of_fault, warning, well
from generator.sections import Pdf

_PYTHON = (3, 11)
_NEED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*>=\s*([0-9.]+)")
_HIDDEN_NEEDS = {"cryptography": "pypdf[crypto]", "defusedxml": "defusedxml"}
"""What no module of ours names: to read a PDF that is locked without a password, and to read Excel safely."""
_WATCHES, _INSTANCES = 8192, 16
_SLOW_CLOCK = timedelta(minutes=2)
_INOTIFY = Path("/proc/sys/fs/inotify")


def machine(pdf: Pdf) -> Iterator[Check]:
    """Look at all that has nothing to do with the workspace."""
    yield _python()
    yield from _packages()
    yield _fonts(pdf)
    yield _libreoffice(pdf)
    yield from _watches()


def _python() -> Check:
    here = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _PYTHON:
        return fault("Python", f"versie {here}", "Installeer Python 3.11 of nieuwer.")
    return well("Python", f"versie {here}")


def _packages() -> Iterator[Check]:
    # An extra is missed where it is used.
    asked = (line for line in requires("dossier") or () if "extra ==" not in line)
    needs = [found for line in asked if (found := _NEED.match(line))]
    wrong = [words for need in needs if (words := _package(need[1], need[2]))]
    how = "Installeer het programma opnieuw in zijn omgeving: pip install --upgrade ."
    if wrong:
        yield fault("Pakketten", "; ".join(wrong), how)
    else:
        yield well("Pakketten", f"{len(needs)} pakketten, alle nieuw genoeg")
    for name, from_where in _HIDDEN_NEEDS.items():
        if _package(name, "0"):
            yield warning("Pakketten", f"{name} ontbreekt", f"Installeer het: pip install '{from_where}'.")


def _package(name: str, least: str) -> str:
    try:
        here = version(name)
    except PackageNotFoundError:
        return f"{name} ontbreekt"
    return f"{name} {here} is ouder dan {least}" if _numbers(here) < _numbers(least) else ""


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(digits[0]) for part in text.split(".") if (digits := re.match("[0-9]+", part)))


def _fonts(pdf: Pdf) -> Check:
    try:
        fonts = convert.pinned_fonts(pdf.fonts)
    except OperatorFault as raised:
        return of_fault("Lettertypes", raised)
    return well("Lettertypes", f"alle {len(fonts.regular)} families zijn er")


def _libreoffice(pdf: Pdf) -> Check:
    if found := shutil.which(pdf.soffice):
        return well("LibreOffice", f"staat in {found}")
    if pdf.engine == "libreoffice":
        return fault(
            "LibreOffice",
            "niet gevonden, en pdf.engine kiest het",
            "Installeer het: sudo apt-get install libreoffice-writer-nogui. Of kies office2pdf.",
        )
    return well("LibreOffice", "is er niet, en is niet nodig")


def _watches() -> Iterator[Check]:
    """Whether the system tells at once that a file came; without, the inbox is looked at every few seconds."""
    if not _INOTIFY.is_dir():
        return
    limits = {name: int((_INOTIFY / name).read_text()) for name in ("max_user_watches", "max_user_instances")}
    told = f"{limits['max_user_watches']} mappen, {limits['max_user_instances']} programma's"
    if limits["max_user_watches"] < _WATCHES or limits["max_user_instances"] < _INSTANCES:
        do = "Verhoog ze: sysctl fs.inotify.max_user_watches=65536 fs.inotify.max_user_instances=128."
        yield warning("Meldingen van mappen", f"weinig ruimte: {told}", do)
    else:
        yield well("Meldingen van mappen", told)


def clock(now: datetime, newest: datetime | None, of_share: float | None) -> Check:
    """Compare the clock with the last outcome, and with the moment that the share gave to a trial file."""
    if newest is not None and newest > now + _SLOW_CLOCK:
        return fault("Klok", f"{now:%d/%m/%Y %H:%M}, maar de laatste uitkomst is van later", _SET_CLOCK)
    if of_share is not None and abs(of_share - now.timestamp()) > _SLOW_CLOCK.total_seconds():
        return warning("Klok", "de klok van de share loopt anders dan die van deze machine", _SET_CLOCK)
    return well("Klok", f"{now:%d/%m/%Y %H:%M} ({now.tzname() or os.environ.get('TZ', 'UTC')})")


_SET_CLOCK = "Zet de klok gelijk (timedatectl set-ntp true)."
