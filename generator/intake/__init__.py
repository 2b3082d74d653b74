"""Takes: claims a dropped file, looks at it before anything parses it, and keeps or gives back the original.

The order of work that survives a stop at any point, with ``ledger`` and ``publish`` at the marked places:

- published: claim · place (publish) · record (ledger) · forget_report · archive (where ``bron/`` does not hold it) · finish
- rejected: claim · record (ledger) · give_back · archive · finish
- duplicate: claim · record (ledger) · forget_report · archive · finish
- the operator must act: claim · put_back
"""

from generator.intake.claiming import adopt, claim, put_back
from generator.intake.faults import too_heavy
from generator.intake.giving_back import archive, finish, forget_report, give_back
from generator.intake.jobs import in_hand
from generator.intake.limits import sniff
from generator.intake.recovery import Undone, elsewhere, leave, leftovers, recover

__all__ = [
    "Undone",
    "adopt",
    "archive",
    "claim",
    "elsewhere",
    "finish",
    "forget_report",
    "give_back",
    "in_hand",
    "leave",
    "leftovers",
    "put_back",
    "recover",
    "sniff",
    "too_heavy",
]
