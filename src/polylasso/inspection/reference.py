"""The point at which the other variables are held while the effect of one is looked at."""

import math
from collections.abc import Mapping

import numpy as np

from polylasso.errors import DataError
from polylasso.model import PolynomialModel
from polylasso.sources.labels import as_categorical
from polylasso.sources.table import Column, Table
from polylasso.terms import Variable

__all__ = [
    "Reference",
    "code_of",
    "column_of",
    "find_variable",
    "reference_point",
    "table_at",
]

# A number or a level for every variable of the model.
Reference = Mapping[str, float | str]


def reference_point(model: PolynomialModel, table: Table | None = None) -> Reference:
    """Return a typical point, for every variable that a term uses.

    Parameters
    ----------
    model : PolynomialModel
    table : Table, default=None
        Rows that tell what is typical: the median of a numeric variable, the most frequent value
        of a binary and the most frequent level of a categorical one. Without, what the model
        remembers: the training mean if it is known, otherwise the middle of the training range;
        the first level.

    Returns
    -------
    dict of str to float or str

    Raises
    ------
    DataError
        If the table lacks a column, holds text for numbers, or has no known value in it.
    """
    if table is None:
        return {variable.name: _remembered(variable) for variable in model.active_variables}
    return {
        variable.name: _TYPICAL[variable.kind](variable, column_of(table, variable))
        for variable in model.active_variables
    }


def find_variable(model: PolynomialModel, name: str) -> Variable:
    """Return the variable of a name.

    Raises
    ------
    DataError
        If the model has none of that name.
    """
    for variable in model.variables:
        if variable.name == name:
            return variable
    names = ", ".join(repr(variable.name) for variable in model.variables[:20])
    raise DataError(f"the model has no variable {name!r}; it has {names or 'none'}")


def column_of(table: Table, variable: Variable) -> Column:
    """Return the column of a variable, categorical if the variable is.

    Raises
    ------
    DataError
        If there is none, or it holds text where the variable is numeric.
    """
    if variable.name not in table.names:
        raise DataError(
            f"column {variable.name!r} is needed but not there; "
            f"the columns are {', '.join(map(repr, table.names[:20]))}"
        )
    column = table.column(variable.name)
    if variable.kind == "categorical":
        return as_categorical(column)
    if not column.is_numeric:
        raise DataError(f"column {variable.name!r} was numeric in training but holds text")
    return column


def code_of(variable: Variable, label: object) -> int:
    """Return the number of a level.

    Raises
    ------
    DataError
        If the variable has no such level.
    """
    if not variable.levels:
        return 0
    if label not in variable.levels:
        raise DataError(
            f"column {variable.name!r} has no level {label!r}; "
            f"the levels are {', '.join(map(repr, variable.levels[:20]))}"
        )
    return variable.levels.index(label)


def table_at(model: PolynomialModel, point: Mapping[str, float | str | None]) -> Table:
    """Return a table with one row, of the variables that a term uses.

    Parameters
    ----------
    model : PolynomialModel
    point : mapping of str to float, str or None
        A value for each of them. None is missing; a level that the model does not have stays what
        it is, for the model to judge.
    """
    columns = tuple(_one_value(one, point[one.name]) for one in model.active_variables)
    return Table(columns, 1)


def _one_value(variable: Variable, value: float | str | None) -> Column:
    if variable.kind != "categorical":
        return Column(variable.name, np.array([math.nan if value is None else float(value)]))
    if value is None:
        return Column(variable.name, np.array([-1]), variable.levels)
    return Column(variable.name, np.array([0]), (str(value),))


def _remembered(variable: Variable) -> float | str:
    if variable.kind == "categorical":
        return variable.levels[0] if variable.levels else ""
    if variable.kind == "binary":
        return variable.lower
    return variable.fill if math.isfinite(variable.fill) else _middle(variable)


def _middle(variable: Variable) -> float:
    # Halved first: the sum of two large numbers may overflow.
    return variable.lower / 2.0 + variable.upper / 2.0


def _median(variable: Variable, column: Column) -> float:
    return float(np.median(_present(variable, column)))


def _more_frequent(variable: Variable, column: Column) -> float:
    values = _present(variable, column)
    is_upper = np.abs(values - variable.upper) < np.abs(values - variable.lower)
    return variable.upper if 2 * np.count_nonzero(is_upper) > len(values) else variable.lower


def _most_frequent(variable: Variable, column: Column) -> str:
    if not variable.levels:
        return ""
    counts = np.bincount(column.values[~column.missing], minlength=len(column.categories))
    counted = dict(zip(column.categories, counts, strict=False))
    best = max(variable.levels, key=lambda level: counted.get(level, 0))
    if not counted.get(best, 0):
        raise DataError(f"column {variable.name!r} holds none of the levels of the model")
    return best


def _present(variable: Variable, column: Column) -> np.ndarray:
    values = column.values[np.isfinite(column.values)]
    if values.size == 0:
        raise DataError(f"column {variable.name!r} holds no number; give rows that have one")
    return values


_TYPICAL = {"numeric": _median, "binary": _more_frequent, "categorical": _most_frequent}
