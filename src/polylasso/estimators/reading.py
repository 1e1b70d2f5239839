"""What users pass to `fit` and `predict`, checked and turned into a table, a target and weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_consistent_length, column_or_1d, validate_data

from polylasso.errors import DataError
from polylasso.sources.frames import target_vector, to_table
from polylasso.sources.table import Table

__all__ = ["TrainingData", "read_table", "read_training"]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingData:
    """Rows that are trained on.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
        Weights are positive.
    rows : ndarray of int
        Their positions among the rows passed.
    n_passed : int
        Number of rows passed.
    target_name : str
    """

    table: Table
    target: np.ndarray
    weights: np.ndarray
    rows: np.ndarray
    n_passed: int
    target_name: str


def read_training(
    estimator: BaseEstimator, X: Any, y: Any, sample_weight: Any, missing: str
) -> TrainingData:
    """Read X and y; leave out rows of weight zero and, if asked, rows with missing values."""
    if y is None:
        raise ValueError(
            f"{type(estimator).__name__} requires y to be passed, but the target y is None"
        )
    table = read_table(estimator, X, reset=True)
    if isinstance(y, np.ndarray | list):
        y = column_or_1d(y, warn=True)
    target, name = target_vector(y)
    check_consistent_length(np.empty(table.n_rows), target)
    weights = _weights(sample_weight, table.n_rows)
    keep = weights > 0
    if missing == "drop":
        keep &= ~np.isnan(target)
        for column in table.columns:
            keep &= ~column.missing
    rows = np.flatnonzero(keep)
    if rows.size < 2:
        raise ValueError(
            f"{rows.size} sample(s) of positive weight (n_samples = {table.n_rows}) while a "
            "minimum of 2 is required to fit"
        )
    table, target = _chosen(table, rows), target[rows]
    _check_values(table, target, name or "y", rows)
    return TrainingData(table, target, weights[rows], rows, len(weights), name or "y")


def read_table(estimator: BaseEstimator, X: Any, reset: bool) -> Table:
    """Read X; at prediction its columns must be those of training."""
    if isinstance(X, Table):
        return _own_table(estimator, X, reset)
    if _is_array(X):
        X = validate_data(
            estimator, X, reset=reset, dtype=None, ensure_all_finite=False, ensure_min_samples=1
        )
        names = None if reset else getattr(estimator, "feature_names_in_", None)
        table = to_table(X, names)
    else:
        table = to_table(X)
        validate_data(estimator, X, reset=reset, skip_check_array=True)
    _check_size(table)
    if not reset:
        _check_finite(table, np.arange(table.n_rows))
    return table


def _chosen(table: Table, rows: np.ndarray) -> Table:
    """Return the table at some rows, which is no copy if they are all."""
    return table if len(rows) == table.n_rows else table.take(rows)


def _is_array(X: Any) -> bool:
    return isinstance(X, np.ndarray | list | tuple) or (
        not hasattr(X, "columns") and (hasattr(X, "__array__") or np.isscalar(X))
    )


def _own_table(estimator: BaseEstimator, table: Table, reset: bool) -> Table:
    if reset:
        estimator.n_features_in_ = len(table.columns)
        estimator.feature_names_in_ = np.array(table.names, dtype=object)
    return table


def _check_size(table: Table) -> None:
    if not table.columns:
        raise ValueError(
            f"0 feature(s) (shape=({table.n_rows}, 0)) while a minimum of 1 is required."
        )
    if table.n_rows == 0:
        raise ValueError("0 sample(s) while a minimum of 1 is required: the table is empty.")


def _weights(sample_weight: Any, n_rows: int) -> np.ndarray:
    if sample_weight is None:
        return np.ones(n_rows)
    weights = np.asarray(sample_weight, dtype=float)
    if weights.ndim == 0:
        weights = np.full(n_rows, float(weights))
    if weights.shape != (n_rows,):
        raise ValueError(
            f"sample_weight must have shape ({n_rows},), one weight per row, got {weights.shape}"
        )
    if not np.isfinite(weights).all():
        raise ValueError("sample_weight has NaN or infinite values; make them finite")
    if (weights < 0).any():
        row = int(np.argmax(weights < 0))
        raise ValueError(f"sample_weight is negative in row {row + 1}; weights must be at least 0")
    if not weights.any():
        raise ValueError("all sample weights are zero; give at least two rows a positive weight")
    return weights


def _check_values(table: Table, target: np.ndarray, name: str, rows: np.ndarray) -> None:
    missing = np.isnan(target)
    if missing.all():
        raise DataError(f"target {name!r} is missing (NaN) in every row; choose another target")
    if missing.any():
        raise DataError(
            f"target {name!r} is missing (NaN) in {int(missing.sum())} of {len(target)} rows, "
            f"first in row {rows[np.argmax(missing)] + 1}; remove them or pass missing='drop'"
        )
    infinite = np.isinf(target)
    if infinite.any():
        raise DataError(
            f"target {name!r} holds infinity (inf) in row {rows[np.argmax(infinite)] + 1}; mend it"
        )
    _check_finite(table, rows)


def _check_finite(table: Table, rows: np.ndarray) -> None:
    for column in table.columns:
        if not column.is_numeric:
            continue
        infinite = np.isinf(column.values)
        if infinite.any():
            raise DataError(
                f"column {column.name!r} holds infinity (inf) in row "
                f"{rows[np.argmax(infinite)] + 1}; mend it or mark it as missing"
            )
