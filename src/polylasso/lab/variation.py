"""Bias and variance over alpha, by refitting the model to resamples of the training rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any

import numpy as np

from polylasso.encoding import encode
from polylasso.estimators.base import warn_excluded, warn_gap
from polylasso.estimators.reading import TrainingData
from polylasso.folds import fold_masks, row_identity
from polylasso.lab.coefficients import coefficients, grid_of
from polylasso.lab.decomposition import Estimate, decompose, estimate
from polylasso.lab.experiment import Experiment, check_grid, read_experiment
from polylasso.model import beyond_range, term_values
from polylasso.solvers import Settings
from polylasso.sources.table import Table
from polylasso.threads import single_thread
from polylasso.training import Problem, build_resampled

__all__ = ["BiasVariance", "bias_variance"]

# One part in so many is held out.
PARTS = 5
# Least alpha of a grid over the largest; its square for ridge.
EPS = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class BiasVariance:
    """Squared bias, variance and their sum, on the rows held out.

    Parameters
    ----------
    alphas : ndarray of shape (n_alphas,)
        Decreasing.
    l1_ratio : float
    squared_bias : Estimate
        Of the mean prediction over resamples, in squared units of the target: against the truth
        without noise if that is known; otherwise against the observed target, noise and all.
    variance : Estimate
        Of the predictions over resamples.
    error : Estimate
        Mean squared error against the same reference: squared bias + variance, to rounding.
    n_terms : Estimate
        Number of terms.
    noise : float
        Mean squared difference of the observed target and the truth; NaN if that is not known.
    n_resamples, n_train, n_test : int
        Resamples, and rows they are drawn from and scored on.
    target_name : str
    """

    alphas: np.ndarray
    l1_ratio: float
    squared_bias: Estimate
    variance: Estimate
    error: Estimate
    n_terms: Estimate
    noise: float
    n_resamples: int
    n_train: int
    n_test: int
    target_name: str

    @property
    def knows_truth(self) -> bool:
        """Whether the noise is apart from the bias."""
        return not np.isnan(self.noise)

    @property
    def best(self) -> int:
        """Position of the alpha of least error."""
        return int(self.error.value.argmin())


def bias_variance(
    X: Any,
    y: Any,
    *,
    alphas: int | Sequence[float] = 30,
    l1_ratio: float = 1.0,
    n_resamples: int = 50,
    seed: int = 0,
    truth: Any = None,
    sample_weight: Any = None,
    **options: Any,
) -> BiasVariance:
    """Split the error on new rows into squared bias and variance, at each alpha.

    A fifth of the rows is held out, identical rows on one side. Of the others as many are drawn
    with replacement as there are (the bootstrap; Efron, 1979), a model is fitted with all that is
    learnt from data learnt anew, and predicts the rows held out; and so on. What the mean
    prediction misses is bias, what the predictions differ by is variance (Geman, Bienenstock and
    Doursat, 1992).

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    alphas : int or array-like, default=30
        Length of a grid from the null model of all training rows down, or the alphas, positive.
    l1_ratio : float, default=1.0
        Share of the L1 part of the penalty, in [0, 1]; 0 is ridge.
    n_resamples : int, default=50
        At least 2.
    seed : int, default=0
        Of the split and of the resamples.
    truth : array-like of shape (n_samples,) or callable, default=None
        The target without noise, where the data are made up; a callable is given `X`. With it
        bias is measured against the truth, and the noise stands apart.
    sample_weight : array-like of shape (n_samples,), default=None
        Rows are drawn with equal probability and bring their weight.
    **options
        Parameters of `PolynomialLasso`: degree (2 unless given), categorical, missing, keep, ...

    Returns
    -------
    BiasVariance

    Raises
    ------
    DataError
        If the table cannot be used as it is, the target is constant, or there are fewer than five
        distinct rows.
    MemoryLimitError
        If the columns of all candidate terms would not fit in the memory allowed.
    ValueError
        If a parameter is out of its range.

    Notes
    -----
    Without `truth` nothing is taken off: the squared bias then holds the noise of the rows held
    out, the same at every alpha. The mean over finitely many resamples has noise of its own, so
    that of the sum about 1/n_resamples of the variance is counted as bias; the sum is unbiased.

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso.lab import bias_variance
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(100, 2))
    >>> signal = X[:, 0] * X[:, 1]
    >>> result = bias_variance(X, signal + rng.normal(size=100), truth=signal, alphas=5)
    >>> bool(result.squared_bias.value[0] > result.squared_bias.value[-1])
    True
    >>> bool(result.variance.value[0] < result.variance.value[-1])
    True
    """
    _check(l1_ratio, n_resamples)
    check_grid(alphas, EPS)
    experiment = read_experiment(X, y, sample_weight, options)
    experiment = replace(experiment, settings=replace(experiment.settings, l1_ratio=l1_ratio))
    reference = _reference(truth, X, experiment.data)
    train, test = _split(experiment.data, seed)
    training = replace(experiment, data=_rows(experiment.data, train))
    held_out = experiment.data.table.take(test)
    with single_thread():
        problem = training.problem()
        grid = grid_of(problem, alphas, EPS, experiment.settings)
        fits = list(_fits(training, grid, held_out, int(n_resamples), seed))
    warn_excluded(problem, stacklevel=3)
    gaps = np.max([fit.gaps for fit in fits], axis=0)
    worst = int(gaps.argmax())
    warn_gap(float(gaps[worst]), float(grid[worst]), experiment.settings.tol, stacklevel=3)
    weights = experiment.data.weights[test] / experiment.data.weights[test].sum()
    parts = decompose(np.array([fit.predictions for fit in fits]), reference[test], weights)
    noise = (experiment.data.target[test] - reference[test]) ** 2 @ weights
    return BiasVariance(
        alphas=grid,
        l1_ratio=float(l1_ratio),
        squared_bias=parts.squared_bias,
        variance=parts.variance,
        error=parts.error,
        n_terms=estimate(np.array([fit.n_terms for fit in fits])),
        noise=float("nan") if truth is None else float(noise),
        n_resamples=int(n_resamples),
        n_train=len(train),
        n_test=len(test),
        target_name=experiment.data.target_name,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """What one resample gave at each alpha: predictions are of shape (n_alphas, n_test)."""

    predictions: np.ndarray
    n_terms: np.ndarray
    gaps: np.ndarray


def _check(l1_ratio: float, n_resamples: int) -> None:
    if not 0.0 <= l1_ratio <= 1.0:
        raise ValueError(f"l1_ratio must be a number from 0 to 1, got {l1_ratio!r}")
    if not isinstance(n_resamples, Integral) or n_resamples < 2:
        raise ValueError(f"n_resamples must be an int of at least 2, got {n_resamples!r}")


def _reference(truth: Any, X: Any, data: TrainingData) -> np.ndarray:
    """Return what bias is measured against, on the rows that are used."""
    if truth is None:
        return data.target
    values = np.asarray(truth(X) if callable(truth) else truth, dtype=float)
    if values.shape != (data.n_passed,):
        raise ValueError(
            f"truth must have shape ({data.n_passed},), one value per row, got {values.shape}"
        )
    values = values[data.rows]
    if not np.isfinite(values).all():
        raise ValueError("truth has NaN or infinite values; make them finite")
    return values


def _split(data: TrainingData, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that train and those held out, identical rows on one side."""
    (train, *_) = fold_masks(row_identity(data.table, data.target), PARTS, seed)
    return np.flatnonzero(train), np.flatnonzero(~train)


