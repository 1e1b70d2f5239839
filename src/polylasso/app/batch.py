"""A file of rows, predicted: names of the new columns, counts, and scores. It draws nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from polylasso.inspection import Residuals, residuals
from polylasso.job.prediction import FLAG, Predicted, predict_table, prediction_name
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table

__all__ = ["Batch", "free_name", "predict_rows"]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Rows of a file with their predictions.

    Parameters
    ----------
    found : Predicted
    column, flag : str
        Names of the new columns.
    scores : Residuals or None
        Beside the target, if the file has it.
    """

    found: Predicted
    column: str
    flag: str
    scores: Residuals | None


def predict_rows(model: PolynomialModel, table: Table) -> Batch:
    """Predict what can be predicted of a table.

    Raises
    ------
    DataError
        If a column is not there or of another kind than in training.
    """
    column = free_name(prediction_name(model), table.names)
    flag = free_name(FLAG, (*table.names, column))
    found = predict_table(model, table, column, flag, refuse=False)
    return Batch(found, column, flag, _scores(model, table, found))


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: with a number at its end, if need be."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free


def _scores(model: PolynomialModel, table: Table, found: Predicted) -> Residuals | None:
    if model.target_name not in table.names or not table.column(model.target_name).is_numeric:
        return None
    actual = table.column(model.target_name).values
    pairs = residuals(actual, found.predicted, model.target_name)
    return pairs if pairs.n_rows else None
