"""Least squares over all terms of a problem, where it is defined."""

import numpy as np
from scipy.linalg import qr

from polylasso.errors import DataError
from polylasso.lab.prepared import Attempt, Coefficients, Prepared, attempt
from polylasso.solvers import independent_columns, polish
from polylasso.training import Problem

__all__ = ["fit_least_squares", "least_squares_coefficients"]


def fit_least_squares(prepared: Prepared) -> Attempt:
    """Fit least squares on the terms that no simpler terms span.

    Raises
    ------
    DataError
        If there are as many terms as distinct rows, or more: then no solution is the only one.
    """
    prepared.refuse_unformed()
    numbers = range(len(prepared.problems))
    for number in numbers:
        _refuse_undetermined(prepared, number)
    solutions = [
        least_squares_coefficients(prepared.problems[number], prepared.own_target(number))
        for number in numbers
    ]
    return attempt(prepared, solutions, {})


def _refuse_undetermined(prepared: Prepared, number: int) -> None:
    problem = prepared.problems[number]
    n_terms = len(problem.index) - int(np.count_nonzero(problem.design.constant))
    n_rows = len(np.unique(prepared.split.train.identity[prepared.train(number)]))
    if n_terms >= n_rows:
        where = " of a fold" if number else ""
        raise DataError(f"not defined: {n_terms:,} terms on {n_rows:,} distinct rows{where}")


def least_squares_coefficients(problem: Problem, target: np.ndarray) -> Coefficients:
    """Solve least squares by two factorisations, of which only the first sees the rows.

    With Z = Q R the columns of R have the inner products of those of Z, hence the same ones are
    independent, and |y - Z b|^2 = |Q'y - R b|^2 + constant. R has a row per term.

    Parameters
    ----------
    problem : Problem
        Whose terms can be held.
    target : ndarray of shape (n_rows,)
        Of the rows of the problem.
    """
    columns = problem.standardised(np.arange(len(problem.index)))
    goal = np.sqrt(problem.weights) * (target - problem.design.target_mean)
    system = np.column_stack([columns, goal])[problem.weights > 0]
    with problem.threads():
        (rotated,) = qr(system, mode="r", overwrite_a=True)
        rotated = rotated[: rotated.shape[1]]
        columns, goal = rotated[:, :-1], rotated[:, -1]
        kept = independent_columns(columns)
        nothing = np.zeros(len(kept))
        return Coefficients(kept, polish(columns[:, kept], goal, nothing, nothing))
