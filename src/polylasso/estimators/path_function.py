"""The whole path as a function, for those who want no estimator."""

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral
from typing import Any

import numpy as np

from polylasso.estimators.base import warn_excluded, warn_gap
from polylasso.estimators.lasso import PolynomialLasso
from polylasso.estimators.reading import read_training
from polylasso.path import Path, alpha_grid, check_alphas
from polylasso.terms import Term
from polylasso.threads import single_thread
from polylasso.training import build_path, build_problem, find_knots, start_path

__all__ = ["polynomial_lasso_path"]


def polynomial_lasso_path(
    X: Any,
    y: Any,
    *,
    degree: int = 2,
    alphas: int | Sequence[float] = 100,
    eps: float = 1e-3,
    l1_ratio: float = 1.0,
    sample_weight: Any = None,
    knots: bool = False,
    penalty_factor: Mapping[str, float] | Callable[[Term], float] | None = None,
    **options: Any,
) -> Path:
    """Solve the polynomial lasso on a grid of alphas.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    degree : int, default=2
        Largest total degree of a term.
    alphas : int or array-like, default=100
        Length of the grid, from alpha_max down; or the alphas, all positive.
    eps : float, default=1e-3
        Least alpha of the grid over the largest.
    l1_ratio : float, default=1.0
        Share of the L1 part of the penalty, in (0, 1].
    sample_weight : array-like of shape (n_samples,), default=None
    knots : bool, default=False
        Whether to find all alphas at which the exact path bends (l1_ratio = 1 only).
    penalty_factor : dict of str to float, callable or None, default=None
        Factors of the penalty, 1 unless given.
    **options
        Other parameters of `PolynomialLasso`: max_interaction, basis, categorical, transform,
        missing, keep, tol, memory_limit, ...

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    DataError
        If the table cannot be used as it is.
    MemoryLimitError
        If the term columns would not fit in the memory allowed.
    """
    check_alphas(alphas, eps)
    if not isinstance(alphas, Integral) and np.min(alphas) <= 0:
        raise ValueError("alphas must be positive; for least squares use PolynomialLasso(0)")
    if knots and l1_ratio != 1.0:
        raise ValueError("knots exist for l1_ratio=1 only: the elastic net bends everywhere")
    if knots and options.get("heredity") is not None:
        raise ValueError("knots are those of the plain lasso; pass heredity=None")
    estimator = PolynomialLasso(
        degree=degree, l1_ratio=l1_ratio, penalty_factor=penalty_factor, **options
    )
    estimator._check_parameters()
    data = read_training(estimator, X, y, sample_weight, estimator.missing)
    specification = estimator._specification(degree)
    problem = build_problem(data.table, data.target, data.weights, specification)
    with single_thread():
        follower = start_path(problem, estimator._settings())
        grid = (
            alpha_grid(follower.alpha_max, int(alphas), eps)
            if isinstance(alphas, Integral)
            else np.sort(np.asarray(alphas, dtype=float))[::-1]
        )
        solutions = list(follower.follow(grid))
        found = find_knots(problem, solutions) if knots else ()
    path = build_path(problem, solutions, follower, found)
    warn_excluded(problem, stacklevel=3)
    worst = int(path.gaps.argmax())
    warn_gap(float(path.gaps[worst]), float(path.alphas[worst]), estimator.tol, stacklevel=3)
    return path
