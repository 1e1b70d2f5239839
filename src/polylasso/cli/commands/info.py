"""`polylasso info`: what a report of a fault should say of the machine."""

import click

from polylasso.cli.options import json_option

__all__ = ["info"]


@click.command(short_help="Show versions, threads and memory.")
@json_option
def info(as_json: bool) -> None:
    """Show the versions in use, the linear algebra, cores, free memory and the data folder."""
    from polylasso.cli.machine import describe_machine
    from polylasso.cli.printing import print_json
    from polylasso.report.text import visible

    facts = describe_machine()
    if as_json:
        print_json(facts)
        return
    width = max(map(len, facts))
    for name, value in facts.items():
        click.echo(f"{name:<{width}}  {visible(str(value))}")
