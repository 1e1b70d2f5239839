"""Labels beside lines, moved apart so that none covers another."""

import numpy as np

__all__ = ["spread"]


def spread(heights: np.ndarray, gap: float, low: float, high: float) -> np.ndarray:
    """Return heights in the same order, none closer than a gap, near those wanted.

    Parameters
    ----------
    heights : ndarray of shape (n_labels,)
    gap : float
    low, high : float
        Ends of the picture; labels that do not all fit there exceed it at both ends alike.

    Notes
    -----
    The least squares solution: with k gaps taken from the k-th height, what is left to find is an
    increasing sequence, which pools its violators.
    """
    order = np.argsort(heights, kind="stable")
    steps = gap * np.arange(len(heights))
    moved = _increasing(heights[order] - steps) + steps
    if len(moved):
        moved = np.maximum(moved, low + steps)
        moved = np.minimum(moved, high - steps[::-1])
        overfull = max(steps[-1] - (high - low), 0.0)
        moved = moved if overfull == 0.0 else low - overfull / 2.0 + steps
    places = np.empty(len(heights))
    places[order] = moved
    return places


def _increasing(values: np.ndarray) -> np.ndarray:
    """Return the closest sequence that does not decrease."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = float(value), 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean = (mean * count + other * size) / (count + size)
            count += size
        pools.append((mean, count))
    return np.repeat([mean for mean, _ in pools], [count for _, count in pools])
