"""`polylasso app`: the web page."""

from typing import Any

import click

__all__ = ["app"]


@click.command(short_help="Open the web page: explore, fit and predict without code.")
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
@click.option("--max-terms", type=click.IntRange(1), help="Most candidate terms of a fit.")
@click.option("--fit-seconds", type=click.IntRange(1), help="How long a fit may take.")
@click.option("--fit-mb", type=click.IntRange(1), help="Memory of a fit.")
@click.option("--fits", type=click.IntRange(1), help="Fits at a time; others wait.")
def app(host: str, port: int, browser: bool, framed: bool, **limits: int | None) -> None:
    """Serve the web page until Ctrl-C.

    It opens with the vehicle CO2 table, and takes CSV, TSV, Parquet and Excel files. What visitors
    bring stays in memory and goes with their session.
    """
    from polylasso.app.launch import Address, launch

    launch(Address(host, port, browser, framed), _environment(limits))


def _environment(limits: dict[str, Any]) -> dict[str, str]:
    """Return the limits that were given, as the variables of the environment."""
    names = {"max_upload_mb": "UPLOAD_MB", "max_terms": "TERMS"}
    return {
        f"POLYLASSO_APP_{names.get(name, name.upper())}": str(value)
        for name, value in limits.items()
        if value is not None
    }
