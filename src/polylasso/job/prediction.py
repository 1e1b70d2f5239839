"""Predictions for the rows of a table, as two more columns of it."""

from dataclasses import dataclass

import numpy as np

from polylasso.model import PolynomialModel
from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.table import Column, Table

__all__ = ["FLAG", "Predicted", "predict_table", "prediction_name"]

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


def predict_table(model: PolynomialModel, table: Table, column: str, flag: str = FLAG) -> Predicted:
    """Predict all rows.

    Parameters
    ----------
    model : PolynomialModel
    table : Table
    column, flag : str
        Names that the table does not have.

    Raises
    ------
    DataError
        As in `PolynomialModel.predict`.
    """
    predicted, outside = model.predict(table), model.out_of_range(table)
    new = (Column(column, predicted), Column(flag, outside.astype(np.intp), BOOLEAN_LABELS))
    return Predicted(Table((*table.columns, *new), table.n_rows), predicted, outside)
