"""Values far from all others, by a rule that leaves the ends of heavy tails alone."""

import numpy as np

__all__ = ["find_outliers"]

# Share of the values that count as the tail of one side, and how many must at least be in it.
_TAIL_SHARE = 0.1
_TAIL_COUNT = 20
# A column without outliers has a value called one with about this probability on each side.
_LEVEL = 0.01
_FEW = 8


def find_outliers(values: np.ndarray) -> np.ndarray:
    """Return the mask of the outliers among finite values.

    The tail of each side is taken as exponential: heavier than a Gaussian's, with a mean excess m
    measured between two of its quantiles. The largest of k such values lies about m log(k) beyond
    the start of the tail, and beyond m (log(k) + log(100)) with a probability of one in a hundred:
    what is further out is an outlier. Unlike a fixed number of deviations, the bound grows with
    the number of rows, and single wild values hardly move it.
    """
    if len(values) < _FEW:
        return np.zeros(len(values), dtype=bool)
    centred = values - np.median(values)
    return (centred > _bound(centred)) | (-centred > _bound(-centred))


def _bound(distance: np.ndarray) -> float:
    """Return how far from the median the positive distances may reach."""
    n_rows = len(distance)
    share = min(0.5, max(_TAIL_SHARE, _TAIL_COUNT / n_rows))
    start, middle = _quantile(distance, 1.0 - share), _quantile(distance, 1.0 - 0.5 * share)
    if middle > start:
        return _exponential_bound(start, middle - start, share * n_rows)
    # Most values are equal: the tail is what differs from them.
    beyond = distance[distance > 0.0]
    if len(beyond) < _FEW:
        return np.inf
    return _exponential_bound(0.0, float(np.median(beyond)), len(beyond))


def _exponential_bound(start: float, median_excess: float, count: float) -> float:
    return start + median_excess / np.log(2.0) * (np.log(max(count, 1.0)) - np.log(_LEVEL))


def _quantile(values: np.ndarray, share: float) -> float:
    place = int(share * (len(values) - 1))
    return float(np.partition(values, place)[place])
