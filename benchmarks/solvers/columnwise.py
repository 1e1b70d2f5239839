"""What the solvers share that get standardised columns and return a path as an array."""

import time
from collections.abc import Callable

import numpy as np
from scipy.sparse import csc_array

from benchmarks.solvers.expansion import expand
from benchmarks.solvers.solver import Outcome
from benchmarks.task import Task

__all__ = ["ladder_below", "solve_columns"]


def solve_columns(task: Task, solve: Callable[[np.ndarray, np.ndarray], object]) -> Outcome:
    """Expand and solve.

    Parameters
    ----------
    task : Task
    solve : callable
        From the columns and the centred target to coefficients of shape (n_terms, n_alphas).
    """
    started = time.perf_counter()
    Z = expand(task)
    expanded = time.perf_counter() - started
    coef = solve(Z, task.y - task.y.mean())
    return Outcome(lambda candidates: csc_array(coef), lambda: expanded)


def ladder_below(target: float, *shares: float) -> tuple[float, ...]:
    """Return tolerances that are shares of the target."""
    return tuple(target * share for share in shares)
