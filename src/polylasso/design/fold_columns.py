"""Designs over implicit columns: all rows, and the folds of cross-validation.

The rows fall into segments, by the set of folds in which they train. Sums of terms and of their
squares over each segment are formed once, and those of a fold are sums of its segments: no
difference is taken, so that no digits are lost but in the variance itself.
"""

import numpy as np

from polylasso.design.base import Columns, Design
from polylasso.design.implicit import CANCELLED, CONSTANT, FORMED, ImplicitColumns
from polylasso.design.stored import ColumnDesign

__all__ = ["implicit_designs"]


def implicit_designs(
    columns: ImplicitColumns,
    seen: Columns,
    target: np.ndarray,
    weights: np.ndarray,
    trains: np.ndarray,
) -> list[Design]:
    """Return one design for all rows and one per fold.

    Parameters
    ----------
    columns : ImplicitColumns
        Standardised under the weights.
    seen : Columns
        The same columns, or such that the designs share their passes.
    target, weights : ndarray of shape (n_rows,)
    trains : ndarray of bool, shape (n_folds, n_rows)
        Rows that each fold trains on.
    """
    whole = ColumnDesign(seen, target, weights / weights.sum())
    if len(trains) == 0:
        return [whole]
    shares = weights * trains
    shares /= shares.sum(axis=1, keepdims=True)
    mean, inverse = _fold_moments(columns, shares)
    folds = zip(shares, mean, inverse, strict=True)
    return [whole, *(ColumnDesign(seen, target, *fold) for fold in folds)]


def _fold_moments(columns: ImplicitColumns, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return means and inverse scales of the columns, each of shape (n_folds, n_terms)."""
    basis, share = _segments(weights)
    mean = share @ columns.sums(basis) if columns.centred else np.zeros((len(weights), 1))
    square = share @ columns.sums(basis, squared=True)
    variance = np.maximum(square - mean * mean, 0.0)
    doubtful = (variance < CANCELLED * square) & ~columns.constant
    root = np.sqrt(variance)
    inverse = np.zeros_like(root)
    scales, means = columns.scales(slice(None)), columns.means(slice(None))
    np.divide(scales, root, out=inverse, where=(root > 0.0) & ~columns.constant)
    mean = (mean - means) / scales if columns.centred else np.zeros_like(root)
    doubtful[:, columns.held] = True
    _settle(columns, weights, mean, inverse, doubtful)
    return mean, inverse


def _segments(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return vectors and shares such that weights = shares @ vectors, with few vectors.

    The vectors are the weights inside segments, where these are fewer than twice the folds.
    """
    patterns, segment = np.unique(weights > 0.0, axis=1, return_inverse=True)
    segment = segment.reshape(-1)
    n_segments = patterns.shape[1]
    if n_segments > 2 * len(weights):
        return weights, np.eye(len(weights))
    vectors = np.where(segment == np.arange(n_segments)[:, None], weights.max(axis=0), 0.0)
    inside = [weights[:, segment == k].sum(axis=1) for k in range(n_segments)]
    totals = vectors.sum(axis=1)
    return vectors, np.array(inside).T / np.where(totals > 0.0, totals, 1.0)


def _settle(
    columns: ImplicitColumns,
    weights: np.ndarray,
    mean: np.ndarray,
    inverse: np.ndarray,
    doubtful: np.ndarray,
) -> None:
    """Compute moments again from the columns, in place, where squares have lost digits."""
    terms = np.flatnonzero(doubtful.any(axis=0))
    for start in range(0, len(terms), FORMED):
        part = terms[start : start + FORMED]
        values = columns.rows(part)
        # What rounding is relative to: the products themselves, and what was taken off them.
        raw = values + (columns.means(part) / columns.scales(part))[:, None]
        for fold, share in enumerate(weights):
            centre = values @ share if columns.centred else np.zeros(len(part))
            centred = values - centre[:, None]
            spread = np.sqrt(centred**2 @ share)
            size = np.sqrt(np.maximum(values**2 @ share, raw**2 @ share))
            varies = spread > CONSTANT * size
            mean[fold, part] = centre
            inverse[fold, part] = np.divide(1.0, spread, out=np.zeros_like(spread), where=varies)
