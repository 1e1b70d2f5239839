"""`polylasso predict`: a column of predictions for new rows."""

from pathlib import Path

import click

__all__ = ["predict"]


@click.command(short_help="Add predictions to a table.")
@click.argument("model", type=click.Path(), metavar="MODEL.json")
@click.argument("file", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="CSV, Excel (.xlsx) or Parquet, by the extension; default: CSV to stdout.",
)
@click.option("--column", metavar="NAME", help="Name of the new column.")
@click.option(
    "--extrapolation",
    type=click.Choice(("extend", "clip", "hold", "linear", "error", "nan")),
    help="Predictions outside the training range, other than the model has it.",
)
@click.option(
    "--unknown",
    type=click.Choice(("error", "baseline")),
    help="Labels not seen in training, other than the model has it.",
)
def predict(
    model: str,
    file: str,
    output: str | None,
    column: str | None,
    extrapolation: str | None,
    unknown: str | None,
) -> None:
    """Predict the rows of FILE by the model in MODEL.json.

    The table comes out with two more columns: the prediction, called after the target with
    "_predicted" unless --column names it, and out_of_range, which is true for rows outside the
    training range of a column of the model, or with a label that it has not seen.
    """
    from polylasso.cli.predicting import predict_file

    chosen = {"extrapolation": extrapolation, "unknown": unknown}
    changes = {name: value for name, value in chosen.items() if value is not None}
    predict_file(model, file, Path(output) if output else None, column, changes)
