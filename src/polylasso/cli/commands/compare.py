"""`polylasso compare`: whether a polynomial is worth it, or a straight line or a black box is."""

from typing import Any

import click

from polylasso.cli.options import (
    FiniteRange,
    chosen_degrees,
    column_options,
    degree_options,
    json_option,
    memory_option,
    reading_options,
    rule_option,
    transforms,
)
from polylasso.cli.session import Session
from polylasso.job.settings import ColumnChoice, FitSettings, Folds

__all__ = ["compare"]


@click.command(short_help="Compare straight lines, polynomials and a black box.")
@click.argument("file", type=click.Path())
@click.option("--target", required=True, metavar="COLUMN", help="The column to predict.")
@json_option
@degree_options
@column_options
@reading_options
@rule_option
@click.option(
    "--folds",
    "--cv",
    "folds",
    type=click.IntRange(2),
    default=5,
    show_default=True,
    help="Folds of shuffled rows, the same for all models.",
)
@click.option(
    "--test-size",
    type=FiniteRange(0, 1, min_open=True, max_open=True),
    default=0.2,
    show_default=True,
    help="Share of the rows held out for the score.",
)
@click.option("--no-black-box", is_flag=True, help="Leave out the boosted trees.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=42,
    show_default=True,
    help="Seed of the shuffles into held-out rows and folds, and of the trees.",
)
@memory_option
@click.pass_obj
def compare(session: Session, file: str, as_json: bool, **options: Any) -> None:
    """Compare models of the table in FILE (CSV or Parquet; - is standard input).

    The mean, least squares, ridge, lasso, elastic net and relaxed lasso at degree 1 and at
    --degree, and boosted trees, on the same columns and rows: tuned by the same folds, and scored
    on the same rows held out, equal rows always on one side. With the seed of `polylasso fit` the
    relaxed lasso is the formula that it prints. One sentence says which is worth it.
    """
    from polylasso.cli.comparing import compare_file

    names = ("max_interaction", "truncation", "categorical", "missing", "memory_limit")
    settings = FitSettings(
        columns=ColumnChoice(**{name: options[name] for name in ("target", "features", "exclude")}),
        shared={
            **{name: options[name] for name in names},
            "transform": transforms(options["transform"]) or None,
        },
        degrees=_degrees(options["degree"]),
        folds=Folds(options["folds"]),
        search={"rule": options["rule"]},
        test_size=options["test_size"],
        seed=options["seed"],
    )
    compare_file(session, file, settings, black_box=not options["no_black_box"], as_json=as_json)


def _degrees(given: tuple[int | str, ...]) -> tuple[int | str, ...]:
    degrees = chosen_degrees(given)
    if degrees == ("auto",):
        raise click.UsageError("compare takes degrees; --degree auto is for polylasso fit")
    return degrees
