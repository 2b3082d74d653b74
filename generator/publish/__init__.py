"""Places: a finished folder into the outbox by one rename, with the manifest that the ledger can be made from."""

from generator.publish.manifest import Manifest, Remark, Source, manifests, of_dossier, read_manifest
from generator.publish.placing import Placed, place, sweep
from generator.publish.remaking import ANSWERS, NOTE, confirm, interrupted, let_go, older_versions, remake
from generator.publish.state import State, current_documents, documents_in, state_of

__all__ = [
    "ANSWERS",
    "NOTE",
    "Manifest",
    "Placed",
    "Remark",
    "Source",
    "State",
    "confirm",
    "current_documents",
    "documents_in",
    "interrupted",
    "let_go",
    "manifests",
    "of_dossier",
    "older_versions",
    "place",
    "read_manifest",
    "remake",
    "state_of",
    "sweep",
]
