"""Runs the solvers on a problem, each setting in a process of its own, up to an equal gap.

It loads no arrays: on Linux a process inherits the peak memory of the one that started it.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

__all__ = ["Options", "WorkerError", "run_problem"]

# For the imports, the data and the recomputed gap of a worker, beside its limit.
GRACE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure.

    Parameters
    ----------
    target : float
        Largest relative duality gap allowed over the grid.
    repeats : int
        Runs of which the median is taken.
    limit : float
        Seconds for one solver on one problem, all settings together.
    """

    target: float
    repeats: int
    limit: float


class WorkerError(RuntimeError):
    """A worker failed; the message is its last line."""


def run_problem(name: str, options: Options) -> dict[str, Any]:
    """Return the results of all solvers on one problem."""
    shared = _ask({"work": "describe", "problem": name, "target": options.target}, None)
    alphas, exponents = shared.pop("alphas"), shared.pop("exponents")
    request = {"problem": name, "target": options.target, "repeats": options.repeats}
    request |= {"alphas": alphas, "exponents": exponents}
    tolerances = shared.pop("tolerances")
    results = {
        solver: _climb(request | {"solver": solver}, ladder, options.limit)
        for solver, ladder in tolerances.items()
    }
    return {"problem": name, "target": options.target, **shared, "solvers": results}


def _climb(request: dict[str, Any], ladder: list[float], limit: float) -> dict[str, Any]:
    """Try tolerances, the cheapest first, until one reaches the gap or the time is over."""
    settings: list[dict[str, Any]] = []
    deadline = time.monotonic() + limit
    for tolerance in ladder:
        left = deadline - time.monotonic()
        if left <= 0:
            return _failure(settings, f"over {limit:.0f} s", 0.0)
        try:
            answer = _ask(
                {"work": "measure", **request, "tolerance": tolerance, "budget": left},
                left + GRACE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            reason = f"over {limit:.0f} s in all, stopped at tolerance {tolerance:.0e}"
            return _failure(settings, reason, left)
        except WorkerError as error:
            return _failure(settings, str(error), 0.0)
        settings.append(answer)
        if answer["reached"]:
            return {"reached": True, "failure": None, "stopped_after": 0.0, "settings": settings}
    return _failure(settings, "the gap is not reached at any tolerance", 0.0)


def _failure(settings: list[dict[str, Any]], reason: str, stopped_after: float) -> dict[str, Any]:
    """Return the result of a solver whose next setting was stopped after some seconds."""
    return {
        "reached": False,
        "failure": reason,
        "stopped_after": stopped_after,
        "settings": settings,
    }


def _ask(request: dict[str, Any], timeout: float | None) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.worker"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise WorkerError(lines[-1] if lines else f"exit status {done.returncode}")
    return json.loads(done.stdout)
