"""A design that knows only second moments: after one pass the number of rows no longer matters.

The rows fall into segments, by the set of problems (folds) in which they train. Moments of
segments are computed once, about the means of all rows, and each problem is a sum or difference of
them. With S = sum w T T', W = sum w and m = sum w T / W over the rows of a problem,

    Z' Omega Z = D^-1 (S / W - m m') D^-1,    D_j^2 = S_jj / W - m_j^2.

The provisional centring keeps m small, so that little cancels (Chan, Golub and LeVeque, 1983).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg.blas import dsyrk

from polylasso.design.base import Design
from polylasso.design.expand import TermColumns
from polylasso.design.stored import stored_designs

__all__ = ["MomentDesign", "Moments", "moment_designs"]

# A variance below this share of the mean square has lost too many digits to subtraction.
CANCELLED = 1e-6
# Spread of a constant column over its size, from the rounding of products.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Weighted sums over some rows; they add and subtract."""

    weight: float
    first: np.ndarray
    second: np.ndarray
    cross: np.ndarray
    target: float
    target_square: float


class MomentDesign:
    """A problem as a signed sum of moments.

    Parameters
    ----------
    parts : list of (float, Moments)
        Signs and moments to add up.
    columns : TermColumns
        What the moments are of; gives means and scales in raw units.
    target_shift : float
        What was subtracted from the target.
    constant : ndarray of int or None
        Terms known to be constant on the rows of the problem.

    Attributes
    ----------
    doubtful : ndarray of int
        Terms whose variance has lost digits to subtraction.
    target_is_doubtful : bool
        Whether that of the target has.
    """

    def __init__(
        self,
        parts: list[tuple[float, Moments]],
        columns: TermColumns,
        target_shift: float,
        constant: np.ndarray | None = None,
    ):
        self._parts = parts
        self._columns = columns
        self._target_shift = target_shift
        self._weight = sum(sign * part.weight for sign, part in parts)
        share = 1.0 / self._weight if columns.centred else 0.0
        self._mean = share * sum(sign * part.first for sign, part in parts)
        target = share * sum(sign * part.target for sign, part in parts)
        mean_square = self._diagonal() / self._weight
        variance = np.maximum(mean_square - self._mean**2, 0.0)
        gross = sum(np.diagonal(part.second) for _, part in parts) / self._weight
        self.doubtful = np.flatnonzero(variance < CANCELLED * gross)
        variance[[] if constant is None else constant] = 0.0
        scale = np.sqrt(variance)
        self._inverse_scale = np.divide(1.0, scale, out=np.zeros_like(scale), where=scale > 0)
        self.target_mean = target + target_shift
        self._scale = np.where(scale > 0, scale, 1.0)
        square = sum(sign * part.target_square for sign, part in parts) / self._weight
        self.null_loss = 0.5 * max(square - target**2, 0.0)
        gross_square = sum(part.target_square for _, part in parts) / self._weight
        self.target_is_doubtful = bool(2.0 * self.null_loss < CANCELLED * gross_square)
        cross = sum(sign * part.cross for sign, part in parts) / self._weight
        self.null_gradient = self._inverse_scale * (cross - self._mean * target)

    @property
    def n_terms(self) -> int:
        """Number of candidate terms."""
        return len(self._mean)

    @property
    def constant(self) -> np.ndarray:
        """Terms without variation on the rows of the problem."""
        return self._inverse_scale == 0.0

    @property
    def has_gram(self) -> bool:
        """Whether `gram` only looks its values up."""
        return True

    def with_constant(self, constant: np.ndarray) -> "MomentDesign":
        """Return the design with some terms known to be constant."""
        return MomentDesign(self._parts, self._columns, self._target_shift, constant)

    def scales(self, indices: np.ndarray) -> np.ndarray:
        """Return standard deviations of products of atoms under the weights, 1 if constant."""
        return self._columns.scale[indices] * self._scale[indices]

    def means(self, indices: np.ndarray) -> np.ndarray:
        """Return means of products of atoms under the weights."""
        return self._columns.mean[indices] + self._columns.scale[indices] * self._mean[indices]

    def gradient(self, support: np.ndarray, coef: np.ndarray) -> np.ndarray:
        """Z' Omega (y - Z_S beta) for every term."""
        slopes = coef * self._inverse_scale[support] / self._weight
        product = sum((sign * slopes) @ part.second[support] for sign, part in self._parts)
        product -= self._mean * (self._weight * (slopes @ self._mean[support]))
        return self.null_gradient - self._inverse_scale * product

    def gram(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Z_rows' Omega Z_cols."""
        pick = np.ix_(rows, cols)
        block = sum(sign * part.second[pick] for sign, part in self._parts)
        block /= self._weight
        block -= np.outer(self._mean[rows], self._mean[cols])
        block *= self._inverse_scale[rows, None]
        block *= self._inverse_scale[cols]
        return block

    def _diagonal(self) -> np.ndarray:
        return sum(sign * np.diagonal(part.second) for sign, part in self._parts)


def moment_designs(
    columns: TermColumns, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
) -> list[Design]:
    """Return one design for all rows and one per fold.

    A fold on which the variance of a term has lost digits gets a stored design instead.

    Parameters
    ----------
    columns : TermColumns
    target, weights : ndarray of shape (n_rows,)
    trains : ndarray of bool, shape (n_folds, n_rows)
        Rows that each fold trains on.
    """
    # About the first value, so that a constant target is its mean to the last bit.
    first = float(target[0]) if columns.centred else 0.0
    shift = first + float(weights @ (target - first) / weights.sum()) if columns.centred else 0.0
    patterns, segment = np.unique(trains, axis=1, return_inverse=True)
    segment = segment.reshape(-1)
    segments = [
        _moments(columns.values, target - shift, weights, np.flatnonzero(segment == k))
        for k in range(patterns.shape[1])
    ]
    whole = _sum(segments)
    designs = [MomentDesign([(1.0, whole)], columns, shift)]
    for train, inside in zip(trains, patterns, strict=True):
        design = MomentDesign(_parts(whole, segments, inside), columns, shift)
        if design.doubtful.size or design.target_is_doubtful:
            design = _exact(design, columns, target, weights, train)
        designs.append(design)
    return designs


def _parts(
    whole: Moments, segments: list[Moments], inside: np.ndarray
) -> list[tuple[float, Moments]]:
    """Return the shorter of the sum of what is inside and the whole less what is not."""
    taken = [(1.0, part) for part, member in zip(segments, inside, strict=True) if member]
    left = [(-1.0, part) for part, member in zip(segments, inside, strict=True) if not member]
    return taken if len(taken) <= len(left) else [(1.0, whole), *left]


def _exact(
    design: MomentDesign,
    columns: TermColumns,
    target: np.ndarray,
    weights: np.ndarray,
    train: np.ndarray,
) -> Design:
    """Settle the doubtful terms: constant, or too small a variance for differences of moments."""
    doubtful = columns.values[design.doubtful][:, train]
    size = np.abs(doubtful).max(axis=1)
    # Without centring only a column of zeros is constant.
    spread = doubtful.max(axis=1) - doubtful.min(axis=1) if columns.centred else size
    constant = np.all(spread <= ROUNDING * size)
    if constant and not design.target_is_doubtful:
        return design.with_constant(design.doubtful)
    return _stored(columns, target, weights * train)


def _stored(columns: TermColumns, target: np.ndarray, weights: np.ndarray) -> Design:
    return stored_designs(columns, target, (weights / weights.sum())[None])[0]


def _moments(
    values: np.ndarray, target: np.ndarray, weights: np.ndarray, rows: np.ndarray
) -> Moments:
    root = np.sqrt(weights[rows])
    goal = root * target[rows]
    weighted = np.take(values, rows, axis=1)
    weighted *= root
    # weighted.T is in Fortran order, as BLAS wants it; syrk fills the upper half.
    second = dsyrk(1.0, weighted.T, trans=1)
    diagonal = np.diagonal(second).copy()
    second = second + second.T
    np.fill_diagonal(second, diagonal)
    return Moments(
        weight=float(root @ root),
        first=weighted @ root,
        second=second,
        cross=weighted @ goal,
        target=float(root @ goal),
        target_square=float(goal @ goal),
    )


def _sum(parts: list[Moments]) -> Moments:
    return Moments(
        weight=sum(part.weight for part in parts),
        first=sum(part.first for part in parts),
        second=sum(part.second for part in parts),
        cross=sum(part.cross for part in parts),
        target=sum(part.target for part in parts),
        target_square=sum(part.target_square for part in parts),
    )
