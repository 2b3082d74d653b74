"""Hands: tasks done here, or in processes that can be killed."""

from generator.workers.dumps import forbid_core_dumps
from generator.workers.here import Here
from generator.workers.killable import Killable
from generator.workers.task import Failure, Stopped, Task, Workers

__all__ = ["Failure", "Here", "Killable", "Stopped", "Task", "Workers", "forbid_core_dumps"]
