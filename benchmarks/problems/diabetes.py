"""Diabetes progression: 442 patients, 10 inputs in raw units, degrees 2 to 4."""

from sklearn.datasets import load_diabetes

from benchmarks.problems.problem import Problem

__all__ = ["load"]


def load(degree: int) -> Problem:
    """Return the problem at a degree."""
    X, y = load_diabetes(return_X_y=True, scaled=False)
    return Problem(X, y, degree)
