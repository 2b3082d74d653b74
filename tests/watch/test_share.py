"""On which mount a folder stands, and what an unmounted share looks like."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.errors import OperatorFault
from generator.watch import Inbox, on_share
from generator.watch.share import mount_of, type_in
from tests.watch.test_inbox import PDF, drop

MOUNTS = r"""
22 1 0:21 / / rw,relatime shared:1 - overlay overlay rw
30 22 0:31 / /srv/data rw shared:2 - ext4 /dev/sda1 rw
31 30 0:32 / /srv/data/in\040box rw shared:3 master:7 - cifs //server/deel rw,vers=3.1.1
32 22 0:33 / /mnt/nfs rw - nfs4 server:/x rw
33 22 0:34 / /mnt/twice rw - ext4 /dev/sdb rw
34 33 0:35 / /mnt/twice rw - fuse.sshfs user@host:/ rw
damaged line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/data/in box", "cifs"),
        ("/srv/data/in box/sub", "cifs"),
        ("/srv/data/in boxes", "ext4"),
        ("/mnt/nfs/x", "nfs4"),
        ("/mnt/twice", "fuse.sshfs"),
        ("/home", "overlay"),
        ("/", "overlay"),
    ],
)
def test_the_file_system_of_a_folder(path: str, kind: str) -> None:
    assert type_in(MOUNTS, path) == kind


def test_a_local_folder_is_no_share(tmp_path: Path) -> None:
    assert not on_share(tmp_path)
    assert mount_of(tmp_path).is_mount()


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("may not mount here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_an_unmounted_share_is_away_and_not_empty(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    with mounted(folder):
        inside = folder / "inbox"
        drop(inside / "x.pdf")
        on_it, below = Inbox(folder, 0), Inbox(inside, 0)
        for inbox in (on_it, below):
            inbox.scan()
            assert len(inbox.scan().settled) == 1
    inside.mkdir()
    for inbox in (on_it, below):
        with pytest.raises(OperatorFault) as caught:
            inbox.scan()
        assert caught.value.code == "INBOX-WEG"
    with mounted(folder):
        drop(inside / "x.pdf", PDF)
        for inbox in (on_it, below):
            inbox.scan()
            assert len(inbox.scan().settled) == 1


def test_a_share_that_is_mounted_later_is_watched(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, 0)
    inbox.scan()
    with mounted(tmp_path):
        drop(tmp_path / "x.pdf")
        inbox.scan()
        assert len(inbox.scan().settled) == 1
