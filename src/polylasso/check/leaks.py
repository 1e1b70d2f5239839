"""Columns that alone give the target: often a copy of it, or computed from it."""

from collections.abc import Iterator

import numpy as np

from polylasso.check.results import Leak
from polylasso.sources.table import Column

__all__ = ["find_leak"]

LEAK = 0.999
_FEWEST_ROWS = 10
# Fewer rows per group than this, and group means explain by chance.
_ROWS_PER_GROUP = 5


def find_leak(column: Column, target: np.ndarray) -> Leak | None:
    """Return how a column alone gives the target, or None if it does not.

    Parameters
    ----------
    column : Column
    target : ndarray of shape (n_rows,)
        Rows where it or the column is not finite are left out.
    """
    present = np.isfinite(target) & ~column.missing
    if column.is_numeric:
        present &= np.isfinite(column.values)
    values, wanted = column.values[present], target[present]
    if len(wanted) < _FEWEST_ROWS or wanted.min() == wanted.max():
        return None
    attempts = _numeric_fits if column.is_numeric else _group_fits
    for how, r2 in attempts(values, wanted):
        if r2 > LEAK:
            return Leak(column.name, float(min(r2, 1.0)), how)
    return None


def _numeric_fits(values: np.ndarray, target: np.ndarray) -> Iterator[tuple[str, float]]:
    if values.min() == values.max():
        return
    x, y = _unit(values), _unit(target)
    linear = float(x @ y) ** 2
    yield "linear", linear
    square = x * x
    square = square - square.mean()
    square = square - (square @ x) * x
    length = float(np.sqrt(square @ square))
    if length > 1e-10:
        both = linear + (float(square @ y) / length) ** 2
        yield "quadratic", _adjusted(1.0 - both, len(y), 3)
    yield "rank", float(_unit(_ranks(values)) @ _unit(_ranks(target))) ** 2
    yield from _group_fits(np.unique(values, return_inverse=True)[1], target)


def _group_fits(groups: np.ndarray, target: np.ndarray) -> Iterator[tuple[str, float]]:
    """Yield the share explained by group means, if the groups are few for the rows."""
    counts = np.bincount(groups)
    n_groups = int(np.count_nonzero(counts))
    if n_groups < 2 or n_groups * _ROWS_PER_GROUP > len(target):
        return
    y = _unit(target)
    means = np.bincount(groups, y) / np.maximum(counts, 1)
    residual = y - means[groups]
    yield "groups", _adjusted(float(residual @ residual), len(target), n_groups)


def _adjusted(unexplained: float, n_rows: int, n_parameters: int) -> float:
    """Return R2 adjusted for the number of parameters."""
    return 1.0 - unexplained * (n_rows - 1) / (n_rows - n_parameters)


def _unit(values: np.ndarray) -> np.ndarray:
    scaled = values / np.abs(values).max()
    centred = scaled - scaled.mean()
    length = float(np.sqrt(centred @ centred))
    return centred / length if length > 0.0 else centred


def _ranks(values: np.ndarray) -> np.ndarray:
    """Return ranks from 1, the mean one for ties."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - 0.5 * (counts - 1))[place]
