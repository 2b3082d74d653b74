"""A module that fails while it is loaded."""

from tests.contracts import tasks

raise ValueError(tasks.SECRET)
