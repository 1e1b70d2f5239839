"""A small table that the tests of the lab share."""

import numpy as np

__all__ = ["small_problem"]


def small_problem(n_rows=80, seed=0):
    """Return three columns of very different scales, and a polynomial of them with noise."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_rows, 3)) * np.array([1.0, 10.0, 0.1]) + np.array([0.5, 5.0, 0.0])
    y = 2 * X[:, 0] + 0.3 * X[:, 0] * X[:, 1] - 15 * X[:, 2] + rng.normal(0, 0.2, n_rows)
    return X, y
