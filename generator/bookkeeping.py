"""Which ledger a workspace keeps: on the server that its settings name, or in a file of its own."""

from generator.errors import OperatorFault
from generator.ledger import Ledger, SqlLedger
from generator.model import Workspace
from generator.settings import Settings


def open_ledger(settings: Settings, workspace: Workspace, patience: float) -> Ledger:
    """Open the ledger, on the server that the settings name or in a file.

    ``patience`` is how many seconds to wait for another program, or for the server. Raises OperatorFault.
    """
    url = settings.ledger.url.get_secret_value()
    if url:
        return SqlLedger(url, busy_seconds=patience)
    return SqlLedger.in_file(workspace.ledger, busy_seconds=patience)


def ledger_to_read(settings: Settings, workspace: Workspace, patience: float) -> Ledger | None:
    """Open the ledger to look at it; nothing is made or written. None where there is none yet. Raises OperatorFault."""
    url = settings.ledger.url.get_secret_value()
    if not url and not workspace.ledger.exists():
        return None
    try:
        return SqlLedger.to_read(url or workspace.ledger, busy_seconds=patience)
    except OperatorFault as fault:
        if fault.code != "LEDGER-LEEG":
            raise
        return None
