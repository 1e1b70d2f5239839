"""`polylasso fit`: from a file to a scored formula."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from polylasso.cli.options import (
    FiniteRange,
    FoldCount,
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
from polylasso.job.settings import ColumnChoice, FitSettings

__all__ = ["FIT_OPTIONS", "fit", "fit_settings", "given_fit_options"]

_RELAX = {"auto": "auto", "yes": True, "no": False}


@click.command(short_help="Fit a formula to a table, and score it honestly.")
@click.argument("file", type=click.Path())
@click.option("--target", required=True, metavar="COLUMN", help="The column to predict.")
@click.option("-o", "--output", type=click.Path(), help="Write the model to this file (JSON).")
@click.option(
    "--explore",
    type=click.Path(),
    help="Write a page (HTML) on which a slider moves along the penalties; it needs no network.",
)
@json_option
@degree_options
@column_options
@reading_options
@click.option("--alpha", type=FiniteRange(0), help="Penalty; by default cross-validated.")
@rule_option
@click.option(
    "--relax",
    type=click.Choice(tuple(_RELAX)),
    default="auto",
    show_default=True,
    help="Refit the chosen terms without the penalty.",
)
@click.option(
    "--l1-ratio",
    type=FiniteRange(0, 1, min_open=True),
    default=1.0,
    show_default=True,
    help="Share of the L1 part of the penalty: below 1 it is the elastic net.",
)
@click.option(
    "--eps",
    type=FiniteRange(0, 1, min_open=True, max_open=True),
    default=1e-4,
    show_default=True,
    help="Least alpha of the grid over the largest.",
)
@click.option(
    "--max-terms",
    type=click.IntRange(1),
    help="Most terms of the formula; the search ends before the first that has more.",
)
@click.option(
    "--average",
    type=click.Choice(tuple(_RELAX)),
    default="auto",
    show_default=True,
    help="With --degree auto: average the formulas of the folds; auto does so with --rule min.",
)
@click.option(
    "--time-limit",
    type=FiniteRange(0, min_open=True),
    default=50.0,
    show_default=True,
    help="With --degree auto: seconds after which no larger dictionary is tried.",
)
@click.option(
    "--cv",
    type=FoldCount(),
    default="auto",
    show_default=True,
    help="Folds of shuffled rows (auto: 5; 10 in a search of the degree in 20 to 250 rows); "
    "time:N trains on the past and scores the future.",
)
@click.option("--groups", metavar="COLUMN", help="Keep rows of one group on one side of a split.")
@click.option("--weights", metavar="COLUMN", help="Weights of the rows, at least 0.")
@click.option(
    "--test-size",
    type=FiniteRange(0, 1, max_open=True),
    default=0.2,
    show_default=True,
    help="Share of the rows held out for the score; 0 for none.",
)
@click.option("--refit", is_flag=True, help="Once scored, fit again to all rows.")
@click.option(
    "--loss",
    type=click.Choice(("squared", "huber")),
    default="squared",
    show_default=True,
    help="With huber outliers in the target count less; takes several fits.",
)
@click.option(
    "--basis",
    type=click.Choice(("power", "legendre", "hermite")),
    default="power",
    show_default=True,
    help="Polynomials of numeric columns; the formula is in powers in any case. With --degree auto "
    "legendre unless hermite is asked for.",
)
@click.option(
    "--extrapolation",
    type=click.Choice(("auto", "extend", "clip", "hold", "linear", "error", "nan")),
    default="auto",
    show_default=True,
    help="Predictions outside the training range: clip takes the nearest inputs in range, hold "
    "keeps predictions within the range of the target, too. Auto is extend, with --degree auto "
    "hold unless straight lines are chosen.",
)
@click.option(
    "--unknown",
    type=click.Choice(("error", "baseline")),
    default="baseline",
    show_default=True,
    help="Labels not seen in training: refuse, or count as none and flag the row.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=42,
    show_default=True,
    help="Seed of the shuffles into held-out rows and folds.",
)
@click.option(
    "--checkpoint",
    type=click.Path(),
    help="Keep what is done in this file; the same command goes on from there. Removed at the end.",
)
@click.option("--jobs", type=int, help="Folds solved at a time; -1 for all cores.")
@memory_option
@click.pass_obj
def fit(
    session: Session,
    file: str,
    output: str | None,
    explore: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Fit a sparse polynomial to the table in FILE (CSV or Parquet; - is standard input).

    A part of the rows is held out (--test-size), equal rows always on one side, with time:N the
    last rows. The penalty is chosen by cross-validation on the others. The model that is printed
    and saved is the one that was scored on the rows held out, unless --refit is given.

    Ctrl-C ends the search for the penalty: the choice is made among what is done. A second one
    ends the run.
    """
    settings = fit_settings(options)
    from polylasso.cli.jobs import Outputs, fit_file

    outputs = Outputs(*(Path(name) if name else None for name in (output, explore)))
    fit_file(session, file, outputs, settings, as_json=as_json)


