"""Huber's loss by reweighting: squares for small residuals, absolute values for large ones."""

import numpy as np

__all__ = ["EFFICIENT", "huber_scale", "huber_shares"]

# Residuals of more than so many standard deviations count by their absolute value: 95 % as
# efficient as least squares if errors are normal (Holland and Welsch 1977, table 1).
EFFICIENT = 1.345
# The median of the absolute value of a standard normal variable.
_NORMAL_MEDIAN = 0.6744897501960817
# A fit to rounding has no spread to speak of; relative to the spread of the target.
_LEAST_SCALE = 1e-10


def huber_scale(residual: np.ndarray, weights: np.ndarray, target: np.ndarray) -> float:
    """Return the standard deviation of the errors, which outliers do not move.

    The weighted median of the absolute residuals over that of a standard normal variable (Huber
    1981, section 5.1). No correction is made for the terms that were fitted: it would need a number
    of rows, and a weight of two would no longer be two rows.

    Parameters
    ----------
    residual, weights, target : ndarray of shape (n_rows,)
    """
    scale = _weighted_median(np.abs(residual), weights) / _NORMAL_MEDIAN
    spread = np.abs(target - _weighted_median(target, weights)).max()
    return float(max(scale, _LEAST_SCALE * spread))


def huber_shares(residual: np.ndarray, scale: float) -> np.ndarray:
    """Return the share of its weight that each row keeps, in (0, 1].

    A minimum of the squares with these weights is one of Huber's loss (Huber 1981, section 7.8).
    Without a scale, of a target that is constant, no row is an outlier.
    """
    size, most = np.abs(residual), EFFICIENT * scale
    shares = np.ones(len(size))
    np.divide(most, size, out=shares, where=(size > most) & (most > 0.0))
    return shares


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    """Return the least value below or at which lies half of the weight."""
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(total, 0.5 * total[-1])]])
