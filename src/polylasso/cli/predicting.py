"""Predictions for the rows of a file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from polylasso.cli.jobs import check_output
from polylasso.cli.printing import note
from polylasso.cli.waiting import waiting
from polylasso.errors import DataError
from polylasso.job.prediction import FLAG, Predicted, predict_table, prediction_name, read_for
from polylasso.model import PolynomialModel
from polylasso.modelfile import load_model
from polylasso.report.text import count_of
from polylasso.sources.files import read_table, write_table
from polylasso.sources.table import Table

__all__ = ["predict_file", "read_rows"]


def predict_file(
    model_file: str,
    file: str,
    output: Path | None,
    column: str | None,
    changes: Mapping[str, str],
) -> None:
    """Write the table of a file with predictions and the flag of rows out of range.

    Raises
    ------
    PolylassoError
        If a file cannot be used, or the columns of the model are not there.
    """
    if output is not None and str(output) != "-":
        check_output(output, file, model_file)
    model = replace(load_model(model_file).model, **changes)
    table = read_rows(file, model)
    name = column or prediction_name(model)
    _refuse_taken(table, (name, FLAG))
    with waiting("predicting"):
        found = predict_table(model, table, name)
    write_table(found.table, "-" if output is None else output)
    _tell(found)


def read_rows(file: str, model: PolynomialModel) -> Table:
    """Read a file so that what was categorical in training is so again.

    Columns that no term uses may be absent.

    Raises
    ------
    DataError
        If the file cannot be used, or a needed column is not there.
    """
    return read_for(model, lambda categorical: read_table(file, categorical=categorical))


def _refuse_taken(table: Table, names: tuple[str, str]) -> None:
    if names[0] == names[1]:
        raise DataError(f"--column {names[0]!r} is the name of the flag; choose another")
    for name in names:
        if name in table.names:
            advice = "rename it" if name == FLAG else "choose another name with --column"
            raise DataError(f"the table has a column {name!r} already; {advice}")


def _tell(found: Predicted) -> None:
    if found.n_outside:
        rows = count_of(len(found.predicted), "row")
        note(f"{found.n_outside:,} of {rows} out of the range of the training data; see {FLAG}")
    if found.n_empty:
        rows = count_of(found.n_empty, "row")
        note(f"{rows} without a prediction: missing values, or out of range")
