import threading
from typing import ClassVar

import pytest

from benchmarks.ladder import StoppedError
from benchmarks.processes import WorkerError
from benchmarks.srbench.crew import Limits, Task, measure_all

TASKS = [Task(f"set-{number}", 1, "line") for number in range(6)]


class Fake:
    """A worker that fails on some sets, and remembers that it was made."""

    made: ClassVar[list] = []

    def __init__(self, gigabytes):
        self.killed, self.ended = threading.Event(), False
        self.made.append(self)

    def ask(self, request, budget):
        if request["name"] == "set-1":
            raise StoppedError("over 5 s", budget)
        if request["name"] == "set-2":
            raise WorkerError("crash: SIGSEGV")
        if request["name"] == "endless":
            self.killed.wait(60)
            raise WorkerError("crash: SIGKILL")
        return {"r2": 0.5}

    def kill(self):
        self.killed.set()

    def end(self):
        self.ended = True


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr("benchmarks.srbench.crew.Worker", Fake)
    monkeypatch.setattr(Fake, "made", [])


@pytest.mark.parametrize("workers", [1, 3])
def test_each_run_is_made_once_and_all_workers_are_ended(workers):
    kept = {}
    finished = measure_all(TASKS, lambda task, run: kept.update({task: run}), limits(workers))
    assert finished
    assert set(kept) == set(TASKS)
    assert all(worker.ended for worker in Fake.made)


def limits(workers, deadline=float("inf")):
    return Limits(workers, 5.0, 1.0, deadline)


def test_a_worker_that_ended_is_replaced_and_its_run_has_a_reason():
    kept = {}
    measure_all(TASKS, lambda task, run: kept.update({task.name: run}), limits(1))
    assert kept["set-1"] == {"failure": "over 5 s"}
    assert kept["set-2"] == {"failure": "crash: SIGSEGV"}
    assert kept["set-3"] == {"r2": 0.5}
    assert len(Fake.made) == 3


def test_no_run_is_begun_after_the_deadline():
    kept = []
    assert not measure_all(TASKS, lambda task, run: kept.append(task), limits(2, deadline=0.0))
    assert kept == []


def test_an_error_of_one_thread_stops_the_others():
    def fail(task, run):
        raise OSError("the disk is full")

    tasks = [Task("endless", 1, "line"), Task("set-0", 1, "line")]
    with pytest.raises(OSError, match="full"):
        measure_all(tasks, fail, limits(2))
    assert all(worker.ended for worker in Fake.made)
