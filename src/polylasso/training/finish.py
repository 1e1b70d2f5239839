"""The last steps of a fit: full digits by QR, the certificate from the columns, the path."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from polylasso.inspection import variance_shares
from polylasso.path import Knot, Path
from polylasso.solvers import (
    PathFollower,
    Penalty,
    Solution,
    duality_gap,
    independent_columns,
    penalised_ratios,
    polish,
)
from polylasso.terms import Term
from polylasso.training.problem import Problem

__all__ = [
    "Final",
    "build_path",
    "certify",
    "describe",
    "describe_as",
    "finish",
    "least_squares",
    "twins",
]


# Correlation within this of one: the same term but for rounding.
SAME = 1e-10
# Multiplications up to which twins are looked for.
TWIN_WORK = 5e9


@dataclass(frozen=True, slots=True, eq=False)
class Final:
    """The solution that becomes the model.

    Parameters
    ----------
    support : ndarray of int
    coef : ndarray of shape (n_support,)
        Coefficients of the standardised terms.
    gap : float
        Relative duality gap of the lasso solution over all candidate terms, from the columns.
    fitted_share : ndarray of shape (n_support,)
        Shares of the explained variance, summing to 1.
    explained : float
        Share of the variance of the target explained on the training rows.
    """

    support: np.ndarray
    coef: np.ndarray
    gap: float
    fitted_share: np.ndarray
    explained: float


def finish(
    problem: Problem, target: np.ndarray, solution: Solution, l1_ratio: float, lasso_share: float
) -> Final:
    """Polish a solution by QR of its columns, certify it, and blend it with its refit.

    Parameters
    ----------
    problem : Problem
    target : ndarray of shape (n_rows,)
    solution : Solution
    l1_ratio : float
    lasso_share : float
        1 for the lasso, 0 for the least-squares refit of its terms.
    """
    columns, goal = problem.standardised(solution.support), _centred(problem, target)
    penalty = Penalty(solution.alpha, l1_ratio, solution.factor)
    own, signs = penalty.at(solution.support), np.sign(solution.coef)
    coef = _trusted(polish(columns, goal, own.threshold * signs, own.ridge), solution.coef, own)
    gap = _gap(problem, goal - columns @ coef, solution.support, coef, penalty)
    if lasso_share < 1.0:
        nothing = np.zeros_like(coef)
        refit = polish(columns, goal, nothing, nothing)
        coef = lasso_share * coef + (1.0 - lasso_share) * refit
    kept = np.flatnonzero(coef)  # of collinear terms the refit needs one
    return _final(columns[:, kept], goal, solution.support[kept], coef[kept], gap)


def certify(problem: Problem, target: np.ndarray, coef: np.ndarray, penalty: Penalty) -> Final:
    """Describe coefficients that an optimiser ended with, as they are.

    Parameters
    ----------
    problem : Problem
    target : ndarray of shape (n_rows,)
    coef : ndarray of shape (n_terms,)
        Of all standardised terms.
    penalty : Penalty
        Of all terms.
    """
    support = np.flatnonzero(coef)
    columns, goal = problem.standardised(support), _centred(problem, target)
    gap = _gap(problem, goal - columns @ coef[support], support, coef[support], penalty)
    return _final(columns, goal, support, coef[support], gap)


def least_squares(problem: Problem, target: np.ndarray) -> Final:
    """Return least squares on the terms that no simpler terms span, by QR.

    The gap is that of the normal equations: the largest correlation left over all candidates,
    over the norm of the target.
    """
    everything = np.arange(len(problem.index))
    columns, goal = problem.standardised(everything), _centred(problem, target)
    kept = independent_columns(columns)
    nothing = np.zeros(len(kept))
    coef = polish(columns[:, kept], goal, nothing, nothing)
    chosen = columns[:, kept]
    return _final(chosen, goal, kept, coef, _left(problem, goal - chosen @ coef, goal))


def describe(problem: Problem, target: np.ndarray, support: np.ndarray, coef: np.ndarray) -> Final:
    """Describe least-squares coefficients that were found elsewhere."""
    columns, goal = problem.standardised(support), _centred(problem, target)
    return _final(columns, goal, support, coef, _left(problem, goal - columns @ coef, goal))


def describe_as(
    problem: Problem, target: np.ndarray, support: np.ndarray, coef: np.ndarray, gap: float
) -> Final:
    """Describe coefficients that were found elsewhere, with the gap that was found there."""
    columns, goal = problem.standardised(support), _centred(problem, target)
    return _final(columns, goal, support, coef, gap)


def _left(problem: Problem, residual: np.ndarray, goal: np.ndarray) -> float:
    """Return the largest correlation of a candidate with the residual, over the target's norm."""
    return float(
        np.abs(problem.correlate(residual[None])).max(initial=0.0)
        / max(float(np.linalg.norm(goal)), 1e-300)
    )


