"""What the workers need to know of a workspace, made once a run."""

from datetime import date

from generator.equipment import pdf_settings
from generator.flows.make import House
from generator.wiring import Hands

_MEGABYTE = 1024 * 1024


def house_of(rooms: Hands) -> House:
    """Gather the settings that count for judging and making, as they stand today."""
    settings = rooms.settings
    return House(
        workspace=rooms.workspace.root,
        own_state=rooms.workspace.own_state,
        organisation=settings.style.organisation,
        department=settings.style.department,
        approval=settings.style.approval,
        fictional_allowed=settings.validation.fictional,
        norms=settings.norms,
        pdf=pdf_settings(settings, rooms.workspace),
        today=date.today(),
        max_bytes=settings.watch.max_megabytes * _MEGABYTE,
        maps=rooms.maps,
    )
