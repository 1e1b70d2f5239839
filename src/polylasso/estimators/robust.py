"""loss="huber": fits by squares, whose weights are learnt anew until they settle."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from polylasso.errors import SolverWarning
from polylasso.estimators.reading import TrainingData, read_training
from polylasso.estimators.splits import reusable
from polylasso.training.huber import EFFICIENT, huber_scale, huber_shares

__all__ = ["Rounds", "fit_robustly"]

# Set by reading the user's table, which an estimator does before its rounds.
_OF_READING = ("n_features_in_", "feature_names_in_")
# Frames from a warning in `fit_robustly` to the user's call of `fit`.
_USER = 3
# Weights that change by more than this at the end are told of.
RESTLESS = 0.1


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often weights are learnt.

    Parameters
    ----------
    most : int
    settled : float
        The weights are settled when none changes by more than this share.
    whole : int
        After so many rounds weights go half of the way only, lest they go to and fro.
    """

    most: int
    settled: float
    whole: int


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """A fitted estimator, and what it warned of."""

    estimator: Any
    told: tuple[warnings.WarningMessage, ...]

    @property
    def is_interrupted(self) -> bool:
        return getattr(self.estimator, "ended_", None) == "interrupted"


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The weights of the last round.

    Parameters
    ----------
    shares : ndarray of shape (n_rows,)
        Share of its weight with which each training row was fitted.
    scale : float
        Standard deviation of the errors, by which residuals are large or small.
    n_rounds : int
    change, settled : float
        What a further round would change, and what was to be reached.
    """

    shares: np.ndarray
    scale: float
    n_rounds: int
    change: float
    settled: float

    def __str__(self):
        n_less = int(np.count_nonzero(self.shares < 1.0))
        rows = "no row counts" if not n_less else f"{n_less:,} of {len(self.shares):,} rows count"
        least = f", the least {self.shares.min():.2g} of its weight" if n_less else ""
        text = (
            f"Huber's loss: {rows} less than others{least}; residuals above "
            f"{EFFICIENT * self.scale:.4g} count by their size, not by their square"
        )
        restless = f"; after {self.n_rounds} fits weights still change by {self.change:.2g}"
        return text + restless if self.change > self.settled else text


def fit_robustly(
    estimator: Any,
    X: Any,
    y: Any,
    sample_weight: Any,
    rounds: Rounds,
    draft: Mapping[str, Any] = MappingProxyType({}),
    **more: Any,
) -> None:
    """Fit an estimator with Huber's loss.

    Parameters
    ----------
    estimator : PolynomialLasso or PolynomialLassoCV
        Its parameters are checked.
    X, y, sample_weight
        As in its `fit`.
    rounds : Rounds
    draft : mapping of str to object
        Parameters of the rounds where they are not those of the last fit.
    **more
        What else its `fit` takes.

    Raises
    ------
    ValueError
        If there shall be a checkpoint, which belongs to one fit by squares.
    """
    if estimator.checkpoint is not None:
        raise ValueError(
            "no checkpoint can be kept with loss='huber', which fits several times; leave one out"
        )
    data = read_training(estimator, X, y, sample_weight, estimator.missing)
    own = {**estimator.get_params(), "loss": "squared"}
    if "cv" in own:
        own["cv"] = reusable(own["cv"])

    def fit(weights: np.ndarray, **changes: Any) -> _Round:
        return _fit_once(type(estimator)(**{**own, **changes}), X, y, weights, more)

    last, weighed = _settle(lambda weights: fit(weights, **draft), data, rounds)
    if weighed.change > RESTLESS and not last.is_interrupted:
        _warn_restless(weighed)
    if any(own[name] != value for name, value in draft.items()) and not last.is_interrupted:
        last = fit(_passed(data, weighed.shares))
    for each in last.told:
        warnings.warn(each.message, each.category, stacklevel=_USER)
    _take_over(estimator, last.estimator, weighed, data)


def _fit_once(
    estimator: Any, X: Any, y: Any, weights: np.ndarray, more: Mapping[str, Any]
) -> _Round:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        estimator.fit(X, y, sample_weight=weights, **more)
    return _Round(estimator, tuple(told))


def _passed(data: TrainingData, shares: np.ndarray) -> np.ndarray:
    """Return the weights of all rows passed."""
    weights = np.zeros(data.n_passed)
    weights[data.rows] = data.weights * shares
    return weights


def _settle(
    fit: Callable[[np.ndarray], _Round], data: TrainingData, rounds: Rounds
) -> tuple[_Round, Weighed]:
    """Fit with weights that follow from the fit before, until they no longer change.

    Iteratively reweighted least squares (Holland and Welsch 1977), with the penalised fit in the
    place of least squares.
    """
    shares = np.ones(len(data.rows))
    for number in range(1, rounds.most + 1):
        last = fit(_passed(data, shares))
        model = last.estimator.model_
        residual = data.target - model.predict(data.table)
        scale = huber_scale(residual, data.weights, data.target)
        found = huber_shares(residual, scale)
        change = float(np.abs(found - shares).max())
        if change <= rounds.settled or last.is_interrupted or number == rounds.most:
            break
        shares = found if number < rounds.whole else 0.5 * (shares + found)
    return last, Weighed(shares, scale, number, change, rounds.settled)


def _warn_restless(weighed: Weighed) -> None:
    warnings.warn(
        f"the weights of Huber's loss still change by {weighed.change:.2g} after "
        f"{weighed.n_rounds} fits: models that differ call different rows outliers; pass a lower "
        "degree or more rows, or loss='squared'",
        SolverWarning,
        stacklevel=_USER + 1,
    )


def _take_over(estimator: Any, fitted: Any, weighed: Weighed, data: TrainingData) -> None:
    """Give an estimator what was fitted in its place, and the weights."""
    own = {*estimator.get_params(), *_OF_READING}
    for name, value in vars(fitted).items():
        if name not in own:
            setattr(estimator, name, value)
    estimator.huber_weights_ = np.full(data.n_passed, np.nan)
    estimator.huber_weights_[data.rows] = weighed.shares
    estimator.huber_scale_ = weighed.scale
    summary = estimator._summary
    estimator._summary = replace(summary, notes=(*summary.notes, str(weighed)))
