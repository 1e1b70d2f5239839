"""NumPy arrays to columns and to a target. It has never heard of data frames."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.labels import factorise, label_of
from polylasso.sources.table import Column

__all__ = ["array_columns", "array_target", "is_missing", "object_column", "refuse_sparse"]

_SPARSE = (
    "Sparse data was passed, but dense data is required. "
    "Use '.toarray()' to convert to a dense numpy array."
)

# Rows of an array that are turned into columns at a time, so that they stay in cache.
ROWS_AT_ONCE = 1024
# An array of more bytes and columns is not copied: its columns are read where they lie. Of narrow
# ones a copy is small beside what a fit needs, and read much faster.
LARGE, WIDE = 1 << 24, 200


def array_columns(data: Any, names: Sequence[str] | None) -> tuple[Column, ...]:
    """Split a 2-D array, or what NumPy makes one of, into columns."""
    matrix = _as_dense(data)
    _check_two_dimensions(matrix)
    names = _column_names(matrix.shape[1], names)
    if matrix.dtype.kind in "biuf":
        rows = _rows_of_floats(matrix)
        return tuple(Column(name, row) for name, row in zip(names, rows, strict=True))
    _check_kind(matrix.dtype)
    columns = matrix.T.astype(object)
    return tuple(object_column(name, cells) for name, cells in zip(names, columns, strict=True))


def _rows_of_floats(matrix: np.ndarray) -> np.ndarray:
    """Return the columns as rows: of a copy that is read faster, or of the array if it is large."""
    if matrix.dtype == np.float64 and matrix.nbytes > LARGE and matrix.shape[1] > WIDE:
        return matrix.T
    if matrix.T.flags.c_contiguous:
        return np.asarray(matrix.T, dtype=np.float64)
    rows = np.empty(matrix.shape[::-1])
    for start in range(0, len(matrix), ROWS_AT_ONCE):
        chunk = slice(start, start + ROWS_AT_ONCE)
        rows[:, chunk] = matrix[chunk].T
    return rows


def array_target(data: Any) -> np.ndarray:
    """Turn one number per row into float64.

    Raises
    ------
    TypeError, ValueError
        If a cell is not a number; the caller names the cell.
    """
    values = _as_dense(data)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim != 1:
        raise ValueError(f"y should be a 1d array, got an array of shape {values.shape} instead.")
    if values.dtype.kind in "Mm":
        raise DataError(_DATES.format(where="the target"))
    return values.astype(np.float64)


def object_column(name: str, cells: np.ndarray) -> Column:
    """Make a column from Python objects: numbers if all are, otherwise labels."""
    try:
        return Column(name, cells.astype(np.float64))
    except (TypeError, ValueError):
        return factorise(name, [_label(cell, name) for cell in cells])


def refuse_sparse(data: Any) -> None:
    """Raise TypeError for a matrix or array of scipy.sparse."""
    if type(data).__module__.startswith("scipy.sparse"):
        raise TypeError(_SPARSE)


def _as_dense(data: Any) -> np.ndarray:
    """Return an array of real values; masked entries become NaN."""
    refuse_sparse(data)
    array = data.astype(float).filled(np.nan) if np.ma.isMaskedArray(data) else np.asarray(data)
    if array.dtype.kind == "c":
        raise ValueError(f"Complex data not supported\n{array}\n")
    return array


_DATES = "{where} holds dates or times; convert it to a number first, e.g. days since a date"


def _check_two_dimensions(matrix: np.ndarray) -> None:
    if matrix.ndim == 2:
        return
    if matrix.ndim > 2:
        raise ValueError(f"Found array with dim {matrix.ndim}, but 2 are expected.")
    kind = "1D" if matrix.ndim else "scalar"
    raise ValueError(
        f"Expected 2D array, got {kind} array instead. Reshape your data using "
        "array.reshape(-1, 1) if it has one column or array.reshape(1, -1) if it has one row."
    )


def _check_kind(dtype: np.dtype) -> None:
    if dtype.kind in "Mm":
        raise DataError(_DATES.format(where="the array"))
    if dtype.kind not in "OUT":
        raise DataError(f"an array of dtype {dtype} holds neither numbers nor strings")


def _column_names(n_columns: int, names: Sequence[str] | None) -> list[str]:
    if names is None:
        return [f"x{position}" for position in range(n_columns)]
    if len(names) != n_columns:
        raise DataError(f"{len(names)} names were given for {n_columns} columns; give one each")
    return [str(name) for name in names]


def _label(cell: Any, name: str) -> str | None:
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, (bool, np.bool_)):
        return str(bool(cell))
    if is_missing(cell):
        return None
    if hasattr(cell, "isoformat"):
        raise DataError(_DATES.format(where=f"column {name!r}"))
    return label_of(float(cell))


def is_missing(cell: Any) -> bool:
    """Whether a Python object stands for a missing value: None, NaN, NaT or the NA of pandas."""
    return cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell != cell
