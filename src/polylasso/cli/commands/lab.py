"""`polylasso lab`: optimisers to be looked at. It studies; `polylasso fit` makes models."""

from collections.abc import Callable

import click

from polylasso.cli.options import FiniteRange, column_options, json_option
from polylasso.cli.session import Session
from polylasso.cli.settings import LabSettings
from polylasso.job.settings import ColumnChoice

__all__ = ["lab"]

_THEME = click.option(
    "--theme", type=click.Choice(("light", "dark")), default="light", show_default=True
)


def _task_options(command: Callable) -> Callable:
    """Add the options that make the lasso of a table."""
    for option in (
        click.option(
            "--scaling",
            type=click.Choice(("library", "original")),
            default="library",
            show_default=True,
            help="What --alpha counts in: original is its lambda, divided by the rows.",
        ),
        click.option(
            "--alpha",
            type=FiniteRange(0, min_open=True),
            help="Penalty [default: a thousandth of the least without terms].",
        ),
        click.option(
            "--degree",
            type=click.IntRange(1, 10),
            default=2,
            show_default=True,
            help="Largest degree of a term.",
        ),
        click.option("--target", required=True, metavar="COLUMN", help="The column to predict."),
    ):
        command = option(command)
    return command


def _step_options(gap: float) -> Callable[[Callable], Callable]:
    """Return what adds the options that end an optimiser."""

    def add(command: Callable) -> Callable:
        for option in (
            click.option(
                "--max-iter",
                type=click.IntRange(1),
                default=100_000,
                show_default=True,
                help="Most steps.",
            ),
            click.option(
                "--gap",
                type=FiniteRange(0, 1, min_open=True, max_open=True),
                default=gap,
                show_default=True,
                help="Distance from the certified optimum at which it ends, over the mean's loss.",
            ),
        ):
            command = option(command)
        return command

    return add


@click.group(short_help="Look at optimisers: the original run again, a race, animations.")
def lab() -> None:
    """Look at how optimisers near the optimum that the exact solver certifies."""


@lab.command(short_help="Run the original's recipe on its data, beside the exact path.")
@json_option
@click.option(
    "--max-iter",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Most steps; its own end comes after about 4,500.",
)
@click.option(
    "--seed", type=click.IntRange(0), help="Of the first weights [default: those of the original]."
)
@click.option("--trace", type=click.Path(), help="Write the figures of its steps here (CSV).")
@click.pass_obj
def original(
    session: Session, as_json: bool, max_iter: int, seed: int | None, trace: str | None
) -> None:
    """Run the recipe of the original project: 6,188 columns, Adam, a smoothed sign.

    It takes about a minute and 600 MB; then the exact path is walked on the same rows. The table
    of vehicles is looked for as in `polylasso demo`.
    """
    from polylasso.cli.labbing import run_original

    run_original(session, max_iter, seed, trace, as_json=as_json)


@lab.command(short_help="Let optimisers run to a gap from the certified optimum.")
@click.argument("file", type=click.Path())
@_task_options
@column_options
@_step_options(1e-4)
@click.option("-o", "--output", type=click.Path(), help="Draw the race (.png, .svg or .pdf).")
@click.option(
    "--kind",
    type=click.Choice(("iterations", "gap")),
    default="iterations",
    show_default=True,
    help="Draw the iterations to the gap, or the gap over the iterations.",
)
@_THEME
@json_option
def race(file: str, output: str | None, kind: str, theme: str, as_json: bool, **options) -> None:
    """Race all optimisers on the table in FILE, on standardised terms and in their own units.

    Gradient descent, momentum, RMSprop and Adam with a smoothed sign, ISTA and FISTA, each at the
    rate that is safe for it; one that only swings there runs again at a tenth and a hundredth.
    """
    from polylasso.cli.labbing import race_file

    race_file(_settings(file, options), output, kind, theme, as_json=as_json)


@lab.command(short_help="Animate an optimiser as a GIF.")
@click.argument("file", type=click.Path())
@_task_options
@column_options
@_step_options(1e-6)
@click.option("-o", "--output", type=click.Path(), required=True, help="The animation (.gif).")
@click.option(
    "--kind",
    type=click.Choice(("cost", "coefficients")),
    default="cost",
    show_default=True,
    help="Show the gap to the optimum, or the coefficients.",
)
@click.option(
    "--optimiser",
    type=click.Choice(("gradient_descent", "momentum", "rmsprop", "adam", "ista", "fista")),
    default="adam",
    show_default=True,
)
@click.option(
    "--l1",
    type=click.Choice(("proximal", "subgradient", "smoothed")),
    help="Treatment of the L1 penalty [default: proximal for ista and fista, else smoothed].",
)
@click.option("--rate", type=FiniteRange(0, min_open=True), help="Learning rate [default: safe].")
@_THEME
def animate(
    file: str,
    output: str,
    kind: str,
    optimiser: str,
    l1: str | None,
    rate: float | None,
    theme: str,
    **options,
) -> None:
    """Run an optimiser on the table in FILE and write what it did as an animated GIF.

    Frames are chosen by progress, not by iteration. If the optimiser does not arrive at the gap
    within the steps, what it did until then is shown.
    """
    if optimiser in ("ista", "fista") and l1 not in (None, "proximal"):
        raise click.UsageError(f"{optimiser} is proximal: --l1 {l1} needs another --optimiser")
    from polylasso.cli.labbing import animate_file

    animate_file(_settings(file, options), output, kind, (optimiser, l1, rate), theme)


def _settings(file: str, options: dict) -> LabSettings:
    columns = {name: options.pop(name) for name in ("target", "features", "exclude")}
    return LabSettings(file, ColumnChoice(**columns), **options)
