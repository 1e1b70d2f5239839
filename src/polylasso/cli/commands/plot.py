"""`polylasso plot`: a picture of a model file."""

from pathlib import Path
from typing import Any

import click

from polylasso.cli.settings import PictureSettings

__all__ = ["plot"]

_KINDS = ("importance", "effect", "surface", "actual", "residuals", "contributions", "ranges")
# What these need rows for.
_NEEDS = {
    "actual": "rows with the observed target",
    "residuals": "rows with the observed target",
    "contributions": "the row, and rows to compare it with",
    "ranges": "rows to hold against the training range",
}
# What a model file does not hold, and what in Python does.
_ELSEWHERE = {
    "path": "the path of alphas; in Python: CoefficientPathDisplay.from_estimator(fitted).plot()",
    "cv": "errors of cross-validation; in Python: CVCurveDisplay.from_estimator(fitted).plot()",
}


class PictureKind(click.Choice):
    """A kind of picture; those that a model file is not enough for are explained."""

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the kind."""
        if value in _ELSEWHERE:
            raise click.UsageError(f"a model file does not hold {_ELSEWHERE[value]}")
        return super().convert(value, param, ctx)


@click.command(short_help="Draw a picture of a saved model.")
@click.argument("model", type=click.Path(), metavar="MODEL.json")
@click.argument("kind", type=PictureKind(_KINDS), metavar="KIND")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    help="The picture: PNG, SVG or PDF, by the extension.",
)
@click.option(
    "--data",
    type=click.Path(),
    metavar="TABLE",
    help="Rows to draw, and to learn what is typical from; the last four kinds need them.",
)
@click.option(
    "--target", metavar="COLUMN", help="The observed column, other than the model has it."
)
@click.option(
    "--variable",
    multiple=True,
    metavar="COLUMN",
    help="What effect is drawn along, or the two columns of surface. Repeatable.",
)
@click.option(
    "--row",
    type=click.IntRange(1),
    metavar="N",
    help="The row of --data that contributions takes apart, counted from 1. [default: 1]",
)
@click.option("--theme", type=click.Choice(("light", "dark")), default="light", show_default=True)
@click.option("--dpi", type=click.IntRange(30, 1200), default=150, show_default=True)
def plot(
    model: str,
    kind: str,
    *,
    output: str,
    data: str | None,
    target: str | None,
    variable: tuple[str, ...],
    row: int | None,
    theme: str,
    dpi: int,
) -> None:
    """Draw a picture of the model in MODEL.json.

    \b
    importance     how large the terms are: on the rows of --data, or within the training range
    effect         the prediction along one column, or along the six that change it most
    surface        the prediction over two columns, by default those that interact most
    actual         observed values over predictions
    residuals      what is left, over predictions and over normal quantiles
    contributions  what each term adds to the prediction of --row, beside the mean of --data
    ranges         which rows of --data are outside the training range, column by column

    The columns that are not drawn are held at the medians and most frequent levels of --data;
    without it, at the middle of the training range and the first level.
    """  # noqa: D301 - the backspace tells click not to wrap
    _check_options(kind, data, target, variable)
    if row is not None and kind != "contributions":
        raise click.UsageError("--row goes with contributions only")
    from polylasso.cli.plotting import draw_file

    settings = PictureSettings(kind, Path(output), data, target, variable, theme, dpi, row or 1)
    draw_file(model, settings)


def _check_options(
    kind: str, data: str | None, target: str | None, variable: tuple[str, ...]
) -> None:
    compares = kind in ("actual", "residuals")
    if kind in _NEEDS and data is None:
        raise click.UsageError(f"{kind} needs {_NEEDS[kind]}: pass --data TABLE")
    if target is not None and not compares:
        raise click.UsageError("--target goes with actual and residuals only")
    if variable and kind not in ("effect", "surface"):
        raise click.UsageError("--variable goes with effect and surface only")
    if kind == "surface" and len(variable) not in (0, 2):
        raise click.UsageError(f"surface takes --variable twice, not {len(variable)} times")
