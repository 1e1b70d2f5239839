"""FFX, or polylasso beside it, on rows split in two: a request on stdin, the answer on stdout.

FFX solves another problem: it has bases of its own (powers, absolute values, logarithms, hinges,
quotients) and returns models of many sizes: a quarter of the training rows, which it does not
learn from, says which one is taken.
"""

import signal
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import peak_megabytes
from benchmarks.task import Task, load_task
from benchmarks.timing import answer

__all__ = ["compare"]

HELD_OUT = 4  # every fourth row of a shuffle


def compare(folder: Path, solver: str, budget: float) -> dict[str, Any]:
    """Return seconds, number of terms and R2 on the rows held out.

    Parameters
    ----------
    folder : Path
        Of the problem that was made ready.
    solver : {"FFX", "PolynomialLassoCV"}
    budget : float
        The process ends itself when they are over.
    """
    task = load_task(folder)
    shuffled = np.random.default_rng(0).permutation(len(task.y))
    test = np.zeros(len(task.y), dtype=bool)
    test[shuffled[::HELD_OUT]] = True
    _warm_up(solver, task.small())
    signal.setitimer(signal.ITIMER_REAL, budget)
    started = time.perf_counter()
    fit = {"FFX": _ffx, "PolynomialLassoCV": _polylasso}[solver]
    n_terms, predicted = fit(task, ~test, test)
    seconds = time.perf_counter() - started
    error = np.mean((task.y[test] - predicted) ** 2)
    return {
        "seconds": seconds,
        "terms": n_terms,
        "r2": float(1.0 - error / np.mean((task.y[test] - task.y[~test].mean()) ** 2)),
        "peak_megabytes": peak_megabytes(),
    }


def _warm_up(solver: str, task: Task) -> None:
    if solver == "FFX":
        import ffx.core  # noqa: F401 - its import is the warm-up: a fit takes seconds at any size
    else:
        _polylasso(task, np.ones(len(task.y), dtype=bool), np.ones(len(task.y), dtype=bool))


def _ffx(task: Task, train: np.ndarray, test: np.ndarray) -> tuple[int, np.ndarray]:
    import ffx

    names = [f"x{place}" for place in range(task.X.shape[1])]
    rows = np.flatnonzero(train)
    X, y = np.ascontiguousarray(task.X[rows]), task.y[rows]
    kept = np.arange(len(rows)) % HELD_OUT == 0
    models = ffx.run(X[~kept], y[~kept], X[kept], y[kept], names)
    best = min(models, key=lambda model: np.mean((model.simulate(X[kept]) - y[kept]) ** 2))
    return best.numBases(), np.asarray(best.simulate(np.ascontiguousarray(task.X[test])))


def _polylasso(task: Task, train: np.ndarray, test: np.ndarray) -> tuple[int, np.ndarray]:
    from polylasso import PolynomialLassoCV

    model = PolynomialLassoCV(degree=task.degree).fit(task.X[train], task.y[train])
    return len(model.terms_), model.predict(task.X[test])


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # both warn of the data, which are the same
        answer(compare)
