"""A claimed form and the paper that was made of it."""

import hashlib
from pathlib import Path

from forms.findings import Finding, Severity
from generator.model import Claimed, File, Paper

ORIGINAL = b"%PDF-1.7 filled in %%EOF"


def claimed(folder: Path, job: str = "20261124T101530-ab12cd34", name: str = "Jan Peeters.pdf") -> Claimed:
    path = folder / "work" / job / "bron" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(ORIGINAL)
    return Claimed(job, name, path, hashlib.sha256(ORIGINAL).hexdigest(), folder / "inbox" / name)


def paper(dossier: str = "KB-2026-00123", title: str = "Sociaal verslag", recipe: str = "r" * 64) -> Paper:
    return Paper(
        form="sociaal_verslag",
        version="1.0",
        title=title,
        dossier=dossier,
        day="2026-11-24",
        recipe=recipe,
        files=(
            File(f"{title}.docx", b"word"),
            File(f"{title}.pdf", b"pdf"),
            File("gegevens.json", b"{}\n"),
        ),
        findings=(
            Finding("SV-14", Severity.WAARSCHUWING, "client.insz", "INSZ", "INSZ: kijk dit na. Eén keer."),
        ),
        versions={"dossier": "0.1.0", "sjabloon": "abc"},
    )
