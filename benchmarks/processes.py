"""Processes of one measurement each, in the environment of the solver, and why they failed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from typing import Any

from benchmarks.ladder import StoppedError

__all__ = ["WorkerError", "ask", "end", "interpreter", "why_ended"]

# Beside the budget of the runs, which the worker watches itself: imports, data, recomputed gap.
GRACE_SECONDS = 900.0


class WorkerError(RuntimeError):
    """A process failed; the message is its last line."""


def interpreter(environment: str | None) -> str:
    """Return the Python of an environment, which scripts/peer makes where needed."""
    if environment is None:
        return sys.executable
    done = subprocess.run(
        ["scripts/peer", environment], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise WorkerError(f"its environment could not be made (scripts/peer {environment})")
    return done.stdout.strip().splitlines()[-1]


def ask(
    python: str,
    module: str,
    request: dict[str, Any],
    budget: float,
    grace: float = GRACE_SECONDS,
) -> dict[str, Any]:
    """Run a module on a request and return its answer.

    Parameters
    ----------
    python, module : str
    request : dict
    budget : float
        Seconds for the runs, which the worker watches.
    grace : float
        Seconds beside them, after which the process is ended from here.

    Raises
    ------
    StoppedError
        If the budget of seconds was spent, or the memory.
    WorkerError
        If it failed otherwise.
    """
    with tempfile.TemporaryDirectory() as folder:  # a worker that is ended cannot tidy up
        process = subprocess.Popen(
            [python, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": folder},
            start_new_session=True,  # so that what it started ends with it
        )
        try:
            answered, said = process.communicate(json.dumps(request), budget + grace)
        except subprocess.TimeoutExpired:
            raise StoppedError(f"over {budget:.0f} s", budget) from None
        finally:
            end(process)
    return _read(process.returncode, answered, said, budget)


def end(process: subprocess.Popen) -> None:
    """End a process that leads a session, and what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read(status: int, answered: str, said: str, budget: float) -> dict[str, Any]:
    if status == -signal.SIGALRM:
        raise StoppedError(f"over {budget:.0f} s", budget)
    if status != 0:
        raise WorkerError(why_ended(status, said))
    answer = json.loads(answered)
    if "failure" in answer:
        raise StoppedError(answer["failure"])
    return answer


def why_ended(status: int, said: str) -> str:
    """Return the reason that a failed process gave, from its status and its standard error."""
    lines = said.strip().splitlines()
    memory = [line for line in lines if "MemoryError" in line or "bad_alloc" in line]
    if memory:
        return f"memory: {memory[-1].strip()}"
    if status < 0:
        return f"crash: {signal.Signals(-status).name}"
    return lines[-1] if lines else f"exit status {status}"
