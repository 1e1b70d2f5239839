"""One column at a time: what it holds, its range, its shape, its outliers."""

import numpy as np

from polylasso.check.outliers import find_outliers
from polylasso.check.results import ColumnCheck, Outlier
from polylasso.check.shapes import skewness, suggest_transform
from polylasso.encoding.functions import FUNCTIONS
from polylasso.sources.table import Column

__all__ = ["check_column"]

_LISTED = 20


def check_column(column: Column, *, is_identifier: bool = False) -> ColumnCheck:
    """Look at one column.

    Parameters
    ----------
    column : Column
    is_identifier : bool
        Whether its levels are too many to be used.
    """
    if not column.is_numeric:
        return _labels(column, is_identifier)
    finite = column.values[np.isfinite(column.values)]
    n_missing = int(column.missing.sum())
    n_infinite = len(column.values) - n_missing - len(finite)
    if len(finite) == 0:
        return ColumnCheck(column.name, "empty", n_missing, 0, n_infinite)
    n_distinct = len(np.unique(finite))
    if n_distinct <= 2:
        kind, shape = ("constant", "binary")[n_distinct - 1], {}
    else:
        kind, shape = "numeric", _shape(column.values, finite, n_distinct)
    return ColumnCheck(
        column.name, kind, n_missing, n_distinct, n_infinite, **_range(finite), **shape
    )


def _labels(column: Column, is_identifier: bool) -> ColumnCheck:
    n_missing = int(column.missing.sum())
    n_distinct = len(np.unique(column.values)) - (n_missing > 0)
    kind = "identifier" if is_identifier else "categorical"
    if n_distinct <= 1:
        kind = ("empty", "constant")[n_distinct]
    return ColumnCheck(column.name, kind, n_missing, n_distinct)


def _range(finite: np.ndarray) -> dict[str, float]:
    with np.errstate(over="ignore"):
        mean = float(finite.mean())
    if not np.isfinite(mean):  # the sum overflowed
        mean = float((finite / len(finite)).sum())
    return {"lower": float(finite.min()), "mean": mean, "upper": float(finite.max())}


def _shape(values: np.ndarray, finite: np.ndarray, n_distinct: int) -> dict[str, object]:
    skew = skewness(finite)
    transform = suggest_transform(finite, skew, n_distinct)
    seen = FUNCTIONS[transform or "identity"].value(finite)
    rows = np.flatnonzero(np.isfinite(values))[find_outliers(seen)]
    listed = tuple(Outlier(int(row) + 1, float(values[row])) for row in rows[:_LISTED])
    return {
        "skewness": skew,
        "transform": transform,
        "n_outliers": len(rows),
        "outliers": listed,
    }
