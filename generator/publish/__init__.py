"""Places: a finished folder into the outbox by one rename, with the manifest that the ledger can be made from."""

from generator.publish.manifest import Manifest, Remark, Source, manifests, of_dossier, read_manifest
from generator.publish.placing import Placed, place, sweep

__all__ = [
    "Manifest",
    "Placed",
    "Remark",
    "Source",
    "manifests",
    "of_dossier",
    "place",
    "read_manifest",
    "sweep",
]
