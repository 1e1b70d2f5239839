"""Mean squared error as squared bias and variance, from predictions of many models."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Decomposition", "Estimate", "decompose", "estimate"]


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Means over resamples, and how far chance may have moved them.

    Parameters
    ----------
    value : ndarray of shape (n_alphas,)
    standard_error : ndarray of shape (n_alphas,)
        Of Monte Carlo: what other resamples would have changed.
    """

    value: np.ndarray
    standard_error: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Decomposition:
    """Squared bias + variance = error, to rounding.

    Parameters
    ----------
    squared_bias, variance, error : Estimate
    """

    squared_bias: Estimate
    variance: Estimate
    error: Estimate


def decompose(predictions: np.ndarray, target: np.ndarray, weights: np.ndarray) -> Decomposition:
    """Split the mean squared error of B models on the same rows.

    With f_b the prediction of model b for a row, and f their mean,

        mean_b (y - f_b)^2 = (y - f)^2 + mean_b (f_b - f)^2

    exactly, as the cross term is zero. Standard errors are those of the means over b of
    (y - f_b)^2, of (f_b - f)^2, and, to first order, of -2 (y - f) (f_b - f).

    Parameters
    ----------
    predictions : ndarray of shape (n_models, n_alphas, n_rows)
    target : ndarray of shape (n_rows,)
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    """
    mean = predictions.mean(axis=0)
    away, missed = predictions - mean, target - mean
    variance = estimate(away**2 @ weights)
    error = estimate((target - predictions) ** 2 @ weights)
    moved = estimate((-2.0 * missed * away) @ weights)
    squared_bias = Estimate(missed**2 @ weights, moved.standard_error)
    return Decomposition(squared_bias, variance, error)


def estimate(values: np.ndarray) -> Estimate:
    """Return means over resamples, and their standard errors.

    Parameters
    ----------
    values : ndarray of shape (n_resamples, n_alphas)
        At least two resamples.
    """
    spread = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return Estimate(values.mean(axis=0), spread)
