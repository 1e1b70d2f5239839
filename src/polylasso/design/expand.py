"""The term columns, built once: each is its parent's column times one more atom."""

from dataclasses import dataclass

import numpy as np

from polylasso.design.base import ALL
from polylasso.terms import TermTable

__all__ = ["TermColumns", "expand", "standardise"]

# Rows of terms handled at a time: their parents, factors and products stay in cache.
CHUNK_BYTES = 1 << 20
# A column whose standard deviation is below this share of its root mean square is constant: its
# entries carry about 1e-16 of rounding each.
CONSTANT = 1e-12
# A mean beyond this share of the standard deviation is taken off a second time.
LEFT = 1e-14


@dataclass(frozen=True, slots=True, eq=False)
class TermColumns:
    """Term columns, centred and scaled by weighted moments.

    Parameters
    ----------
    values : ndarray of shape (n_terms, n_rows)
        (product - mean) / scale; zero for a constant term.
    mean, scale : ndarray of shape (n_terms,)
        Moments of the products; scale 1 for a constant term.
    constant : ndarray of bool
        Terms without variation (without centring: terms that are zero).
    centred : bool
        Whether means were taken off; if not, means are zero and scales root mean squares.
    """

    values: np.ndarray
    mean: np.ndarray
    scale: np.ndarray
    constant: np.ndarray
    centred: bool = True

    @property
    def n_terms(self) -> int:
        """Number of terms."""
        return len(self.values)

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what was taken off some terms."""
        return self.mean[indices]

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what some terms were divided by."""
        return self.scale[indices]

    def rows(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return a copy of some columns on some rows of the sample, shape (n_indices, n_rows)."""
        return self.values[indices, part]

    def view(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return the same, not to be changed: no copy where the columns lie side by side."""
        if len(indices) == 0 or np.any(np.diff(indices) != 1):
            return self.rows(indices, part)
        return self.values[indices[0] : indices[-1] + 1, part]

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Return the product of every column with every vector, shape (n_vectors, n_terms)."""
        if len(vectors) == 1:
            return (self.values @ vectors[0])[None]
        return vectors @ self.values.T

    def varying(self) -> tuple["TermColumns", np.ndarray]:
        """Return the columns that vary, and their indices.

        They are moved up in place, so that no second copy is held: these columns are used up.
        """
        kept = np.flatnonzero(~self.constant)
        if len(kept) == self.n_terms:
            return self, kept
        rows = max(1, CHUNK_BYTES // (8 * max(self.values.shape[1], 1)))
        for start in range(0, len(kept), rows):  # kept[k] >= k: nothing unread is overwritten
            chunk = kept[start : start + rows]
            self.values[start : start + len(chunk)] = self.values[chunk]
        values = self.values[: len(kept)]
        parts = (self.mean[kept], self.scale[kept], self.constant[kept])
        return TermColumns(values, *parts, self.centred), kept


def expand(
    atoms: np.ndarray, table: TermTable, weights: np.ndarray, centred: bool = True
) -> TermColumns:
    """Form all term columns.

    Parameters
    ----------
    atoms : ndarray of shape (n_atoms, n_rows)
    table : TermTable
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    centred : bool
        False for a model without intercept.
    """
    values = np.empty((len(table.factors), atoms.shape[1]))
    _multiply(values, atoms, table)
    return standardise(values, weights, centred)


def _multiply(values: np.ndarray, atoms: np.ndarray, table: TermTable) -> None:
    last = _last_factor(table.factors)
    rows = max(1, CHUNK_BYTES // (8 * atoms.shape[1]))
    parents = table.parents
    # Parents precede their children, but not by a whole chunk: split where a parent is too near.
    start = 0
    while start < len(values):
        stop = min(start + rows, len(values))
        inside = np.flatnonzero(parents[start:stop] >= start)
        stop = start + int(inside[0]) if inside.size else stop
        _fill(values, atoms, table, last, slice(start, stop))
        start = stop


def _fill(
    values: np.ndarray, atoms: np.ndarray, table: TermTable, last: np.ndarray, chunk: slice
) -> None:
    parents = table.parents[chunk]
    out = values[chunk]
    np.take(atoms, last[chunk], axis=0, out=out, mode="clip")  # "raise" would copy once more
    nested = parents >= 0
    if nested.all():
        out *= values[parents]
    elif nested.any():
        out[nested] *= values[parents[nested]]
    for row in np.flatnonzero(parents == -2):
        factors = table.factors[chunk.start + row]
        out[row] = atoms[factors[factors >= 0]].prod(axis=0)


def _last_factor(factors: np.ndarray) -> np.ndarray:
    position = (factors >= 0).sum(axis=1) - 1
    return factors[np.arange(len(factors)), position]


def standardise(values: np.ndarray, weights: np.ndarray, centred: bool = True) -> TermColumns:
    """Centre and scale columns in place, in chunks that stay in cache.

    Parameters
    ----------
    values : ndarray of shape (n_terms, n_rows)
        Overwritten.
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    centred : bool
        False for a model without intercept.
    """
    n_terms = len(values)
    mean, scale = np.empty(n_terms), np.empty(n_terms)
    rows = max(1, CHUNK_BYTES // (8 * max(values.shape[1], 1)))
    for start in range(0, n_terms, rows):
        chunk = values[start : start + rows]
        centre = chunk @ weights if centred else np.zeros(len(chunk))
        chunk -= centre[:, None]
        shift = chunk @ weights if centred else centre  # what rounding left
        spread = np.sqrt(np.maximum((chunk * chunk) @ weights - shift * shift, 0.0))
        if np.any(np.abs(shift) > LEFT * spread):
            chunk -= shift[:, None]
        mean[start : start + rows] = centre
        scale[start : start + rows] = spread
        constant = spread <= CONSTANT * np.hypot(centre, spread)
        scale[start : start + rows][constant] = 0.0
        chunk *= np.divide(1.0, spread, out=np.zeros_like(spread), where=~constant)[:, None]
    constant = scale == 0.0
    return TermColumns(values, mean, np.where(constant, 1.0, scale), constant, centred)
