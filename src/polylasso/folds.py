"""Folds of rows, and rows held out, that keep identical rows, or groups, together."""

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.table import Table

__all__ = ["count_duplicates", "fold_masks", "held_out", "row_identity"]


def row_identity(table: Table, target: np.ndarray) -> np.ndarray:
    """Return a number per row, equal for rows that are identical in all columns and the target.

    A missing value is identical to another, and 0 to -0.

    The numbers are 64-bit hashes: among a million distinct rows two share one by accident with a
    probability of about 3e-8.
    """
    identity = np.zeros(table.n_rows, dtype=np.uint64)
    columns = [column.values for column in table.columns] + [target]
    with np.errstate(over="ignore"):
        for values in columns:
            words = _words(values)
            identity = _mix(identity * np.uint64(0x9E3779B97F4A7C15) + words)
    return identity


def _words(values: np.ndarray) -> np.ndarray:
    if values.dtype.kind == "f":
        # + 0.0 makes one zero of two, np.nan one of the many NaN.
        return np.where(np.isnan(values), np.nan, values + 0.0).view(np.uint64)
    return values.astype(np.int64).view(np.uint64)


def _mix(words: np.ndarray) -> np.ndarray:
    """Scramble 64-bit words (the finaliser of splitmix64; Steele, Lea and Flood, 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def count_duplicates(identity: np.ndarray) -> int:
    """Return how many rows repeat an earlier one."""
    return len(identity) - len(np.unique(identity))


def fold_masks(
    identity: np.ndarray, n_folds: int, seed: int, what: str = "distinct rows"
) -> np.ndarray:
    """Return training masks, shape (n_folds, n_rows), that never split equal identities.

    Identities are shuffled, laid end to end and cut into folds of nearly equal numbers of rows.

    Raises
    ------
    DataError
        If there are fewer identities than folds.
    """
    _, member, sizes = np.unique(identity, return_inverse=True, return_counts=True)
    if len(sizes) < n_folds:
        raise DataError(
            f"{n_folds} folds need at least {n_folds} {what}, but there are {len(sizes)}; "
            "lower cv or add rows"
        )
    order = np.random.default_rng(seed).permutation(len(sizes))
    ends = np.cumsum(sizes[order])
    middle = ends - 0.5 * sizes[order]
    fold_of = np.empty(len(sizes), dtype=int)
    fold_of[order] = np.minimum((middle * n_folds / ends[-1]).astype(int), n_folds - 1)
    fold_of = _fill_empty(fold_of, n_folds)
    return fold_of[member] != np.arange(n_folds)[:, None]


def held_out(identity: np.ndarray, share: float, seed: int, what: str) -> np.ndarray:
    """Return the mask of about a share of the rows, never splitting equal identities.

    Parameters
    ----------
    identity : ndarray of shape (n_rows,)
        Equal for rows that must stay together.
    share : float
        Between 0 and 1.
    seed : int
    what : str
        What is told apart, for the error.

    Raises
    ------
    DataError
        If there are fewer than two identities.
    """
    _, member, sizes = np.unique(identity, return_inverse=True, return_counts=True)
    if len(sizes) < 2:
        raise DataError(
            f"there are not two {what} to hold one out; pass test_size=0, or give more rows"
        )
    order = np.random.default_rng(seed).permutation(len(sizes))
    taken = np.cumsum(sizes[order])
    count = int(np.argmin(np.abs(taken - share * len(identity)))) + 1
    chosen = np.zeros(len(sizes), dtype=bool)
    chosen[order[: min(count, len(sizes) - 1)]] = True
    return chosen[member]


def _fill_empty(fold_of: np.ndarray, n_folds: int) -> np.ndarray:
    """Give every fold at least one identity, where a few large ones left a fold empty."""
    for fold in range(n_folds):
        counts = np.bincount(fold_of, minlength=n_folds)
        if counts[fold] == 0:
            fold_of[np.flatnonzero(fold_of == counts.argmax())[0]] = fold
    return fold_of
