"""A design over term columns, whether they are held or formed. With those held, the oracle."""

from collections.abc import Iterator

import numpy as np

from polylasso.design.base import Columns
from polylasso.design.expand import CHUNK_BYTES, TermColumns

__all__ = ["ColumnDesign", "stored_designs"]

# Below this share of its mean square, a variance from sums of squares has lost too many digits.
CANCELLED = 1e-6
# Bytes of columns multiplied at a time, and rows at least.
PART_BYTES, LEAST_PART = 1 << 22, 256
# Means, over standard deviations, that cost inner products no digits. Under the weights that the
# columns were centred with they are rounding; those of a fold differ.
NEAR_CENTRE = 1.0
# As in `expand`, for columns that are constant on the rows of one fold.
CONSTANT = 1e-12


class ColumnDesign:
    """Term columns on the rows of positive weight, seen as z = (T - mean) * inverse_scale.

    The columns T are shared, not copied: the problems of cross-validation differ in their weights
    alone. With residual r centred under the weights omega, sum_i omega_i r_i = 0, so
    Z' Omega r = inverse_scale * (T (omega r) - mean sum(omega r)) and the last sum is rounding.

    Parameters
    ----------
    columns : Columns
    target : ndarray of shape (n_rows,)
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    mean, inverse_scale : ndarray of shape (n_terms,), or None
        Moments of the columns under the weights; None if they are standardised under these.
    """

    def __init__(
        self,
        columns: Columns,
        target: np.ndarray,
        weights: np.ndarray,
        mean: np.ndarray | None = None,
        inverse_scale: np.ndarray | None = None,
    ):
        self._columns = columns
        self._weights = weights
        self._root_weights = np.sqrt(weights)
        self._mean = mean
        self._inverse_scale = inverse_scale
        self._near_centre = mean is None or bool(
            np.all(np.abs(mean) * inverse_scale <= NEAR_CENTRE)
        )
        self._is_plain = mean is None and bool(np.all(weights == weights[0]))
        self._null_gradient: np.ndarray | None = None
        # About the first value, so that a constant target is its mean to the last bit.
        first = target[0] if columns.centred else 0.0
        self.target_mean = float(first + weights @ (target - first)) if columns.centred else 0.0
        self._centred = target - self.target_mean
        self.null_loss = 0.5 * float(weights @ self._centred**2)

    @property
    def null_gradient(self) -> np.ndarray:
        """Z' Omega y."""
        # No cached_property: until Python 3.12 its lock is held by all instances together, while
        # the passes of several problems wait for each other.
        if self._null_gradient is None:
            self._null_gradient = self._project(self._centred)
        return self._null_gradient

    @property
    def n_terms(self) -> int:
        """Number of candidate terms."""
        return self._columns.n_terms

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return standard deviations of products of atoms under the weights, 1 if constant."""
        scales = self._columns.scales(indices)
        if self._inverse_scale is None:
            return scales
        inverse = self._inverse_scale[indices]
        return scales / np.where(inverse > 0, inverse, 1.0)

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return means of products of atoms under the weights."""
        means = self._columns.means(indices)
        if self._mean is None:
            return means
        return means + self._columns.scales(indices) * self._mean[indices]

    @property
    def target(self) -> np.ndarray:
        """Omega^(1/2) y, centred."""
        return self._root_weights * self._centred

    @property
    def constant(self) -> np.ndarray:
        """Terms without variation under the weights."""
        return self._columns.constant if self._inverse_scale is None else self._inverse_scale == 0.0

    @property
    def has_gram(self) -> bool:
        """Whether `gram` only looks its values up."""
        return False

    def gradient(self, support: np.ndarray, coef: np.ndarray) -> np.ndarray:
        """Z' Omega (y - Z_S beta) for every term."""
        return self._project(self._centred - coef @ self._standardised(support))

    def gram(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Z_rows' Omega Z_cols, as a sum over parts of the sample that stay in cache.

        The columns on the right are centred, so those on the left need not be unless their means
        are large. Columns that join a working set stand at the end of `rows` too: of their
        products with themselves only one half is computed.
        """
        if self._is_plain and np.array_equal(rows, cols):
            return self._plain_gram(cols)
        n_left = len(rows) - len(cols)
        is_join = n_left >= 0 and np.array_equal(rows[n_left:], cols)
        if not is_join:
            n_left = len(rows)
        block = np.zeros((len(rows), len(cols)))
        for part in self._parts(len(rows)):
            left = self._columns.rows(rows, part)
            right = left[n_left:] if is_join else self._columns.rows(cols, part)
            left = left[:n_left]
            if not self._near_centre:
                left -= self._mean[rows[:n_left], None]
            self._standardise(right, cols)
            right *= self._root_weights[part]
            if is_join:
                block[n_left:] += right @ right.T
            if n_left:
                right *= self._root_weights[part]
                block[:n_left] += left @ right.T
        if self._inverse_scale is not None:
            block[:n_left] *= self._inverse_scale[rows[:n_left], None]
        return block

    def _plain_gram(self, terms: np.ndarray) -> np.ndarray:
        """Products of columns with themselves, as they are: one weight serves all rows."""
        block = np.zeros((len(terms), len(terms)))
        for part in self._parts(len(terms)):
            columns = self._columns.view(terms, part)
            block += columns @ columns.T
        block *= self._weights[0]
        return block

    def _parts(self, n_columns: int) -> Iterator[slice]:
        """Yield ranges of rows of the sample."""
        step = max(PART_BYTES // (8 * max(n_columns, 1)), LEAST_PART)
        for start in range(0, len(self._weights), step):
            yield slice(start, start + step)

    def columns(self, indices: np.ndarray) -> np.ndarray:
        """Omega^(1/2) Z at some terms, shape (n_rows, n_indices)."""
        return (self._standardised(indices) * self._root_weights).T

    def _standardised(self, indices: np.ndarray) -> np.ndarray:
        chosen = self._columns.rows(indices)
        self._standardise(chosen, indices)
        return chosen

    def _standardise(self, chosen: np.ndarray, indices: np.ndarray) -> None:
        if self._mean is not None:
            chosen -= self._mean[indices, None]
            chosen *= self._inverse_scale[indices, None]

    def _project(self, residual: np.ndarray) -> np.ndarray:
        weighted = self._weights * residual
        (product,) = self._columns.project(weighted[None])
        if self._mean is not None:
            product -= self._mean * weighted.sum()
            product *= self._inverse_scale
        return product


def stored_designs(
    columns: TermColumns, target: np.ndarray, weights: np.ndarray
) -> list[ColumnDesign]:
    """Return one design per row of weights, with all moments from one sweep over the columns.

    Parameters
    ----------
    columns : TermColumns
    target : ndarray of shape (n_rows,)
    weights : ndarray of shape (n_problems, n_rows)
        Each row sums to 1.
    """
    mean, variance = _moments(columns.values, weights)
    if not columns.centred:
        mean, variance = np.zeros_like(mean), variance + mean**2
    mean_square = mean**2 + variance
    doubtful = (variance < CANCELLED * mean_square) & (mean_square > 0)
    for problem, term in zip(*np.nonzero(doubtful), strict=True):
        centred = columns.values[term] - mean[problem, term]
        variance[problem, term] = weights[problem] @ centred**2
    scale = np.sqrt(variance)
    varies = (scale > CONSTANT * np.sqrt(mean_square)) & ~columns.constant
    inverse = np.divide(1.0, scale, out=np.zeros_like(scale), where=varies)
    return [
        ColumnDesign(columns, target, weights[k], mean[k], inverse[k]) for k in range(len(weights))
    ]


def _moments(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weighted means and variances, each of shape (n_problems, n_terms)."""
    mean = np.empty((len(weights), len(values)))
    square = np.empty_like(mean)
    rows = max(1, CHUNK_BYTES // (8 * max(values.shape[1], 1)))
    for start in range(0, len(values), rows):
        chunk = values[start : start + rows]
        mean[:, start : start + rows] = weights @ chunk.T
        square[:, start : start + rows] = weights @ (chunk * chunk).T
    return mean, np.maximum(square - mean**2, 0.0)
