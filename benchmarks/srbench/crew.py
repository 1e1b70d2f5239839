"""Workers of one thread that share out the runs, with limits to the time of each and of all."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from benchmarks.ladder import StoppedError
from benchmarks.processes import WorkerError, end, why_ended

__all__ = ["Limits", "Task", "Worker", "measure_all"]

# The worker watches the seconds of its core; the clock may go on so many times longer beside other
# work, and there are imports, data and predictions.
PATIENCE, GRACE_SECONDS = 20.0, 300.0
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Task:
    """A run to be made."""

    name: str
    seed: int
    method: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What the runs may use.

    Parameters
    ----------
    workers : int
        Runs at a time.
    seconds : float
        Of the core, for training in one run.
    gigabytes : float
        Address space of a worker.
    deadline : float
        Of `time.monotonic`, after which no run is begun.
    """

    workers: int
    seconds: float
    gigabytes: float
    deadline: float = float("inf")


class Worker:
    """A process of one thread that answers one request after the other."""

    def __init__(self, gigabytes: float):
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in `end`
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.srbench.worker", str(gigabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            env={**os.environ, **ONE_THREAD},
            start_new_session=True,  # Ctrl-C comes to the one who started it
        )

    def ask(self, request: dict[str, Any], budget: float) -> dict[str, Any]:
        """Return the answer to a request.

        Raises
        ------
        StoppedError
            If the budget of seconds of the core was spent.
        WorkerError
            If the process ended otherwise.
        """
        timer = threading.Timer(PATIENCE * budget + GRACE_SECONDS, self.kill)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # then there is no answer either
                self._process.stdin.write(json.dumps(request) + "\n")
                self._process.stdin.flush()
            answered = self._process.stdout.readline()
        finally:
            timer.cancel()
        if answered.endswith("\n"):
            return json.loads(answered)
        raise self._failure(budget)

    def _failure(self, budget: float) -> Exception:
        status = self._process.wait()
        self._said.seek(0)
        if status == -signal.SIGPROF:
            return StoppedError(f"over {budget:g} s", budget)
        return WorkerError(why_ended(status, self._said.read()))

    def kill(self) -> None:
        """Let the process end, so that whoever waits for its answer goes on."""
        self._process.kill()

    def end(self) -> None:
        """End the process."""
        end(self._process)
        for stream in (self._process.stdin, self._process.stdout, self._said):
            with contextlib.suppress(BrokenPipeError):  # what was not sent will not be read
                stream.close()


def measure_all(
    tasks: Iterable[Task], keep: Callable[[Task, dict[str, Any]], None], limits: Limits
) -> bool:
    """Make the runs, handing each to `keep`; return whether all were begun before the deadline.

    Parameters
    ----------
    tasks : iterable of Task
    keep : callable
        Called by one thread at a time.
    limits : Limits
    """
    crew = _Crew(iter(tasks), keep, limits)
    with ThreadPoolExecutor(limits.workers) as pool:
        served = [pool.submit(crew.serve, seat) for seat in range(limits.workers)]
        try:
            for each in served:
                each.result()
        finally:
            crew.stop()
    return crew.finished


class _Crew:
    """What the threads share."""

    def __init__(
        self,
        tasks: Iterator[Task],
        keep: Callable[[Task, dict[str, Any]], None],
        limits: Limits,
    ):
        self.finished = False
        self._tasks, self._keep, self._limits = tasks, keep, limits
        self._lock, self._workers, self._stopped = threading.Lock(), {}, False

    def serve(self, seat: int) -> None:
        """Take task after task to a worker on its seat, and start another one where it ended."""
        try:
            while (task := self._next()) is not None:
                answer = self._answer(seat, task)
                with self._lock:
                    if self._stopped:
                        return
                    self._keep(task, answer)
        except BaseException:
            self.stop()
            raise
        finally:
            self._dismiss(seat)

    def stop(self) -> None:
        """End all workers, whatever they are doing."""
        with self._lock:
            self._stopped = True
            for worker in self._workers.values():
                worker.kill()

    def _next(self) -> Task | None:
        with self._lock:
            if self._stopped or time.monotonic() > self._limits.deadline:
                return None
            task = next(self._tasks, None)
            self.finished = task is None
            return task

    def _answer(self, seat: int, task: Task) -> dict[str, Any]:
        seconds = self._limits.seconds
        request = {"name": task.name, "seed": task.seed, "method": task.method}
        try:
            return self._worker(seat).ask({**request, "seconds": seconds}, seconds)
        except (StoppedError, WorkerError) as error:
            self._dismiss(seat)
            return {"failure": str(error)}

    def _worker(self, seat: int) -> Worker:
        with self._lock:
            if self._stopped:
                raise WorkerError("stopped")
            if seat not in self._workers:
                self._workers[seat] = Worker(self._limits.gigabytes)
            return self._workers[seat]

    def _dismiss(self, seat: int) -> None:
        with self._lock:
            worker = self._workers.pop(seat, None)
        if worker is not None:
            worker.end()
