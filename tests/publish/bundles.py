"""The manifest of a session with one point and one paper in its bundle."""

from generator import publish


def bundle_of(folder: str, *, final: bool) -> publish.SessionManifest:
    """Make it for the session of the BCSD of 3 December 2026; ``folder`` is where the paper stands in the workspace."""
    member = publish.Member(title="Sociaal verslag", folder=folder, source="0" * 64)
    point = publish.Point(
        key="a",
        number="BCSD-2026-12-001",
        dossier="KB-2026-00001",
        subject="",
        aard="",
        beslissing="",
        folder="outbox/dossiers/KB-2026-00001/advies",
        part=0,
        members=(member,),
    )
    return publish.SessionManifest(
        organ="BCSD",
        day="2026-12-03",
        final=final,
        supplements=0,
        numbers={"a": "BCSD-2026-12-001"},
        points=(point,),
        left_out=(),
        anonymous=False,
        duplex=False,
        copies=(),
        versions={},
    )
