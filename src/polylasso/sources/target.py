"""The target as numbers, whatever holds it."""

from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.arrays import array_target, is_missing, refuse_sparse
from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.series import series_column
from polylasso.sources.table import Column

__all__ = ["target_vector"]


def target_vector(y: Any) -> tuple[np.ndarray, str | None]:
    """Turn a target into numbers.

    Parameters
    ----------
    y : array-like of shape (n_rows,), series, frame of one column, or Column
        Numbers; booleans count as 0 and 1. Missing values become NaN and are not refused here.

    Returns
    -------
    values : ndarray of shape (n_rows,)
        float64.
    name : str or None
        Name of the series or column, if it has one.

    Raises
    ------
    DataError
        If a value is not a number: its row is counted from 1.
    ValueError
        If there is more than one column, or the target is complex.
    """
    refuse_sparse(y)
    series = None if isinstance(y, (np.ndarray, list, tuple, Column)) else _series(y)
    if isinstance(y, Column):
        column = y
    elif series is None:
        return _array_target(y), None
    else:
        column = series_column(series)
    name = column.name or None
    return (column.values if column.is_numeric else _labels_as_numbers(column)), name


def _series(data: Any) -> Any | None:
    """Return the data as a narwhals series, or None if they are for NumPy to read."""
    import narwhals.stable.v2 as nw

    try:
        series = nw.from_native(data, allow_series=True)
    except TypeError:
        return None
    if isinstance(series, nw.Series):
        return series
    frame = series.collect() if isinstance(series, nw.LazyFrame) else series
    if frame.shape[1] != 1:
        raise ValueError(f"y should be a 1d array, got an array of shape {frame.shape} instead.")
    return next(frame.iter_columns())


def _array_target(y: Any) -> np.ndarray:
    try:
        return array_target(y)
    except DataError:
        raise
    except (TypeError, ValueError):
        cells = np.asarray(y)
        if cells.dtype.kind not in "OUT":
            raise
    return _cells_as_numbers("the target", cells.ravel())


def _labels_as_numbers(column: Column) -> np.ndarray:
    categories = column.categories or ()
    if set(categories) <= set(BOOLEAN_LABELS):
        return np.array([*(label == "True" for label in categories), np.nan])[column.values]
    cells = np.array([*categories, None], dtype=object)[column.values]
    where = f"target {column.name!r}" if column.name else "the target"
    return _cells_as_numbers(where, cells)


def _cells_as_numbers(where: str, cells: np.ndarray) -> np.ndarray:
    numbers = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        if is_missing(cell):
            continue
        try:
            numbers[row] = float(cell)
        except (TypeError, ValueError):
            raise DataError(
                f"{where} must be numbers, but row {row + 1} holds {cell!r}; "
                "mend it, or choose another target"
            ) from None
    return numbers
