"""Data frames and arrays to a `Table`: the door through which users' data come in memory."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.arrays import array_columns, refuse_sparse
from polylasso.sources.labels import as_categorical, label_of
from polylasso.sources.series import series_column
from polylasso.sources.table import Column, Table
from polylasso.sources.target import target_vector

__all__ = ["as_categorical", "check_distinct", "label_of", "target_vector", "to_table"]


def to_table(data: Any, names: Sequence[str] | None = None) -> Table:
    """Turn data in memory into a table.

    Parameters
    ----------
    data : array-like of shape (n_rows, n_columns), data frame or Table
        A NumPy array or a list of lists; a frame of pandas, polars, pyarrow or any other library
        that narwhals reads (a lazy one is collected); or what exports an Arrow stream.
    names : sequence of str, default=None
        Column names of an array, by default x0, x1, ...; a frame has its own.

    Returns
    -------
    Table
        In a frame, numbers are numeric; booleans, strings and categories are categorical; null
        and NaN are missing, the empty string is a category. Booleans of an array are numbers.

    Raises
    ------
    DataError
        If two columns share a name, or a column holds dates, lists or the like.
    TypeError
        If the data are sparse, or a cell is neither a number, a string nor missing.
    ValueError
        If an array is complex or not two-dimensional.
    """
    if isinstance(data, Table):
        return data
    refuse_sparse(data)
    frame = None if isinstance(data, (np.ndarray, list, tuple)) else _frame(data)
    columns = array_columns(data, names) if frame is None else _frame_columns(frame)
    check_distinct([column.name for column in columns])
    return Table(columns, len(data) if frame is None else len(frame))


def check_distinct(names: Sequence[str], where: str = "") -> None:
    """Raise DataError if two columns share a name."""
    if len(set(names)) < len(names):
        raise DataError(f"{where}{_repeated(names)}")


def _repeated(names: Sequence[str]) -> str:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    shown = ", ".join(map(repr, repeated[:5])) + (", ..." if len(repeated) > 5 else "")
    return f"more than one column is called {shown}; rename or drop one"


def _frame(data: Any) -> Any | None:
    """Return the data as a narwhals frame, or None if they are for NumPy to read."""
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

    try:
        frame = nw.from_native(data, allow_series=True)
    except TypeError:
        return _arrow_frame(data)
    except DuplicateError as error:
        raise DataError(_repeated([str(name) for name in _native_names(data)])) from error
    if isinstance(frame, nw.Series):
        raise ValueError(
            "Expected 2D data, got a 1D series instead. Reshape your data: "
            "use series.to_frame() if it is one column."
        )
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def _native_names(data: Any) -> Sequence[Any]:
    return data.column_names if hasattr(data, "column_names") else data.columns


def _arrow_frame(data: Any) -> Any | None:
    if not hasattr(data, "__arrow_c_stream__"):
        return None
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    return nw.from_native(pa.table(data))


def _frame_columns(frame: Any) -> tuple[Column, ...]:
    return tuple(series_column(series) for series in frame.iter_columns())
