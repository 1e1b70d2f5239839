"""Which columns of a table are features, target, groups and weights, and which rows serve."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.errors import DataError
from polylasso.job.settings import ColumnChoice
from polylasso.sources.frames import as_categorical, target_vector
from polylasso.sources.table import Column, Table

__all__ = ["Selected", "check_known", "select", "select_features", "with_labels"]


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """Rows and columns of a fit.

    Parameters
    ----------
    features : Table
    target : Column
        Numbers.
    groups : ndarray of int or None
        The same number for rows of one group.
    weights : ndarray of float or None
        Positive.
    n_dropped : int
        Rows left out, for missing values or a weight of zero.
    """

    features: Table
    target: Column
    groups: np.ndarray | None
    weights: np.ndarray | None
    n_dropped: int = 0

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self.features.n_rows

    @property
    def with_target(self) -> Table:
        """Features and target as one table."""
        return Table((*self.features.columns, self.target), self.n_rows)

    def take(self, rows: np.ndarray) -> "Selected":
        """Return some rows (a mask)."""
        return Selected(
            self.features.take(rows),
            self.target.take(rows),
            None if self.groups is None else self.groups[rows],
            None if self.weights is None else self.weights[rows],
            self.n_dropped,
        )


def select(table: Table, choice: ColumnChoice, missing: str) -> Selected:
    """Pick the columns of a fit; leave out rows that cannot count.

    Raises
    ------
    DataError
        If there is no such column, the target is no number, or a weight is negative.
    """
    features = select_features(table, choice)
    values, _ = target_vector(table.column(choice.target))
    everything = Selected(
        features,
        Column(choice.target, values),
        _groups(table, choice.groups),
        _weights(table, choice.weights),
    )
    keep = _counting(everything, missing)
    if keep.all():
        return everything
    kept = everything.take(keep)
    return Selected(
        kept.features, kept.target, kept.groups, kept.weights, int(np.count_nonzero(~keep))
    )


def with_labels(table: Table, names: Collection[str]) -> Table:
    """Return the table with the numbers of some columns as labels.

    The split of the rows then is that of a table that was read with them as labels.
    """
    if not any(column.is_numeric for column in table.columns if column.name in names):
        return table
    columns = (as_categorical(c) if c.name in names else c for c in table.columns)
    return Table(tuple(columns), table.n_rows)


def select_features(table: Table, choice: ColumnChoice) -> Table:
    """Return the columns that are features, in the order of the table."""
    others = [name for name in (choice.target, choice.groups, choice.weights) if name is not None]
    check_known([*others, *choice.exclude], table.names)
    wanted = _listed(choice.features, table.names)
    for name in wanted:
        if name in others:
            raise DataError(f"column {name!r} cannot be a feature and something else; name it once")
    kept = [
        column
        for column in table.columns
        if column.name not in (*others, *choice.exclude) and (not wanted or column.name in wanted)
    ]
    if not kept:
        raise DataError("no column is left to be a feature; exclude less, or give more columns")
    return Table(tuple(kept), table.n_rows)


def check_known(asked: Sequence[str], names: Sequence[str]) -> None:
    """Raise DataError for a name that is no column, with those that are close."""
    known = set(names)
    for name in asked:
        if name not in known:
            close = _close_names(name, names)
            raise DataError(f"there is no column {name!r}; {_advice(close, names)}")


def _close_names(name: str, names: Sequence[str]) -> list[str]:
    """Return the names that are close, or that contain it, whatever the case."""
    lowered = {other.lower(): other for other in names}
    close = difflib.get_close_matches(name.lower(), lowered, n=3)
    within = [other for other in lowered if name.lower() in other]
    return [lowered[other] for other in dict.fromkeys(close + within)][:3]


def _advice(close: Sequence[str], names: Sequence[str]) -> str:
    if close:
        return f"did you mean {' or '.join(map(repr, close))}?"
    more = ", ..." if len(names) > 20 else ""
    return f"the columns are {', '.join(map(repr, names[:20]))}{more}"


def _listed(features: Sequence[str], names: Sequence[str]) -> set[str]:
    """Split lists at their commas, but not names that hold one."""
    wanted = []
    for entry in features:
        wanted += [entry] if entry in names else entry.split(",")
    wanted = [name if name in names else name.strip() for name in wanted if name.strip()]
    check_known(wanted, names)
    return set(wanted)


def _groups(table: Table, name: str | None) -> np.ndarray | None:
    if name is None:
        return None
    column = table.column(name)
    if column.missing.any():
        row = int(np.argmax(column.missing)) + 1
        raise DataError(f"groups column {name!r} is missing in row {row}; fill or remove the row")
    return np.unique(column.values, return_inverse=True)[1]


def _weights(table: Table, name: str | None) -> np.ndarray | None:
    if name is None:
        return None
    column = table.column(name)
    if not column.is_numeric:
        raise DataError(f"weights column {name!r} must be numbers; it holds text")
    for wrong, what in (
        (~np.isfinite(column.values), "missing or infinite"),
        (column.values < 0, "negative"),
    ):
        if wrong.any():
            row = int(np.argmax(wrong)) + 1
            raise DataError(f"weights column {name!r} is {what} in row {row}; mend it")
    if not column.values.any():
        raise DataError(f"weights column {name!r} is zero in all rows; give some a weight above 0")
    return column.values


def _counting(selected: Selected, missing: str) -> np.ndarray:
    """Return the rows of positive weight and, where that is asked for, without missing values."""
    keep = np.ones(selected.n_rows, dtype=bool)
    if selected.weights is not None:
        keep &= selected.weights > 0
    if missing == "drop":
        keep &= ~selected.target.missing
        for column in selected.features.columns:
            if not column.missing.all():
                keep &= ~column.missing
    return keep
