"""What penalties do: ridge, lasso and elastic net paths over the same candidate terms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from polylasso.estimators.base import warn_excluded, warn_gap
from polylasso.lab.coefficients import Coefficients, coefficients, grid_of
from polylasso.lab.experiment import check_grid, find_terms, read_experiment
from polylasso.terms import Term
from polylasso.threads import single_thread
from polylasso.training import Problem

__all__ = ["PenaltyPaths", "penalty_paths"]

# Terms shown unless some are named: as many as a picture has colours.
SHOWN = 7


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyPaths:
    """Coefficients of the same terms under several penalties.

    Parameters
    ----------
    l1_ratios : ndarray of shape (n_ratios,)
        Share of the L1 part of each penalty: 0 is ridge, 1 the lasso.
    alphas : ndarray of shape (n_ratios, n_alphas)
        Strengths of each penalty, decreasing.
    terms : tuple of Term
        Terms that are shown; every solution is over all candidates.
    coef : ndarray of shape (n_ratios, n_terms_shown, n_alphas)
        Coefficients of the standardised terms, in units of the target.
    n_terms : ndarray of int, shape (n_ratios, n_alphas)
        Number of terms that are not zero, out of all candidates that vary.
    explained : ndarray of shape (n_ratios, n_alphas)
        Share of the weighted variance of the target that is explained on these rows.
    n_candidate_terms : int
        Candidates that vary on these rows.
    target_name : str
    """

    l1_ratios: np.ndarray
    alphas: np.ndarray
    terms: tuple[Term, ...]
    coef: np.ndarray
    n_terms: np.ndarray
    explained: np.ndarray
    n_candidate_terms: int
    target_name: str


def penalty_paths(
    X: Any,
    y: Any,
    *,
    l1_ratios: Sequence[float] = (0.0, 0.5, 1.0),
    alphas: int | Sequence[float] = 60,
    eps: float = 1e-3,
    terms: Sequence[str | Term] | None = None,
    sample_weight: Any = None,
    **options: Any,
) -> PenaltyPaths:
    """Solve the same regression under several penalties.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    l1_ratios : sequence of float, default=(0.0, 0.5, 1.0)
        Shares of the L1 part, each in [0, 1].
    alphas : int or array-like, default=60
        Length of the grids, of which each penalty has its own, from a null model down (see
        Notes); or the alphas of all penalties, positive.
    eps : float, default=1e-3
        Least alpha of a grid over the largest; its square for ridge.
    terms : sequence of str or Term, or None, default=None
        Terms to show; None for the seven that are largest on average over penalties and alphas, at
        each alpha compared with the largest of all.
    sample_weight : array-like of shape (n_samples,), default=None
    **options
        Parameters of `PolynomialLasso`: degree (2 unless given), categorical, missing, keep, ...

    Returns
    -------
    PenaltyPaths

    Raises
    ------
    DataError
        If the table cannot be used as it is, the target is constant, or a term is no candidate.
    MemoryLimitError
        If the columns of all candidate terms would not fit in the memory allowed.
    ValueError
        If a parameter is out of its range.

    Notes
    -----
    All penalties are those of `PolynomialLasso`. Its L1 part is measured in units of the target,
    its ridge part is not: at one alpha a target in grams is shrunk by the lasso as never in
    kilograms, and by ridge just the same. That is why each penalty has its own grid.

    Ridge is solved in closed form, the others by the exact solver.

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso.lab import penalty_paths
    >>> X = np.random.default_rng(0).normal(size=(100, 3))
    >>> paths = penalty_paths(X, X[:, 0] * X[:, 1], alphas=5)
    >>> [str(term) for term in paths.terms][:1]
    ['x0*x1']
    >>> paths.n_terms[0]  # ridge makes no zeros
    array([9, 9, 9, 9, 9])
    """
    ratios = _checked(l1_ratios)
    check_grid(alphas, eps)
    experiment = read_experiment(X, y, sample_weight, options)
    problem, target = experiment.problem(), experiment.data.target
    settings = [replace(experiment.settings, l1_ratio=ratio) for ratio in ratios]
    with single_thread():
        grids = np.array([grid_of(problem, alphas, eps, each) for each in settings])
        solved = [
            coefficients(problem, target, grid, each)
            for grid, each in zip(grids, settings, strict=True)
        ]
    warn_excluded(problem, stacklevel=3)
    _warn_gaps(solved, grids, experiment.settings.tol)
    coef = np.array([each.values for each in solved])
    shown = _largest(coef) if terms is None else find_terms(problem, terms)
    return PenaltyPaths(
        l1_ratios=np.array(ratios),
        alphas=grids,
        terms=problem.terms(shown),
        coef=coef[:, shown],
        n_terms=np.count_nonzero(coef, axis=1),
        explained=_explained(problem, target, coef),
        n_candidate_terms=len(problem.index),
        target_name=experiment.data.target_name,
    )


def _checked(l1_ratios: Sequence[float]) -> list[float]:
    ratios = [float(ratio) for ratio in l1_ratios]
    if not ratios or not all(0.0 <= ratio <= 1.0 for ratio in ratios):
        raise ValueError(f"l1_ratios must be numbers from 0 to 1, got {l1_ratios!r}")
    return ratios


def _warn_gaps(solved: Sequence[Coefficients], grids: np.ndarray, tol: float) -> None:
    gaps = np.array([each.gaps for each in solved])
    worst = np.unravel_index(gaps.argmax(), gaps.shape)
    warn_gap(float(gaps[worst]), float(grids[worst]), tol, stacklevel=4)


def _largest(coef: np.ndarray) -> np.ndarray:
    """Return the terms with the largest coefficients on average, the largest first."""
    size = np.abs(coef)
    top = size.max(axis=1, keepdims=True)
    mean = np.divide(size, top, out=np.zeros_like(size), where=top > 0).mean(axis=(0, 2))
    return np.argsort(-mean, kind="stable")[:SHOWN]


def _explained(problem: Problem, target: np.ndarray, coef: np.ndarray) -> np.ndarray:
    """Return 1 - |y - Z beta|^2 / |y|^2 for coefficients of shape (n_ratios, n_terms, n_alphas)."""
    columns = problem.standardised(np.arange(len(problem.index)))
    goal = np.sqrt(problem.weights) * (target - problem.design.target_mean)
    left = np.array([((goal[:, None] - columns @ each) ** 2).sum(axis=0) for each in coef])
    return 1.0 - left / (goal @ goal)