# What says how a model is fitted, not what is written or printed: other commands take it, too.
_OF_THIS_COMMAND = ("file", "target", "output", "explore", "as_json", "checkpoint")
FIT_OPTIONS = tuple(option for option in fit.params if option.name not in _OF_THIS_COMMAND)


def given_fit_options(ctx: click.Context) -> list[str]:
    """Return the options of a fit that were given on the command line."""
    return [
        option.opts[-1]
        for option in FIT_OPTIONS
        if ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    ]


def fit_settings(options: dict[str, Any]) -> FitSettings:
    """Return the options of the command as one value; refuse those that contradict each other."""
    degrees = chosen_degrees(options["degree"])
    _refuse_contradictions(options, degrees)
    shared = (
        "max_interaction",
        "truncation",
        "l1_ratio",
        "loss",
        "basis",
        "missing",
        "unknown",
        "extrapolation",
    )
    return FitSettings(
        columns=ColumnChoice(
            **{name: options[name] for name in ("target", "features", "exclude")},
            groups=options["groups"],
            weights=options["weights"],
        ),
        shared={
            **{name: options[name] for name in shared},
            "categorical": options["categorical"],
            "transform": transforms(options["transform"]) or None,
            "memory_limit": options["memory_limit"],
        },
        degrees=degrees,
        alpha=options["alpha"],
        folds=options["cv"],
        search={
            "rule": options["rule"],
            "relax": _RELAX[options["relax"]],
            "eps": options["eps"],
            "max_terms": options["max_terms"],
            "average": _RELAX[options["average"]],
            "time_limit": options["time_limit"],
            "n_jobs": options["jobs"],
        },
        test_size=options["test_size"],
        seed=options["seed"],
        refit=options["refit"],
        checkpoint=options["checkpoint"],
    )


def _refuse_contradictions(options: dict[str, Any], degrees: tuple[int | str, ...]) -> None:
    if options["alpha"] is not None and degrees == ("auto",):
        raise click.UsageError("--degree auto chooses the penalty, too; leave out --alpha")
    if options["alpha"] is not None and len(degrees) > 1:
        raise click.UsageError("--alpha takes one --degree; leave it out to choose among several")
    if options["alpha"] is not None and options["max_terms"] is not None:
        raise click.UsageError("--alpha and --max-terms exclude each other")
    if options["loss"] == "huber" and options["checkpoint"]:
        raise click.UsageError("--loss huber takes several fits and keeps no --checkpoint")
    if options["groups"] and options["cv"].in_time:
        raise click.UsageError("--groups and --cv time:N exclude each other")
    if options["jobs"] == 0:
        raise click.UsageError("--jobs must not be 0; -1 is all cores")
    if options["refit"] and options["test_size"] == 0.0:
        raise click.UsageError("--refit does nothing with --test-size 0: all rows are used anyway")
