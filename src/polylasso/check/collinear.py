"""Numeric columns that say the same: pairs of high correlation, columns given by the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.check.results import Collinear, Explained
from polylasso.sources.table import Column

__all__ = ["Standardised", "collinear_pairs", "explained_columns", "standardise"]

CORRELATED = 0.999
EXPLAINED = 0.9999
MOST_COLUMNS = 5000  # of which all pairs are looked at
MOST_EXPLAINED = 500  # columns of which each is regressed on the others
_MOST_CELLS = 10_000_000
_MOST_PRODUCTS = 2e10
_LISTED = 50
_BLOCK = 512
# Eigenvalues of a correlation matrix below this are rounding.
_SMALLEST_EIGENVALUE = 1e-10
_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Standardised:
    """Columns centred to length 1, missing values at the mean.

    Parameters
    ----------
    names : tuple of str
    values : ndarray of shape (n_columns, n_rows)
    is_sample : bool
        Whether it holds only every so many-th row.
    """

    names: tuple[str, ...]
    values: np.ndarray
    is_sample: bool


def standardise(columns: Sequence[Column]) -> Standardised:
    """Standardise numeric columns, on evenly spaced rows if there are too many cells."""
    n_rows = len(columns[0].values) if columns else 0
    width = max(len(columns), 1)
    most = max(int(min(_MOST_CELLS / width, _MOST_PRODUCTS / width**2)), 1000)
    step = -(-n_rows // most) if n_rows else 1
    names, rows = [], []
    for column in columns:
        row = _unit(column.values[::step])
        if row is not None:
            names.append(column.name)
            rows.append(row)
    values = np.array(rows) if rows else np.empty((0, n_rows))
    return Standardised(tuple(names), values, step > 1)


def _unit(values: np.ndarray) -> np.ndarray | None:
    """Return values centred and of length 1; None if they do not vary."""
    finite = np.isfinite(values)
    if not finite.any():
        return None
    largest = float(np.abs(values[finite]).max())
    if largest == 0.0:
        return None
    scaled = np.where(finite, values, 0.0) / largest
    centred = np.where(finite, scaled - scaled.sum() / finite.sum(), 0.0)
    length = float(np.sqrt(centred @ centred))
    return centred / length if length > 1e-12 else None


def collinear_pairs(columns: Standardised) -> tuple[tuple[Collinear, ...], int]:
    """Return the pairs of highest correlation, and the number of all above the bound."""
    found: list[tuple[float, int, int]] = []
    count = 0
    for start in range(0, len(columns.names), _BLOCK):
        block = columns.values[start : start + _BLOCK] @ columns.values[start:].T
        first, second = np.nonzero(np.triu(np.abs(block) > CORRELATED, k=1))
        count += len(first)
        corr = block[first, second]
        top = np.argsort(-np.abs(corr), kind="stable")[:_LISTED]
        found += zip(corr[top], first[top] + start, second[top] + start, strict=True)
    found.sort(key=lambda pair: (-abs(pair[0]), pair[1], pair[2]))
    pairs = tuple(
        Collinear(columns.names[i], columns.names[j], float(np.clip(corr, -1.0, 1.0)))
        for corr, i, j in found[:_LISTED]
    )
    return pairs, count


def explained_columns(columns: Standardised) -> tuple[Explained, ...]:
    """Return the columns that a linear function of the others gives almost exactly.

    The diagonal of the inverse correlation matrix holds the variance inflation factors
    1 / (1 - R2); its rows hold the regressions up to sign and scale.
    """
    if len(columns.names) < 3:
        return ()
    eigenvalues, vectors = np.linalg.eigh(columns.values @ columns.values.T)
    inverse = (vectors / np.maximum(eigenvalues, _SMALLEST_EIGENVALUE)) @ vectors.T
    inflation = np.diag(inverse)
    found = np.flatnonzero(inflation > 1.0 / (1.0 - EXPLAINED))
    return tuple(
        Explained(
            columns.names[j],
            float(1.0 - 1.0 / inflation[j]),
            _foremost(columns.names, inverse[j], j),
        )
        for j in found
    )


def _foremost(names: tuple[str, ...], row: np.ndarray, itself: int) -> tuple[str, ...]:
    slopes = np.abs(row / row[itself])
    slopes[itself] = 0.0
    top = np.argsort(-slopes, kind="stable")[:_NAMED]
    return tuple(names[j] for j in top if slopes[j] > 0.05)
