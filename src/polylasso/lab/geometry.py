"""The geometry of penalties: loss and constraint sets in the plane of two terms of a model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils.validation import check_is_fitted

from polylasso.estimators.base import PolynomialRegressor
from polylasso.estimators.reading import read_training
from polylasso.lab.constraint import Loss, budget_of, outline, solve, strength
from polylasso.lab.experiment import degree_of, find_terms
from polylasso.terms import Term
from polylasso.threads import single_thread
from polylasso.training import Problem, build_problem

__all__ = ["ConstraintSet", "PenaltyGeometry", "geometry"]

# The plane reaches beyond the constraint sets by this share, and to the least-squares point if
# that is not further away than so many budgets.
MARGIN, FAR = 0.15, 4.0


@dataclass(frozen=True, slots=True, eq=False)
class ConstraintSet:
    """All pairs of coefficients that a penalty allows, and the one of least loss.

    Parameters
    ----------
    l1_ratio : float
        1 is the diamond, 0 the circle.
    outline : ndarray of shape (n_points, 2)
        Its rim, closed.
    solution : ndarray of shape (2,)
        Where the least contour touches it.
    loss : float
        There.
    alpha : float
        Strength at which the penalised problem of the two coefficients has this solution; zero
        if least squares lies inside.
    at_corner : bool
        Whether it touches at a corner: one coefficient is exactly zero.
    """

    l1_ratio: float
    outline: np.ndarray
    solution: np.ndarray
    loss: float
    alpha: float
    at_corner: bool


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyGeometry:
    """The loss over the plane of two coefficients, all others held, and what penalties allow.

    Parameters
    ----------
    terms : tuple of Term
        The two.
    fitted : ndarray of shape (2,)
        Their coefficients in the model; all are of the standardised terms, in units of the target.
    n_held : int
        Other terms of the model, whose coefficients are held.
    loss : Loss
        1/2 of the weighted mean squared error: least-squares point, Hessian, value anywhere.
    budget : float
        Where the constraint sets cut the axes.
    first, second : ndarray of shape (n_grid,)
        A grid of coefficients of the first and second term.
    values : ndarray of shape (n_grid, n_grid)
        Loss at ``first[j], second[i]``.
    sets : tuple of ConstraintSet
    target_name : str
    """

    terms: tuple[Term, Term]
    fitted: np.ndarray
    n_held: int
    loss: Loss
    budget: float
    first: np.ndarray
    second: np.ndarray
    values: np.ndarray
    sets: tuple[ConstraintSet, ...]
    target_name: str


def geometry(
    model: PolynomialRegressor,
    X: Any,
    y: Any,
    first: str | Term,
    second: str | Term,
    *,
    l1_ratios: Sequence[float] | None = None,
    budget: float | None = None,
    sample_weight: Any = None,
) -> PenaltyGeometry:
    """Look at the penalties in the plane of two terms of a fitted model.

    All other coefficients are held at their fitted values. A lasso solution is then also the
    solution of the two terms alone, so that the diamond through it is touched by the least contour
    exactly at the model; of the circle of the same budget one sees what ridge would have made.

    Parameters
    ----------
    model : PolynomialLasso or PolynomialLassoCV
        Fitted; it is not changed.
    X : array-like of shape (n_samples, n_features), data frame or Table
        The training data.
    y : array-like of shape (n_samples,)
    first, second : str or Term
        Two candidate terms, in the model or not.
    l1_ratios : sequence of float, default=None
        Constraint sets, by their share of the L1 part, in [0, 1]. None is the diamond, one in
        between and the circle: in between is the model's own elastic net, or else the one whose
        two parts are equal at a corner.
    budget : float or None, default=None
        Where the sets cut the axes, > 0. None lets the set of the model's own l1_ratio go through
        the model's two coefficients; where both are zero, or least squares lies inside, it is
        half the budget of least squares.
    sample_weight : array-like of shape (n_samples,), default=None

    Returns
    -------
    PenaltyGeometry

    Raises
    ------
    DataError
        If one of the two terms, or of the model's, is no candidate or does not vary on the rows.
    ValueError
        If the terms are the same or have penalty factors other than 1, or a number is out of its
        range.

    Notes
    -----
    The touching points are exact (see `polylasso.lab.constraint`). With collinear terms the loss
    has a valley without end: least squares is then its point nearest to zero, and where a whole
    edge of the diamond is best, a corner of it is shown, as the exact solver would end in one.

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso import PolynomialLasso
    >>> from polylasso.lab import geometry
    >>> X = np.random.default_rng(0).normal(size=(100, 2))
    >>> y = 3 * X[:, 0] + 0.3 * X[:, 1]
    >>> model = PolynomialLasso(alpha=1.0).fit(X, y)
    >>> diamond, between, circle = geometry(model, X, y, "x0", "x1").sets
    >>> diamond.at_corner, circle.at_corner
    (True, False)
    """
    check_is_fitted(model)
    reader = clone(model)  # reading sets attributes
    data = read_training(reader, X, y, sample_weight, model.missing)
    specification = model._specification(degree_of(model))
    problem = build_problem(data.table, data.target, data.weights, specification)
    pair = find_terms(problem, (first, second))
    _check_pair(problem, pair)
    coef = np.zeros(len(problem.index))
    support = find_terms(problem, model.terms_)
    coef[support] = problem.standardise(support, model.coef_)
    fitted = coef[pair]
    coef[pair] = 0.0
    with single_thread():
        loss = _loss(problem, data.target, coef, pair)
    chosen = _budget(loss, fitted, model.l1_ratio) if budget is None else _positive(budget)
    ratios = _between(model.l1_ratio, chosen) if l1_ratios is None else _checked(l1_ratios)
    axes = _axes(loss.centre, chosen)
    return PenaltyGeometry(
        terms=problem.terms(pair),
        fitted=fitted,
        n_held=int(np.count_nonzero(coef)),
        loss=loss,
        budget=chosen,
        first=axes[0],
        second=axes[1],
        values=loss.at(np.stack(np.meshgrid(*axes), axis=-1)),
        sets=tuple(_constraint_set(loss, ratio, chosen) for ratio in ratios),
        target_name=data.target_name,
    )


def _check_pair(problem: Problem, pair: np.ndarray) -> None:
    if pair[0] == pair[1]:
        raise ValueError("the two terms are the same; choose two")
    for place, factor in zip(pair, problem.factor[pair], strict=True):
        if factor != 1.0:
            raise ValueError(
                f"the penalty factor of {problem.terms([place])[0]} is {factor:g}; the geometry is "
                "drawn for terms under the full penalty (factor 1)"
            )


def _loss(problem: Problem, target: np.ndarray, held: np.ndarray, pair: np.ndarray) -> Loss:
    """Return the loss of two terms on what the others leave."""
    others = np.flatnonzero(held)
    left = np.sqrt(problem.weights) * (target - problem.design.target_mean)
    left -= problem.standardised(others) @ held[others]
    return Loss.of(problem.standardised(pair), left)


def _budget(loss: Loss, fitted: np.ndarray, l1_ratio: float) -> float:
    own, most = budget_of(fitted, l1_ratio), budget_of(loss.centre, l1_ratio)
    if 0.0 < own < most:
        return own
    return 0.5 * most if most > 0.0 else 1.0


def _between(l1_ratio: float, budget: float) -> tuple[float, float, float]:
    # l t = (1 - l) t^2 / 2
    own = l1_ratio if l1_ratio < 1.0 else budget / (2.0 + budget)
    return (1.0, own, 0.0)


def _positive(budget: float) -> float:
    if not 0.0 < budget < np.inf:
        raise ValueError(f"budget must be a positive number, got {budget!r}")
    return float(budget)


def _checked(l1_ratios: Sequence[float]) -> tuple[float, ...]:
    if len(l1_ratios) == 0 or not all(0.0 <= ratio <= 1.0 for ratio in l1_ratios):
        raise ValueError(f"l1_ratios must be numbers from 0 to 1, got {l1_ratios!r}")
    return tuple(float(ratio) for ratio in l1_ratios)


def _constraint_set(loss: Loss, l1_ratio: float, budget: float) -> ConstraintSet:
    solution = solve(loss, l1_ratio, budget)
    at_corner = l1_ratio > 0.0 and bool(np.any(solution == 0.0)) and bool(solution.any())
    alpha = strength(loss, l1_ratio, solution)
    rim = outline(l1_ratio, budget)
    return ConstraintSet(l1_ratio, rim, solution, float(loss.at(solution)), alpha, at_corner)


def _axes(centre: np.ndarray, budget: float, n_grid: int = 121) -> np.ndarray:
    """Return grids of both coefficients of the same width, shape (2, n_grid)."""
    near = np.clip(centre, -FAR * budget, FAR * budget)
    low, high = np.minimum(near, -budget), np.maximum(near, budget)
    half = (0.5 + MARGIN) * (high - low).max()
    return 0.5 * (low + high)[:, None] + np.linspace(-half, half, n_grid)
