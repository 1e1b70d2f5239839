"""Runs under a budget of seconds, and the life of a process that answers one request."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import limit_memory

__all__ = ["answer", "timed"]


def timed(run: Callable[[], Any], budget: float) -> tuple[Any, float]:
    """Run under the alarm that ends the process when the budget is spent, whatever it is doing.

    What is returned has an attribute `seconds`, its own time or None.
    """
    signal.setitimer(signal.ITIMER_REAL, budget)
    started = time.perf_counter()
    outcome = run()
    seconds = time.perf_counter() - started
    signal.setitimer(signal.ITIMER_REAL, 0.0)
    return outcome, seconds if outcome.seconds is None else outcome.seconds


def answer(work: Callable[..., dict[str, Any]]) -> None:
    """Read a request as JSON from stdin, do the work on it, and write the answer to stdout."""
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what solvers print is no part of the answer
    limit_memory(request.pop("memory"))
    request["folder"] = Path(request["folder"])
    try:
        found = work(**request)
    except MemoryError as error:
        found = {"failure": f"memory: {error}"}
    json.dump(found, answers)
    answers.close()
