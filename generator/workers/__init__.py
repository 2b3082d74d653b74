"""Hands: tasks done here, in processes that can be killed, or on the machines of a cluster."""

from generator.workers.cluster import Cluster
from generator.workers.dumps import forbid_core_dumps
from generator.workers.here import Here
from generator.workers.killable import Killable
from generator.workers.likeness import program
from generator.workers.task import Errands, Failure, Stopped, Task, Workers

__all__ = [
    "Cluster",
    "Errands",
    "Failure",
    "Here",
    "Killable",
    "Stopped",
    "Task",
    "Workers",
    "forbid_core_dumps",
    "program",
]
