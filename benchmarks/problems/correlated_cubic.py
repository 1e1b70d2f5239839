"""Synthetic: 2,000 rows, 30 inputs made of 8 common factors and noise, degree 3."""

import numpy as np

from benchmarks.problems.problem import Problem

__all__ = ["load"]

N_ROWS, N_INPUTS, N_FACTORS = 2000, 30, 8


def load() -> Problem:
    """Return the problem; its target is a few products of the inputs, and noise."""
    rng = np.random.default_rng(0)
    factors = rng.standard_normal((N_ROWS, N_FACTORS))
    loadings = rng.standard_normal((N_FACTORS, N_INPUTS))
    X = factors @ loadings + 0.5 * rng.standard_normal((N_ROWS, N_INPUTS))
    signal = X[:, 0] * X[:, 1] + X[:, 2] * X[:, 3] * X[:, 4] - 2.0 * X[:, 5] ** 2 + 3.0 * X[:, 6]
    y = signal + 0.5 * signal.std() * rng.standard_normal(N_ROWS)
    return Problem(X, y, degree=3)
