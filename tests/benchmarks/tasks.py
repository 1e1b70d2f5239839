"""A small problem made ready, for the tests beside this file."""

import numpy as np

from benchmarks.problems.problem import Problem
from benchmarks.task import Prepared


def small_problem(n_rows=60, n_inputs=4, degree=3):
    """Return a problem with a 0/1 input, and products of levels that are zero everywhere."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((n_rows, n_inputs))
    X[:, 0] = np.arange(n_rows) % 3 == 0
    X[:, 1] = np.arange(n_rows) % 3 == 1
    y = X[:, 2] * X[:, 3] + X[:, 0] + 0.5 * rng.standard_normal(n_rows)
    return Problem(X, y, degree)


def dense_columns(prepared):
    """Form all standardised columns at once."""
    task, terms = prepared.task, prepared.candidates.terms
    inputs = np.column_stack([task.X, np.ones(len(task.X))])
    columns = inputs[:, terms].prod(axis=2)
    return (columns - columns.mean(axis=0)) / columns.std(axis=0)


def prepared_problem():
    return Prepared.of(small_problem())
