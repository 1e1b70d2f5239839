"""Rows of a table in terms of learnt variables: numbers, level numbers, missing masks."""

from dataclasses import dataclass

import numpy as np

from polylasso.encoding.functions import FUNCTIONS
from polylasso.errors import DataError
from polylasso.sources.labels import as_categorical
from polylasso.sources.table import Column, Table
from polylasso.terms import Variable

__all__ = ["Encoded", "encode"]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Rows in terms of variables.

    Parameters
    ----------
    values : dict of str to ndarray of shape (n_rows,)
        Numeric and binary: the value, filled where missing. Categorical: number of the level in
        `Variable.levels`, -1 for none of them.
    missing : dict of str to ndarray of bool
        Masks of the variables that have an indicator.
    unusable : ndarray of bool
        Rows with a missing value that cannot be filled; their prediction is NaN.
    """

    values: dict[str, np.ndarray]
    missing: dict[str, np.ndarray]
    unusable: np.ndarray

    def take(self, rows: slice | np.ndarray) -> "Encoded":
        """Return some rows; of a slice as views."""
        return Encoded(
            {name: values[rows] for name, values in self.values.items()},
            {name: mask[rows] for name, mask in self.missing.items()},
            self.unusable[rows],
        )


def encode(
    table: Table, variables: tuple[Variable, ...], missing: str = "error", unknown: str = "error"
) -> Encoded:
    """Encode rows.

    Parameters
    ----------
    table : Table
        Must have a column for every variable; others are ignored.
    variables : tuple of Variable
    missing : {"error", "indicator", "drop"}
        A missing value raises, takes the training mean, or makes the row unusable.
    unknown : {"error", "baseline"}
        A level not seen in training raises, or counts as no level at all.

    Raises
    ------
    DataError
        Naming columns, rows and remedies.
    """
    values, masks = {}, {}
    unusable = np.zeros(table.n_rows, dtype=bool)
    for variable in variables:
        column = _column(table, variable)
        absent = column.missing
        if absent.any():
            _check_missing(table, variables, missing)
            if missing == "drop":
                unusable |= absent
        if variable.missing:
            masks[variable.name] = absent
        values[variable.name] = (
            _levels(column, variable, unknown)
            if variable.kind == "categorical"
            else _numbers(column, variable, absent)
        )
    return Encoded(values, masks, unusable)


def _column(table: Table, variable: Variable) -> Column:
    try:
        column = table.column(variable.name)
    except KeyError:
        raise DataError(
            f"column {variable.name!r} is needed but not there; "
            f"the columns are {', '.join(map(repr, table.names[:20]))}"
        ) from None
    if variable.kind == "categorical":
        return as_categorical(column) if column.is_numeric else column
    if column.is_numeric:
        return column
    if column.missing.all():
        return Column(column.name, np.full(table.n_rows, np.nan))
    text = column.categories[int(column.values[~column.missing][0])]
    raise DataError(
        f"column {variable.name!r} was numeric in training but holds text such as {text!r}"
    )


def _check_missing(table: Table, variables: tuple[Variable, ...], missing: str) -> None:
    if missing != "error":
        return
    counts = {v.name: int(_column(table, v).missing.sum()) for v in variables}
    found = ", ".join(f"{name!r} ({count})" for name, count in counts.items() if count)
    raise DataError(
        f"missing values (NaN) in columns {found}; fill them, "
        "or pass missing='indicator' or missing='drop'"
    )


def _numbers(column: Column, variable: Variable, absent: np.ndarray) -> np.ndarray:
    values = np.where(absent, variable.fill, column.values) if absent.any() else column.values
    for transform in variable.transforms:
        if transform == "identity":
            continue
        with np.errstate(invalid="ignore"):
            wrong = ~FUNCTIONS[transform].allows(values) & ~np.isnan(values)
        if wrong.any():
            row = int(np.argmax(wrong))
            raise DataError(
                f"transform {transform!r} of column {variable.name!r} needs "
                f"{FUNCTIONS[transform].domain}, but row {row + 1} holds {values[row]:g}"
            )
    return values


def _levels(column: Column, variable: Variable, unknown: str) -> np.ndarray:
    position = {level: number for number, level in enumerate(variable.levels)}
    # The last entry serves code -1, missing.
    lookup = np.array([position.get(label, -2) for label in column.categories] + [-1])
    levels = lookup[column.values]
    unseen = levels == -2
    if not unseen.any():
        return levels
    if unknown == "error" and variable.levels:
        row = int(np.argmax(unseen))
        raise DataError(
            f"column {variable.name!r} has a level not seen in training: "
            f"{column.categories[column.values[row]]!r} in row {row + 1} "
            f"({int(unseen.sum())} rows in all); the levels are "
            f"{', '.join(map(repr, variable.levels[:20]))}; "
            "pass unknown='baseline' to count it as none of them"
        )
    return np.where(unseen, -1, levels)
