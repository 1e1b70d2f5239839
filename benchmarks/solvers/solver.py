"""What a solver is to the benchmark: from raw columns to coefficients on a grid."""

from typing import Any, Protocol

import numpy as np

from benchmarks.problems import Problem

__all__ = ["Solver"]


class Solver(Protocol):
    """A solver on one problem and grid; making it is not timed.

    Parameters
    ----------
    problem : Problem
    exponents : ndarray of shape (n_terms, n_inputs)
        Exponents of the inputs in the candidate terms that vary, in the order of coefficients.
    alphas : ndarray of shape (n_alphas,)
        Decreasing.
    """

    def __init__(self, problem: Problem, exponents: np.ndarray, alphas: np.ndarray): ...

    @staticmethod
    def tolerances(target: float) -> tuple[float, ...]:
        """Return what to try in order to reach a relative duality gap, the cheapest first."""

    def expand(self) -> Any:
        """Make standardised term columns out of raw columns, as `run` does."""

    def run(self, tolerance: float) -> Any:
        """Solve on the grid, from raw columns."""

    def coef(self, result: Any) -> np.ndarray:
        """Return the coefficients of the standardised terms, shape (n_terms, n_alphas)."""