def _rows(data: TrainingData, rows: np.ndarray) -> TrainingData:
    return replace(
        data,
        table=data.table.take(rows),
        target=data.target[rows],
        weights=data.weights[rows],
        rows=data.rows[rows],
    )


def _fits(
    training: Experiment, grid: np.ndarray, held_out: Table, n_resamples: int, seed: int
) -> Iterator[_Fit]:
    """Yield what each resample gives."""
    data, generator = training.data, np.random.default_rng(seed)
    counts = _draw(len(data.target), n_resamples, generator)
    problems = build_resampled(
        data.table, data.target, data.weights, counts, training.specification
    )
    for drawn, problem in zip(counts, problems, strict=True):
        yield _fit(problem, data.target[drawn > 0], grid, held_out, training.settings)


def _draw(n_rows: int, n_resamples: int, generator: np.random.Generator) -> list[np.ndarray]:
    """Return how often each row is drawn, with replacement, as many times as there are rows."""
    drawn = [generator.integers(n_rows, size=n_rows) for _ in range(n_resamples)]
    return [np.bincount(rows, minlength=n_rows) for rows in drawn]


def _fit(
    problem: Problem, target: np.ndarray, grid: np.ndarray, held_out: Table, settings: Settings
) -> _Fit:
    solved = coefficients(problem, target, grid, settings)
    used = np.flatnonzero(solved.values.any(axis=1))
    values = _standardised(problem, used, held_out)
    return _Fit(
        problem.design.target_mean + solved.values[used].T @ values,
        np.count_nonzero(solved.values, axis=0),
        solved.gaps,
    )


def _standardised(problem: Problem, indices: np.ndarray, table: Table) -> np.ndarray:
    """Return terms on new rows as the model sees them, shape (n_terms, n_rows).

    A level that is not in the resample counts as none, whatever `unknown` says: it is no fault of
    the row. Where a model would refuse to extrapolate, the polynomial is scored.
    """
    specification = problem.specification
    encoded = encode(table, problem.variables, specification.encoding.missing, "baseline")
    policy = beyond_range(specification.extrapolation)
    values = term_values(encoded, problem.variables, problem.terms(indices), policy)
    means, scales = problem.design.means(indices), problem.design.scales(indices)
    return (values - means[:, None]) / scales[:, None]
