"""Where rows lie beside the training range: which columns leave it, and by how much."""

from dataclasses import dataclass

import numpy as np

from polylasso.encoding import Encoded, encode
from polylasso.inspection.reference import column_of
from polylasso.model import PolynomialModel, outside_range
from polylasso.sources.table import Table
from polylasso.terms import Variable

__all__ = ["ColumnRange", "Excess", "RangeMap", "range_map"]


@dataclass(frozen=True, slots=True, eq=False)
class ColumnRange:
    """One column of some rows beside its training range.

    Parameters
    ----------
    variable : Variable
    positions : ndarray of shape (n_rows,)
        0 at the lower and 1 at the upper end of the training range; NaN where missing, and in a
        categorical column.
    outside : ndarray of bool, shape (n_rows,)
        Rows beyond the range, or with a level not seen in training.
    unseen : tuple of str
        Levels not seen in training, sorted.
    """

    variable: Variable
    positions: np.ndarray
    outside: np.ndarray
    unseen: tuple[str, ...] = ()

    @property
    def n_outside(self) -> int:
        """Number of rows outside."""
        return int(np.count_nonzero(self.outside))

    @property
    def furthest(self) -> float:
        """Largest distance from the range, over its width; 0 if none is outside, or of levels."""
        beyond = np.maximum(-self.positions, self.positions - 1.0)[self.outside]
        return float(np.max(beyond, initial=0.0)) if self.variable.kind != "categorical" else 0.0


@dataclass(frozen=True, slots=True)
class Excess:
    """A value outside the training range.

    Parameters
    ----------
    row : int
        Position of the row, from 0.
    variable : Variable
    value : float or str
    beyond : float or None
        By how much, in the units of the column: negative below, positive above the range; None
        for a level.
    """

    row: int
    variable: Variable
    value: float | str
    beyond: float | None


@dataclass(frozen=True, slots=True, eq=False)
class RangeMap:
    """Rows beside the training range of a model.

    Parameters
    ----------
    columns : tuple of ColumnRange
        Of the variables that a term uses, most rows outside first.
    outside : ndarray of bool, shape (n_rows,)
        Rows outside in some column, as `PolynomialModel.out_of_range` has them.
    table : Table
        The rows.
    """

    columns: tuple[ColumnRange, ...]
    outside: np.ndarray
    table: Table

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.outside)

    @property
    def n_outside(self) -> int:
        """Number of rows outside in some column."""
        return int(np.count_nonzero(self.outside))

    @property
    def share(self) -> float:
        """Share of the rows that are outside; 0 without a row."""
        return self.n_outside / self.n_rows if self.n_rows else 0.0

    def excesses(self, most: int | None = None) -> tuple[Excess, ...]:
        """Return the values outside, row by row; of the first rows, if there are more than asked.

        Parameters
        ----------
        most : int, default=None
            Number of rows; None for all.
        """
        rows = np.flatnonzero(self.outside)[:most]
        return tuple(
            _excess(int(row), column.variable, self.table)
            for row in rows
            for column in self.columns
            if column.outside[row]
        )


def range_map(model: PolynomialModel, table: Table) -> RangeMap:
    """Hold rows against the training range of the columns that a model uses.

    Parameters
    ----------
    model : PolynomialModel
    table : Table
        Rows to predict. Missing values are inside, but for a missing level where the model knows
        none.

    Raises
    ------
    DataError
        As in `PolynomialModel.out_of_range`.
    """
    missing = "drop" if model.missing == "error" else model.missing
    encoded = encode(table, model.active_variables, missing, "baseline")
    columns = [_column_range(encoded, one, table) for one in model.active_variables]
    columns.sort(key=lambda one: (-one.n_outside, -one.furthest))
    return RangeMap(tuple(columns), outside_range(encoded, model.active_variables), table)


def _column_range(encoded: Encoded, variable: Variable, table: Table) -> ColumnRange:
    outside = outside_range(encoded, (variable,))
    values = encoded.values[variable.name]
    if variable.kind == "categorical":
        column = column_of(table, variable)
        codes = np.unique(column.values[outside & ~column.missing])
        unseen = tuple(sorted(column.categories[code] for code in codes))
        return ColumnRange(variable, np.full(len(values), np.nan), outside, unseen)
    # Halved first: the width of a range of large numbers may overflow.
    half = variable.upper / 2.0 - variable.lower / 2.0
    positions = (values / 2.0 - variable.lower / 2.0) / half
    absent = table.column(variable.name).missing  # filled, where the model has an indicator
    return ColumnRange(variable, np.where(absent, np.nan, positions), outside)


def _excess(row: int, variable: Variable, table: Table) -> Excess:
    column = column_of(table, variable)
    value = column.values[row]
    if variable.kind == "categorical":
        label = column.categories[value] if value >= 0 else "(missing)"
        return Excess(row, variable, label, None)
    beyond = value - variable.upper if value > variable.upper else value - variable.lower
    return Excess(row, variable, float(value), float(beyond))
