"""What a library says never reaches the log, for it may quote a form; what we say does."""

import logging
import subprocess
import sys

import pytest

from generator.logs import OwnWords

_SPEAKING = """
import logging, warnings
{setting}
logging.getLogger("generator.flows").error("CODE job=1")
logging.getLogger("watchdog.inotify").warning("no path %s", "/inbox/Jan Peeters.docx")
logging.getLogger("watchdog.inotify").info("seen")
warnings.warn("Jan Peeters")
"""


@pytest.mark.parametrize(
    "setting",
    [
        "from generator.logs import keep_to_own_words; keep_to_own_words()",
        "import generator.workers.quiet",
        "from generator.cli import watch; watch._log('%(message)s'); warnings.simplefilter('ignore')",
    ],
)
def test_a_library_that_speaks_is_named_and_not_quoted(setting: str) -> None:
    command = [sys.executable, "-c", _SPEAKING.format(setting=setting)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["CODE job=1", "PAKKET-MELDING watchdog.inotify"]


def test_where_an_error_of_a_library_came_from_is_not_shown() -> None:
    try:
        int("Jan Peeters")
    except ValueError:
        record = logging.makeLogRecord({"name": "pypdf", "msg": "bad", "exc_info": sys.exc_info()})
    assert OwnWords().format(record) == "PAKKET-MELDING pypdf"
    assert record.getMessage() == "bad"
