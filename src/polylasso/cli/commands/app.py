"""`polylasso app`: the web page."""

from typing import Any

import click

from polylasso.cli.commands.fit import FIT_OPTIONS, fit_settings, given_fit_options

__all__ = ["app"]


_NAMES = {"max_upload_mb": "UPLOAD_MB", "max_candidates": "TERMS"}
_LIMITS = ("max_upload_mb", "max_candidates", "fit_seconds", "fit_mb", "fits")


@click.command(short_help="Open the web page: explore, fit and predict without code.")
@click.argument("file", type=click.Path(), required=False)
@click.option("--target", metavar="COLUMN", help="The column of the table in FILE to predict.")
@click.option("--host", default="localhost", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port."
)
@click.option("--browser/--no-browser", default=True, help="Open a browser.", show_default=True)
@click.option(
    "--framed",
    is_flag=True,
    help="The page stands in a frame of another site: no cookies, hence no XSRF protection.",
)
@click.option("--max-upload-mb", type=click.IntRange(1), help="Largest file [default: 50].")
@click.option("--max-candidates", type=click.IntRange(1), help="Most candidate terms of a fit.")
@click.option("--fit-seconds", type=click.IntRange(1), help="How long a fit may take.")
@click.option("--fit-mb", type=click.IntRange(1), help="Memory of a fit.")
@click.option("--fits", type=click.IntRange(1), help="Fits at a time; others wait.")
@click.pass_context
def app(
    ctx: click.Context,
    file: str | None,
    target: str | None,
    host: str,
    port: int,
    browser: bool,
    framed: bool,
    **options: Any,
) -> None:
    """Serve the web page until Ctrl-C.

    It opens with the vehicle CO2 table; with the table in FILE and its --target, fitted as the
    other options say, which are those of `polylasso fit`; or with the model in FILE. Visitors may
    load CSV, TSV, Parquet and Excel files. What they bring stays in memory and goes with their
    session.
    """
    is_model = file is not None and target is None and file.lower().endswith(".json")
    _check_file(ctx, file, target, is_model)
    limits = {name: options.pop(name) for name in _LIMITS}
    has_table = file is not None and not is_model
    settings = (
        fit_settings({**options, "target": target, "checkpoint": None}) if has_table else None
    )
    from polylasso.app.launch import Address, Start, launch

    launch(Address(host, port, browser, framed), _environment(limits), Start(file, settings))


app.params += FIT_OPTIONS


def _check_file(ctx: click.Context, file: str | None, target: str | None, is_model: bool) -> None:
    if file is not None and target is None and not is_model:
        raise click.UsageError("a table in FILE needs --target, the column to predict")
    given = given_fit_options(ctx) + (["--target"] if target else [])
    if given and (file is None or is_model):
        raise click.UsageError(f"{given[0]} says how the table in FILE is fitted; name a table")


def _environment(limits: dict[str, Any]) -> dict[str, str]:
    """Return the limits that were given, as the variables of the environment."""
    return {
        f"POLYLASSO_APP_{_NAMES.get(name, name.upper())}": str(value)
        for name, value in limits.items()
        if value is not None
    }
