"""Coefficients of all candidate terms over a grid of alphas, for any mix of the two penalties."""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral

import numpy as np

from polylasso.lab.ridge_path import ridge_alpha_max, ridge_path
from polylasso.path import alpha_grid
from polylasso.solvers import Settings
from polylasso.training import Problem, start_path

__all__ = ["Coefficients", "coefficients", "grid_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Coefficients:
    """Solutions at several alphas.

    Parameters
    ----------
    values : ndarray of shape (n_terms, n_alphas)
        Coefficients of the standardised terms.
    gaps : ndarray of shape (n_alphas,)
        Relative duality gaps of the exact solver; zero for ridge, which is a formula.
    """

    values: np.ndarray
    gaps: np.ndarray


def grid_of(
    problem: Problem, alphas: int | Sequence[float], eps: float, settings: Settings
) -> np.ndarray:
    """Return decreasing alphas: those given, or a grid that suits the penalty.

    A grid starts at the least alpha whose model is null, and ends at eps times that. Ridge has no
    such alpha and starts where little is left of any coefficient (`ridge_alpha_max`). It acts on
    eigenvalues, which are squares of what the lasso acts on, and so ends at eps^2 times its start.
    The grid of an elastic net ends where both its parts are as weak as that.
    """
    if not isinstance(alphas, Integral):
        return np.sort(np.asarray(alphas, dtype=float))[::-1]
    ridge_start = ridge_alpha_max(np.asarray(problem.factor))
    if settings.l1_ratio == 0.0:
        return alpha_grid(ridge_start, int(alphas), eps**2)
    start = start_path(problem, settings).alpha_max
    end = eps * start
    if settings.l1_ratio < 1.0 and ridge_start > 0.0:
        end = min(end, eps**2 * ridge_start / (1.0 - settings.l1_ratio))
    return alpha_grid(start, int(alphas), end / start if start > 0.0 else eps)


def coefficients(
    problem: Problem, target: np.ndarray, alphas: np.ndarray, settings: Settings
) -> Coefficients:
    """Return the solutions at decreasing alphas > 0.

    Parameters
    ----------
    problem : Problem
        With its term columns held.
    target : ndarray of shape (n_rows,)
    alphas : ndarray of shape (n_alphas,)
    settings : Settings
        Its l1_ratio may be 0: ridge.

    Raises
    ------
    ValueError
        If ridge is asked for under heredity, which is a rule on the terms that enter.
    """
    if settings.l1_ratio == 0.0:
        return _ridge(problem, target, alphas)
    values, gaps = np.zeros((len(problem.index), len(alphas))), np.zeros(len(alphas))
    for place, solution in enumerate(start_path(problem, settings).follow(alphas)):
        values[solution.support, place] = solution.coef
        gaps[place] = solution.gap
    return Coefficients(values, gaps)


def _ridge(problem: Problem, target: np.ndarray, alphas: np.ndarray) -> Coefficients:
    if problem.specification.heredity is not None:
        raise ValueError("ridge keeps all terms, so that heredity has no meaning; leave it out")
    columns = problem.standardised(np.arange(len(problem.index)))
    goal = np.sqrt(problem.weights) * (target - problem.design.target_mean)
    values = ridge_path(columns, goal, np.asarray(problem.factor), alphas)
    return Coefficients(values, np.zeros(len(alphas)))
