"""Columns as the frames of other libraries."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.table import Column

__all__ = ["arrow_table", "to_arrow", "to_pandas"]


def to_arrow(columns: Mapping[str, np.ndarray]) -> Any:
    """Return columns of numbers as a pyarrow.Table."""
    import pyarrow as pa

    return pa.table({name: pa.array(values) for name, values in columns.items()})


def to_pandas(columns: Mapping[str, np.ndarray]) -> Any:
    """Return columns of numbers as a pandas.DataFrame.

    Raises
    ------
    ImportError
        If pandas is not installed.
    """
    try:
        return to_arrow(columns).to_pandas()
    except ImportError as error:
        raise ImportError("to_pandas needs pandas: pip install pandas; or use to_arrow") from error


def arrow_table(columns: Sequence[Column]) -> Any:
    """Return columns of numbers and of labels as a pyarrow.Table; labels as a dictionary."""
    import pyarrow as pa

    return pa.table({column.name: _arrow_array(column) for column in columns})


def _arrow_array(column: Column) -> Any:
    import pyarrow as pa

    if column.is_numeric:
        return pa.array(column.values, from_pandas=True)
    codes = pa.array(column.values, mask=column.missing)
    if column.categories and set(column.categories) <= set(BOOLEAN_LABELS):
        return pa.array([label == "True" for label in column.categories]).take(codes)
    return pa.DictionaryArray.from_arrays(
        codes.cast(pa.int32()), pa.array(column.categories, pa.string())
    )
