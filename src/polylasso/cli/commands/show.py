"""`polylasso show`: what is in a model file."""

import click

from polylasso.cli.options import json_option

__all__ = ["show"]


@click.command(short_help="Show the formula of a saved model, and its scores.")
@click.argument("model", type=click.Path(), metavar="MODEL.json")
@json_option
@click.option("--latex", is_flag=True, help="Print the formula in LaTeX and nothing else.")
@click.option("--full", is_flag=True, help="Print all terms with all digits.")
def show(model: str, as_json: bool, latex: bool, full: bool) -> None:
    """Show the formula, the scores, the proof and the settings of a model."""
    if as_json and latex:
        raise click.UsageError("--json and --latex exclude each other")
    from polylasso.cli.showing import show_file

    show_file(model, as_json=as_json, latex=latex, full=full)
