"""Run by a test: workers that cannot start, or whose server cannot; prints the code of the fault that comes of it."""

import sys
from functools import partial

from generator.errors import OperatorFault
from generator.workers import Killable, Task
from tests.contracts import tasks

if __name__ == "__main__":
    if sys.argv[1] == "server":
        workers = Killable(1, preload=["tests.contracts.unloadable"])
    else:
        workers = Killable(1, partial(tasks.prepare_badly, tasks.SECRET))
    try:
        list(workers.run([Task("1", tasks.double, (1,), 10.0)]))
    except OperatorFault as fault:
        print(fault.code)
    finally:
        workers.close()
