"""A process that measures run after run: requests and answers are lines of JSON."""

import json
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from benchmarks.machine import limit_memory
from benchmarks.srbench.methods import METHODS, Method
from benchmarks.srbench.protocol import split
from benchmarks.srbench.sets import load

__all__ = ["answer", "measure"]

_load = lru_cache(maxsize=4)(load)


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of the clock and of the processor, and the kinds of warnings that were given."""

    seconds: float
    cpu_seconds: float
    notes: list[str]


def measure(name: str, seed: int, method: str, seconds: float) -> dict[str, Any]:
    """Return score, time and size of one method on one split of a set.

    Parameters
    ----------
    name : str
        Of the set.
    seed : int
    method : str
    seconds : float
        Of the core, for training, tuning included: the process ends itself when they are over.
    """
    parts = split(*_load(name), seed)
    chosen = METHODS[method]
    _warm_up(method)
    estimator = chosen.build(seed)
    timed = _timed(lambda: estimator.fit(parts.X, parts.y), seconds)
    return {
        "rows": len(parts.y),
        "columns": parts.X.shape[1],
        "r2": round(parts.r2_test(estimator.predict(parts.X_test)), 6),
        "r2_train": round(parts.r2_train(estimator.predict(parts.X)), 6),
        "terms": chosen.n_terms(estimator),
        "size": chosen.size(estimator),
        "seconds": round(timed.seconds, 4),
        "cpu_seconds": round(timed.cpu_seconds, 4),
        "notes": timed.notes,
    }


def _timed(work: Callable[[], object], budget: float) -> Timed:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        signal.setitimer(signal.ITIMER_PROF, budget)
        started, cpu_started = time.perf_counter(), time.process_time()
        work()
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
        signal.setitimer(signal.ITIMER_PROF, 0.0)
    return Timed(seconds, cpu_seconds, sorted({each.category.__name__ for each in told}))


@lru_cache
def _warm_up(method: str) -> None:
    """Fit once, so that imports and first calls are in no time that is reported."""
    chosen: Method = METHODS[method]
    rng = np.random.default_rng(0)
    X = rng.standard_normal((60, 3))
    y = X[:, 0] * X[:, 1] + rng.standard_normal(60)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        chosen.build(0).fit(X, y).predict(X)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Measure, or say why it could not be done: one failure does not end the process."""
    try:
        return measure(**request)
    except MemoryError as error:
        return {"failure": f"memory: {error}".strip(": ")}
    except Exception as error:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        first_line = str(error).partition("\n")[0]
        return {"failure": f"{type(error).__name__}: {first_line}"}


def main(gigabytes: float) -> None:
    """Answer until there are no more requests."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what methods print is no part of an answer
    limit_memory(gigabytes)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
