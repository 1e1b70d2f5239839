"""The rows that an explorer predicts, from what users pass."""

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_consistent_length

from polylasso.estimators.reading import read_table
from polylasso.explorer import Rows
from polylasso.sources.target import target_vector

__all__ = ["rows_to_explore"]


def rows_to_explore(estimator: BaseEstimator, X: Any, y: Any, sample_weight: Any) -> Rows | None:
    """Read rows and their target, unless they were read before; None if neither is given.

    Raises
    ------
    ValueError
        If only one of the two is given.
    """
    if isinstance(X, Rows) or (X is None and y is None):
        return X
    if X is None or y is None:
        raise ValueError("to see predictions beside what was observed, pass both X and y")
    table = read_table(estimator, X, reset=False)
    actual, _ = target_vector(y)
    check_consistent_length(np.empty(table.n_rows), actual)
    weights = None if sample_weight is None else np.asarray(sample_weight, dtype=float)
    if weights is not None and weights.shape != actual.shape:
        raise ValueError(f"sample_weight must have shape ({len(actual)},), got {weights.shape}")
    return Rows(table, actual, weights, "rows given")
