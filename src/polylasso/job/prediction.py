"""Predictions for the rows of a table, as two more columns of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from polylasso.errors import DataError
from polylasso.job.scores import unseen_levels
from polylasso.model import PolynomialModel
from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.table import Column, Table

__all__ = ["FLAG", "Predicted", "predict_table", "prediction_name", "read_for"]

# Name of the column that is true for rows outside the training range.
FLAG = "out_of_range"


@dataclass(frozen=True, slots=True, eq=False)
class Predicted:
    """A table with predictions.

    Parameters
    ----------
    table : Table
        The rows, with a column of predictions and a flag of those out of range at its end.
    predicted : ndarray of shape (n_rows,)
        NaN where there is no prediction.
    outside : ndarray of bool, shape (n_rows,)
    """

    table: Table
    predicted: np.ndarray
    outside: np.ndarray

    @property
    def n_outside(self) -> int:
        """Number of rows out of range."""
        return int(np.count_nonzero(self.outside))

    @property
    def n_empty(self) -> int:
        """Number of rows without a prediction."""
        return int(np.count_nonzero(np.isnan(self.predicted)))


def prediction_name(model: PolynomialModel) -> str:
    """Return what the column of predictions is called unless another name is asked for."""
    return f"{model.target_name}_predicted"


def predict_table(
    model: PolynomialModel,
    table: Table,
    column: str,
    flag: str = FLAG,
    *,
    refuse: bool = True,
) -> Predicted:
    """Predict all rows.

    Parameters
    ----------
    model : PolynomialModel
    table : Table
    column, flag : str
        Names that the table does not have.
    refuse : bool, default=True
        Whether rows that the model refuses are an error; otherwise they have no prediction: those
        with missing values, with unseen levels, or outside the training range.

    Raises
    ------
    DataError
        As in `PolynomialModel.predict`; without `refuse` only for what is wrong with the table,
        such as a column that is not there.
    """
    predicted = model.predict(table) if refuse else _predict_what_can_be(model, table)
    outside = model.out_of_range(table)
    new = (Column(column, predicted), Column(flag, outside.astype(np.intp), BOOLEAN_LABELS))
    return Predicted(Table((*table.columns, *new), table.n_rows), predicted, outside)


def _predict_what_can_be(model: PolynomialModel, table: Table) -> np.ndarray:
    lenient = replace(
        model,
        missing="drop" if model.missing == "error" else model.missing,
        unknown="baseline",
        extrapolation="nan" if model.extrapolation == "error" else model.extrapolation,
    )
    predicted = lenient.predict(table)
    if model.unknown == "error":
        predicted[unseen_levels(model, table)] = np.nan
    return predicted


def read_for(model: PolynomialModel, read: Callable[[Collection[str]], Table]) -> Table:
    """Read a table so that what was categorical in training is so again.

    Parameters
    ----------
    model : PolynomialModel
    read : callable
        Takes the columns to read as categories, and returns the table.

    Raises
    ------
    DataError
        If the file cannot be used, or a needed column is not there.
    """
    try:
        return read(_categorical(model, needed=False))
    except DataError:  # columns that no term uses may be absent
        return read(_categorical(model, needed=True))


def _categorical(model: PolynomialModel, needed: bool) -> Collection[str]:
    variables = model.active_variables if needed else model.variables
    return [variable.name for variable in variables if variable.kind == "categorical"]
