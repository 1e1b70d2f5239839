"""Skewness, and the function of a column that removes most of it."""

import math

import numpy as np

from polylasso.encoding.functions import FUNCTIONS

__all__ = ["SKEWED", "skewness", "suggest_transform"]

# Beyond this a column counts as skewed.
SKEWED = 1.0
_CANDIDATES = ("log1p", "log", "sqrt", "reciprocal")  # the more familiar first
# Differences of skewness that do not matter.
_SLACK = 0.1
# A suggestion must leave less than this share of the skewness.
_CLEARLY = 0.5
_FEW_VALUES = 4


def skewness(values: np.ndarray) -> float | None:
    """Return the third standardised moment of finite values; None if they do not vary."""
    if len(values) < 3:
        return None
    largest = float(np.abs(values).max())
    if largest == 0.0:
        return None
    centred = values / largest
    centred = centred - centred.mean()
    variance = float(centred @ centred) / len(values)
    if variance <= 1e-28:
        return None
    return float(centred**2 @ centred) / len(values) / variance**1.5


def suggest_transform(values: np.ndarray, skew: float | None, n_distinct: int) -> str | None:
    """Return the function that makes the skewness clearly smaller, or None.

    Parameters
    ----------
    values : ndarray of shape (n_values,)
        Finite.
    skew : float or None
        Their skewness.
    n_distinct : int
        Number of distinct values; a handful is left as it is.
    """
    if skew is None or abs(skew) <= SKEWED or n_distinct <= _FEW_VALUES:
        return None
    left = {name: _skewness_after(values, name) for name in _CANDIDATES}
    best = min(left.values())
    if best >= _CLEARLY * abs(skew):
        return None
    return next(name for name in _CANDIDATES if left[name] <= best + _SLACK)


def _skewness_after(values: np.ndarray, transform: str) -> float:
    """Return the absolute skewness of transformed values, infinite outside the domain."""
    function = FUNCTIONS[transform]
    if not function.allows(values).all() or _has_pole(values, transform):
        return math.inf
    with np.errstate(over="ignore"):
        transformed = function.value(values)
    skew = skewness(transformed) if np.isfinite(transformed).all() else None
    return math.inf if skew is None else abs(skew)


def _has_pole(values: np.ndarray, transform: str) -> bool:
    return transform == "reciprocal" and values.min() < 0.0 < values.max()
