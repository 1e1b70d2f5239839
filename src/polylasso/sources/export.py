"""Columns of numbers as the frames of other libraries."""

from collections.abc import Mapping
from typing import Any

import numpy as np

__all__ = ["to_arrow", "to_pandas"]


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
