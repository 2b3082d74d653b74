"""Places: a finished folder into the outbox by one rename, with the manifest that the ledger can be made from."""

from generator.publish.manifest import (
    Manifest,
    Remark,
    Source,
    manifests,
    of_dossier,
    of_sessions,
    read_manifest,
)
from generator.publish.placing import Placed, place, sweep
from generator.publish.remaking import ANSWERS, NOTE, confirm, interrupted, let_go, older_versions, remake
from generator.publish.session import (
    Absent,
    Member,
    Point,
    SessionManifest,
    bundled,
    read_session,
    session_folder,
    sessions,
)
from generator.publish.session_placing import mend_sessions, place_session
from generator.publish.state import State, current_documents, documents_in, state_of

__all__ = [
    "ANSWERS",
    "NOTE",
    "Absent",
    "Manifest",
    "Member",
    "Placed",
    "Point",
    "Remark",
    "SessionManifest",
    "Source",
    "State",
    "bundled",
    "confirm",
    "current_documents",
    "documents_in",
    "interrupted",
    "let_go",
    "manifests",
    "mend_sessions",
    "of_dossier",
    "of_sessions",
    "older_versions",
    "place",
    "place_session",
    "read_manifest",
    "read_session",
    "remake",
    "session_folder",
    "sessions",
    "state_of",
    "sweep",
]
