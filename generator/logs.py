"""What reaches the log: our own codes and job ids. Of a library it is told that it spoke, for its words may quote a form."""

import logging
import sys
import warnings


class OwnWords(logging.Formatter):
    """Writes a record of ours as it is, and of any other only whose it is: ``PAKKET-MELDING`` and the name of its logger."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line for the log."""
        if record.name.partition(".")[0] != "generator":
            silent = {"msg": f"PAKKET-MELDING {record.name}", "args": (), "exc_info": None, "exc_text": None}
            record = logging.makeLogRecord({**vars(record), **silent, "stack_info": None})
        return super().format(record)


def keep_to_own_words() -> None:
    """Let this process log nothing of others and show no warning of theirs, unless ``python -W`` asks for those."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(OwnWords())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