def twins(problem: Problem, support: np.ndarray) -> dict[Term, tuple[Term, ...]]:
    """Return, for terms of a support, the other candidates that are the same up to scale.

    The lasso cannot tell such terms apart on these rows, and keeps the one it meets first. Nothing
    is looked for where it would take longer than the fit.
    """
    columns = problem.standardised(support)
    found = {}
    if columns.size * len(problem.index) > TWIN_WORK:
        return found
    alike = problem.correlate(columns.T)
    alike[np.arange(len(support)), support] = 0.0
    for place in np.flatnonzero((np.abs(alike) > 1.0 - SAME).any(axis=1)):
        others = np.flatnonzero(np.abs(alike[place]) > 1.0 - SAME)
        found[problem.terms(support[[place]])[0]] = problem.terms(others)
    return found


def build_path(
    problem: Problem,
    solutions: Sequence[Solution],
    follower: PathFollower,
    knots: tuple[Knot, ...] = (),
    ended: str = "grid",
) -> Path:
    """Collect solutions into a path; `ended` says why there are no more."""
    supports = [solution.support for solution in solutions]
    ever = np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *supports]))
    rows = np.concatenate([np.searchsorted(ever, support) for support in supports])
    coef = np.concatenate([solution.coef for solution in solutions])
    ends = np.concatenate(([0], np.cumsum([len(support) for support in supports])))
    shape = (len(ever), len(solutions))
    terms = problem.terms(ever)
    scales, means = problem.design.scales(ever), problem.design.means(ever)
    raw_unit = np.ldexp(1.0 / scales, -problem.exponents(terms))
    null_loss = max(problem.design.null_loss, 1e-300)
    matrix = csc_array((coef, rows, ends), shape=shape)
    return Path(
        alphas=np.array([solution.alpha for solution in solutions]),
        terms=terms,
        coef=matrix,
        raw_coef=csc_array((coef * raw_unit[rows], rows, ends), shape=shape),
        intercept=problem.design.target_mean - matrix.T @ (means / scales),
        gaps=np.array([solution.gap for solution in solutions]),
        explained=np.array([1.0 - solution.loss / null_loss for solution in solutions]),
        knots=knots,
        n_candidate_terms=problem.dictionary.n_terms,
        n_passes=follower.n_passes,
        n_steps=follower.n_steps,
        ended=ended,
    )


def _centred(problem: Problem, target: np.ndarray) -> np.ndarray:
    return np.sqrt(problem.weights) * (target - problem.design.target_mean)


def _trusted(polished: np.ndarray, solved: np.ndarray, penalty: Penalty) -> np.ndarray:
    """Return the polished coefficients unless rounding turned a sign."""
    turned = (polished * solved <= 0) & (penalty.factor > 0)
    return solved if turned.any() else polished


def _gap(
    problem: Problem, residual: np.ndarray, support: np.ndarray, coef: np.ndarray, penalty: Penalty
) -> float:
    """Return the relative duality gap, with the gradient of every term from its own column.

    Terms without penalty ask for a dual point orthogonal to them all, also to those that were too
    nearly collinear to enter: it is made from the projected residual, and what the projection
    takes away adds to the gap.
    """
    projected = _without_free_terms(problem, residual)
    (gradient,) = problem.correlate(projected[None])
    correlation = gradient.copy()
    correlation[support] -= penalty.ridge[support] * coef
    null_loss = problem.design.null_loss
    ratios = penalised_ratios(correlation, penalty.factor, null_loss)
    gap = duality_gap(
        0.5 * float(projected @ projected),
        coef,
        gradient[support],
        penalty.at(support),
        float(ratios.max(initial=0.0)),
    )
    taken = residual - projected
    return (gap + 0.5 * float(taken @ taken)) / max(null_loss, 1e-300)


def _without_free_terms(problem: Problem, residual: np.ndarray) -> np.ndarray:
    """Project a residual on what is orthogonal to all terms without penalty."""
    free = np.flatnonzero(problem.factor == 0.0)
    if free.size == 0:
        return residual
    columns = problem.standardised(free)
    return residual - columns @ np.linalg.lstsq(columns, residual, rcond=None)[0]


def _final(
    columns: np.ndarray, goal: np.ndarray, support: np.ndarray, coef: np.ndarray, gap: float
) -> Final:
    share = variance_shares(coef, columns.T @ columns)
    residual = goal - columns @ coef
    null = float(goal @ goal)
    explained = 1.0 - float(residual @ residual) / null if null > 0 else 0.0
    return Final(support, coef, gap, share, explained)
