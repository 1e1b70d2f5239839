"""Rows held out for an honest score: equal rows, and rows of one group, stay together."""

import numpy as np

from polylasso.errors import DataError

__all__ = ["held_out", "last_rows"]


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
            f"there are not two {what} to hold one out; pass --test-size 0, or give more rows"
        )
    order = np.random.default_rng(seed).permutation(len(sizes))
    taken = np.cumsum(sizes[order])
    count = int(np.argmin(np.abs(taken - share * len(identity)))) + 1
    chosen = np.zeros(len(sizes), dtype=bool)
    chosen[order[: min(count, len(sizes) - 1)]] = True
    return chosen[member]


def last_rows(n_rows: int, share: float) -> np.ndarray:
    """Return the mask of the last rows, at least one and not all."""
    count = min(max(round(share * n_rows), 1), n_rows - 1)
    return np.arange(n_rows) >= n_rows - count
