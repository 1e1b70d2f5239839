"""One series of a data frame to a `Column`. It has never heard of tables."""

from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.arrays import is_missing, object_column
from polylasso.sources.labels import BOOLEAN_LABELS, coded_column, factorise, label_of
from polylasso.sources.table import Column

__all__ = ["dictionary_column", "series_column"]


def series_column(series: Any) -> Column:
    """Turn a narwhals series into a column, by its dtype."""
    import narwhals.stable.v2 as nw

    dtype = series.dtype
    name = "" if series.name is None else str(series.name)
    if dtype.is_numeric():
        return Column(name, _floats(series))
    if series.null_count() == len(series):
        return Column(name, np.full(len(series), np.nan))
    if dtype == nw.Boolean:
        return _boolean_column(name, series)
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return _text_column(name, series)
    if dtype == nw.Object:
        return _object_series(name, series)
    raise DataError(_unusable(name, series))


def _floats(series: Any) -> np.ndarray:
    import narwhals.stable.v2 as nw

    return np.ascontiguousarray(series.cast(nw.Float64).to_numpy(), dtype=np.float64)


def _boolean_column(name: str, series: Any) -> Column:
    codes = series.fill_null(False).to_numpy().astype(np.intp)
    codes[series.is_null().to_numpy()] = -1
    return coded_column(name, BOOLEAN_LABELS, codes)


def _text_column(name: str, series: Any) -> Column:
    import narwhals.stable.v2 as nw

    native = series.to_native()
    if series.implementation.is_pandas():
        codes, distinct = native.factorize()
        return coded_column(name, [_spelling(label) for label in distinct.tolist()], codes)
    if series.implementation.is_pyarrow() and series.dtype == nw.Categorical:
        return dictionary_column(name, native)
    return factorise(name, series.cast(nw.String).to_list())


def dictionary_column(name: str, values: Any) -> Column:
    """Make a column from a chunked Arrow array of dictionary type."""
    chunks = values.unify_dictionaries().chunks
    if not chunks:
        return Column(name, np.empty(0, dtype=np.intp), ())
    labels = [_spelling(label) for label in chunks[0].dictionary.to_pylist()]
    codes = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in chunks]
    return coded_column(name, labels, np.concatenate(codes).astype(np.intp))


def _spelling(label: Any) -> str | None:
    if label is None or isinstance(label, str):
        return label
    if isinstance(label, (bool, np.bool_)):
        return str(bool(label))
    return label_of(label) if isinstance(label, (int, float)) else str(label)


def _object_series(name: str, series: Any) -> Column:
    cells = np.fromiter(series.to_list(), dtype=object, count=len(series))
    kinds = {type(cell) for cell in cells if not is_missing(cell)}
    if kinds and kinds <= {bool, np.bool_}:
        return factorise(name, [None if is_missing(cell) else str(bool(cell)) for cell in cells])
    if any("date" in kind.__name__.lower() for kind in kinds):
        raise DataError(_unusable(name, series))
    return object_column(name, cells)


def _unusable(name: str, series: Any) -> str:
    import narwhals.stable.v2 as nw

    temporal = series.dtype.is_temporal() or series.dtype == nw.Object
    native = getattr(series.to_native(), "dtype", None) or getattr(series.to_native(), "type", "?")
    if temporal:
        return (
            f"column {name!r} holds dates or times ({native}); "
            "convert it to a number first, e.g. days since a date, or leave it out"
        )
    return f"column {name!r} has dtype {native}, neither numbers nor labels; convert or drop it"
