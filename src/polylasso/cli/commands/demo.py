"""`polylasso demo`: the main job on a table that comes along."""

import click

from polylasso.cli.options import json_option
from polylasso.cli.session import Session

__all__ = ["demo"]


@click.command(short_help="Fit the vehicle CO2 table, to see what comes out.")
@json_option
@click.pass_obj
def demo(session: Session, as_json: bool) -> None:
    """Fit the emissions of 7,385 vehicles, from the file that POLYLASSO_DATA or the cache holds.

    Without that file, and without a network to fetch it, the diabetes study of Efron et al.
    (2004), which scikit-learn carries, takes its place.
    """
    from polylasso.cli.jobs import fit_demo

    fit_demo(session, as_json=as_json)
