"""How well predictions fit, each figure with its standard error."""

from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Figure", "Scores", "clustered_error", "cross_validated", "scored"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its standard error; None where it is not defined."""

    value: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of predictions.

    Parameters
    ----------
    r2 : Figure
        1 - MSE / (that of the mean).
    mse, mae : Figure
        Mean squared and mean absolute error, in squared units and units of the target.
    """

    r2: Figure
    mse: Figure
    mae: Figure

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values: r2, r2_se, mse, mse_se, mae, mae_se."""
        return {
            key: value
            for name in ("r2", "mse", "mae")
            for figure in (getattr(self, name),)
            for key, value in ((name, figure.value), (f"{name}_se", figure.standard_error))
        }


def scored(target: np.ndarray, predicted: np.ndarray, identity: np.ndarray) -> Scores:
    """Score predictions of rows held out, with standard errors over rows.

    Identical rows count as one observation. R2 is 1 - MSE / V with V the variance of the target
    on these rows; to first order (the delta method) its error is that of the mean of

        (e_i^2 - (MSE / V) (y_i - mean)^2) / V.

    Parameters
    ----------
    target, predicted : ndarray of shape (n_rows,)
    identity : ndarray of shape (n_rows,)
        Equal for rows that are identical.
    """
    error = np.abs(predicted - target)
    square, spread = error**2, (target - target.mean()) ** 2
    mse, variance = float(square.mean()), float(spread.mean())
    r2 = Figure(None, None)
    if variance > 0.0:
        influence = (square - mse / variance * spread) / variance
        r2 = Figure(1.0 - mse / variance, clustered_error(influence, identity))
    return Scores(
        r2,
        Figure(mse, clustered_error(square, identity)),
        Figure(float(error.mean()), clustered_error(error, identity)),
    )


def cross_validated(
    target: np.ndarray, predicted: np.ndarray, mean: np.ndarray, trains: np.ndarray
) -> Scores:
    """Score predictions of rows by models of the folds that they are not in.

    Errors are means over folds, as those that choose alpha, with standard errors over folds. R2 is
    1 - (mean MSE) / (mean MSE of the training means), with the error of a ratio by the delta
    method.

    Parameters
    ----------
    target, predicted : ndarray of shape (n_rows,)
    mean : ndarray of shape (n_rows,)
        Predictions by the mean of the target in each fold.
    trains : ndarray of bool, shape (n_folds, n_rows)
    """
    error = np.abs(predicted - target)
    square = _per_fold(error**2, trains)
    null = _per_fold((mean - target) ** 2, trains)
    r2 = Figure(None, None)
    if null.mean() > 0.0:
        ratio = float(square.mean() / null.mean())
        r2 = Figure(1.0 - ratio, _over_folds((square - ratio * null) / null.mean()))
    absolute = _per_fold(error, trains)
    return Scores(
        r2,
        Figure(float(square.mean()), _over_folds(square)),
        Figure(float(absolute.mean()), _over_folds(absolute)),
    )


def clustered_error(values: np.ndarray, identity: np.ndarray) -> float | None:
    """Return the standard error of a mean of rows, of which identical ones are one observation.

    With C distinct rows and S_c the sum of (value - mean) over the rows of one of them, it is
    sqrt(C / (C - 1) sum_c S_c^2) / n (Liang and Zeger, 1986). None for one distinct row.
    """
    _, member = np.unique(identity, return_inverse=True)
    sums = np.bincount(member, values - values.mean())
    if len(sums) < 2:
        return None
    return float(np.sqrt(len(sums) / (len(sums) - 1.0) * (sums @ sums)) / len(values))


def _per_fold(values: np.ndarray, trains: np.ndarray) -> np.ndarray:
    return np.array([values[~train].mean() for train in trains])


def _over_folds(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values)))
