from pathlib import Path

import pytest

from generator.model import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    workspace.inbox.mkdir()
    return workspace
