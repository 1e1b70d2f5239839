"""Synthetic: 10,000 rows of independent normal inputs, so many that terms are up to a million."""

import numpy as np

from benchmarks.problems.problem import Problem

__all__ = ["cubic", "quadratic"]

N_ROWS = 10_000


def quadratic(n_inputs: int) -> Problem:
    """Return the problem of degree 2: six of all squares, products and inputs, and noise."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(N_ROWS, n_inputs))
    return Problem(X, _quadratic(X) + 2.0 * rng.normal(size=N_ROWS), degree=2, eps=0.05)


def cubic(n_inputs: int) -> Problem:
    """Return the problem of degree 3: the same and three cubic terms."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(N_ROWS, n_inputs))
    products = 2.0 * X[:, 0] * X[:, 1] * X[:, 2] + X[:, 3] * X[:, 4] * X[:, 5]
    signal = _quadratic(X) + products + X[:, 6] ** 2 * X[:, 7]
    return Problem(X, signal + 2.0 * rng.normal(size=N_ROWS), degree=3, eps=0.1)


def _quadratic(X: np.ndarray) -> np.ndarray:
    x = X.T
    return 3 * x[0] * x[1] + 2 * x[2] ** 2 + x[3] + 2 * x[4] * x[5] + x[6] * x[7]
