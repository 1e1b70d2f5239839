"""The whole path as a function, for those who want no estimator."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from numbers import Integral, Real
from os import PathLike
from typing import Any

import numpy as np

from polylasso.descent import Meter, Plan, Progress, Walked, descend, telling
from polylasso.estimators.base import warn_excluded, warn_gap
from polylasso.estimators.control import (
    check_control,
    open_checkpoint,
    pin_factors,
    warn_interrupted,
)
from polylasso.estimators.lasso import PolynomialLasso
from polylasso.estimators.reading import read_training
from polylasso.path import Path, alpha_grid, check_alphas
from polylasso.solvers import PathFollower
from polylasso.terms import Term
from polylasso.threads import single_thread
from polylasso.training import build_path, build_problem, find_knots, start_path

__all__ = ["polynomial_lasso_path"]

# Rounding of ratios of alphas.
CLOSE = 1e-9


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
    max_terms: int | None = None,
    min_gain: float = 0.0,
    callback: Callable[[Progress], object] | None = None,
    verbose: bool = False,
    checkpoint: str | PathLike | None = None,
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
    max_terms : int or None, default=None
        The path ends before the first alpha whose model has more terms.
    min_gain : float, default=0.0
        The path ends once halving alpha explained less than this share more of the variance, or
        less than this share is left to explain; 0 walks the whole grid.
    callback : callable or None, default=None
        Called with a `Progress` after each alpha.
    verbose : bool, default=False
        Whether to show the progress in one line on standard error.
    checkpoint : str, path-like or None, default=None
        File to keep what is done in, as in `PolynomialLasso`.
    **options
        Other parameters of `PolynomialLasso`: max_interaction, basis, categorical, transform,
        missing, keep, tol, memory_limit, ...

    Returns
    -------
    Path
        On Ctrl-C of the alphas that are done, with a warning; its `ended` says why it ends.

    Raises
    ------
    CheckpointError
        If the checkpoint is of another fit, or no checkpoint.
    ValueError
        If a parameter is out of its range.
    DataError
        If the table cannot be used as it is.
    MemoryLimitError
        If the term columns would not fit in the memory allowed.
    """
    estimator = PolynomialLasso(
        degree=degree,
        l1_ratio=l1_ratio,
        penalty_factor=penalty_factor,
        callback=callback,
        verbose=verbose,
        checkpoint=checkpoint,
        **options,
    )
    estimator._check_parameters()
    check_control(callback, checkpoint, max_terms)
    _check_choices(estimator, alphas, eps, knots, min_gain)
    data = read_training(estimator, X, y, sample_weight, estimator.missing)
    specification, settings = estimator._specification(degree), estimator._settings()
    limits = {"max_terms": max_terms, "min_gain": min_gain}
    kept = open_checkpoint(
        checkpoint, data, [specification], settings, alphas=alphas, eps=eps, **limits
    )
    problem = build_problem(data.table, data.target, data.weights, specification)
    pin_factors(kept, problem, f"degree {degree}")
    with single_thread(), telling(callback, verbose) as tell:
        follower = start_path(problem, settings)
        end = partial(_end, min_gain, follower.alpha_max, follower.null_loss)
        plan = Plan(_grid(alphas, eps, follower), end=end, max_terms=max_terms)
        walked = descend([follower], plan, Meter(tell), kept)
    with single_thread():
        found = find_knots(problem, walked.of_all_rows) if knots else ()
    path = build_path(problem, walked.of_all_rows, follower, found, walked.ended)
    warn_excluded(problem, stacklevel=3)
    worst = int(path.gaps.argmax())
    warn_gap(float(path.gaps[worst]), float(path.alphas[worst]), estimator.tol, stacklevel=3)
    if walked.ended == "interrupted":
        warn_interrupted(walked.n_done, len(plan.grid), checkpoint, stacklevel=3)
    else:
        kept.remove()
    return path


def _check_choices(
    estimator: PolynomialLasso, alphas: Any, eps: float, knots: bool, min_gain: Any
) -> None:
    check_alphas(alphas, eps)
    if not isinstance(alphas, Integral) and np.min(alphas) <= 0:
        raise ValueError("alphas must be positive; for least squares use PolynomialLasso(0)")
    if estimator.solver != "exact":
        raise ValueError("a path is found by the exact solver; use PolynomialLasso for optimisers")
    if knots and estimator.l1_ratio != 1.0:
        raise ValueError("knots exist for l1_ratio=1 only: the elastic net bends everywhere")
    if knots and estimator.heredity is not None:
        raise ValueError("knots are those of the plain lasso; pass heredity=None")
    if not isinstance(min_gain, Real) or not 0.0 <= min_gain < 1.0:
        raise ValueError(f"min_gain must be a number in [0, 1), got {min_gain!r}")


def _grid(alphas: int | Sequence[float], eps: float, follower: PathFollower) -> np.ndarray:
    if isinstance(alphas, Integral):
        return alpha_grid(follower.alpha_max, int(alphas), eps)
    return np.sort(np.asarray(alphas, dtype=float))[::-1]


def _end(min_gain: float, alpha_max: float, null_loss: float, walked: Walked) -> str | None:
    """Return "saturated" if the path need not go on, or None.

    A gain counts from alpha_max on: above it nothing can be gained.
    """
    if min_gain == 0.0:
        return None
    loss = np.array([solution.loss for solution in walked.of_all_rows])
    if loss[-1] < min_gain * null_loss:
        return "saturated"
    twice = 2.0 * walked.alphas[-1] * (1.0 - CLOSE)
    before = np.flatnonzero((walked.alphas >= twice) & (walked.alphas <= alpha_max * (1 + CLOSE)))
    gained = loss[before[-1]] - loss[-1] if before.size else np.inf
    return "saturated" if gained < min_gain * null_loss else None
