"""`polylasso space`: a model, or the web page, as a folder for the web; and its upload."""

from typing import Any

import click

from polylasso.cli.commands.fit import FIT_OPTIONS, fit_settings, given_fit_options

__all__ = ["space"]


@click.group(short_help="Put a model, or this page, on the web.")
def space() -> None:
    """Make folders for Hugging Face Spaces or your own server, and upload them.

    \b
    polylasso space export --kind static my-space --data cars.csv --target co2
    polylasso space push my-space --repo NAME          # says what it would do
    polylasso space push my-space --repo NAME --yes    # does it
    """  # noqa: D301 - the backspace tells click not to wrap


@space.command(short_help="Write a folder.")
@click.argument("folder", type=click.Path(), metavar="DIR")
@click.option(
    "--kind",
    type=click.Choice(("static", "docker", "server")),
    required=True,
    help="A page of one model; the application in a Docker Space; or on a server with Docker.",
)
@click.option("--model", type=click.Path(), metavar="MODEL.json", help="A saved model.")
@click.option("--data", type=click.Path(), metavar="TABLE", help="A table to fit (CSV, Parquet).")
@click.option("--target", metavar="COLUMN", help="The column of --data to predict.")
@click.option("--force", is_flag=True, help="Replace a folder that an earlier export made.")
@click.pass_context
def export(
    ctx: click.Context,
    folder: str,
    kind: str,
    model: str | None,
    data: str | None,
    target: str | None,
    force: bool,
    **options: Any,
) -> None:
    """Write the folder DIR, whole or not at all.

    \b
    static   index.html: predicts in the browser by a formula, opens from disk too; with --data
             also the explorer of its path, which a model file does not hold
    docker   the application for a Docker Space; opens with --data or --model, or with samples
    server   the same for your own server: Dockerfile and compose.yaml

    The other options say how --data is fitted, as in `polylasso fit`.
    """  # noqa: D301 - the backspace tells click not to wrap
    _check_source(ctx, kind, model, data, target)
    from polylasso.cli.spacing import Order, export_folder

    settings = fit_settings({**options, "target": target, "checkpoint": None}) if data else None
    export_folder(Order(kind, folder, model, data, settings, force))


export.params += FIT_OPTIONS


def _check_source(
    ctx: click.Context, kind: str, model: str | None, data: str | None, target: str | None
) -> None:
    if model and data:
        raise click.UsageError("--model and --data exclude each other")
    if kind == "static" and not (model or data):
        raise click.UsageError("a static page shows one model: pass --model or --data")
    if data and not target:
        raise click.UsageError("--data needs --target, the column to predict")
    given = [*(["--target"] if target else []), *given_fit_options(ctx)]
    if given and not data:
        raise click.UsageError(f"{given[0]} says how --data is fitted; pass --data, too")


@space.command(short_help="Upload a folder to a Space.")
@click.argument("folder", type=click.Path(), metavar="DIR")
@click.option("--repo", required=True, metavar="NAME", help="NAME, or OWNER/NAME, of the Space.")
@click.option("--private", is_flag=True, help="If the Space is new, hide it from others.")
@click.option("--yes", is_flag=True, help="Do it; without, say what would be done.")
def push(folder: str, repo: str, private: bool, yes: bool) -> None:
    """Upload the folder DIR to a Hugging Face Space, which is created where there is none.

    It uses the login of huggingface_hub (hf auth login).
    """
    from polylasso.cli.spacing import push_folder

    push_folder(folder, repo, private=private, yes=yes)
