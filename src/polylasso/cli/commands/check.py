"""`polylasso check`: what is in a table, before a fit."""

import click

from polylasso.cli.commands.fit import transforms
from polylasso.cli.options import column_options, json_option, reading_options
from polylasso.job.settings import ColumnChoice

__all__ = ["check"]


@click.command(short_help="Look at a table: outliers, repeats, leaks, size of the search.")
@click.argument("file", type=click.Path())
@click.option("--target", metavar="COLUMN", help="The column to predict.")
@json_option
@column_options
@reading_options
def check(
    file: str,
    target: str | None,
    as_json: bool,
    features: tuple[str, ...],
    exclude: tuple[str, ...],
    categorical: tuple[str, ...],
    transform: tuple[tuple[str, str], ...],
    missing: str,
) -> None:
    """Look at the table in FILE (CSV or Parquet; - is standard input) before a fit.

    Says what each column holds, which rows and columns repeat others, which column gives the
    target away, where the outliers are, and how many candidate terms there would be.
    """
    from polylasso.cli.checking import check_file

    choice = ColumnChoice(target, features, exclude)
    check_file(file, choice, categorical, transforms(transform), missing, as_json=as_json)
