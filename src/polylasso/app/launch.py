"""Start the web page: Streamlit on `main.py`, with options that are safe for strangers."""

import contextlib
import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polylasso.app.look import theme_options
from polylasso.errors import DataError, MissingExtraError
from polylasso.job import FitSettings

__all__ = ["Address", "Start", "launch"]

# In a folder of its own: Streamlit takes a folder called pages beside its script for its own.
MAIN = Path(__file__).with_name("script") / "main.py"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served, and for whom.

    Parameters
    ----------
    host : str
    port : int
    browser : bool
        Whether a browser is opened.
    framed : bool
        Whether the page will be shown in a frame of another site, to which the browser sends no
        cookies: then the protection against forged uploads must be off.
    """

    host: str = "localhost"
    port: int = 8501
    browser: bool = True
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """What the page opens with.

    Parameters
    ----------
    file : str or None
        A table or, without settings, a model; None is a sample table.
    settings : FitSettings or None
        How the table is fitted.
    """

    file: str | None = None
    settings: FitSettings | None = None


def launch(address: Address, environment: dict[str, str], start: Start) -> None:
    """Serve the page until it is interrupted.

    Parameters
    ----------
    address : Address
    environment : dict of str to str
        Variables to set for the server, such as its limits.
    start : Start

    Raises
    ------
    MissingExtraError
        If Streamlit is not installed.
    PolylassoError
        If a limit is not a number, or the file to open with or the port cannot be used.
    """
    os.environ.update(environment)
    bootstrap = _streamlit()
    from polylasso.app.limits import limits_from
    from polylasso.app.worker import prepare

    if start.file is not None:
        from polylasso.app.opening import open_with

        open_with(start.file, start.settings)
    _check_free(address)
    options = _options(address, limits_from(os.environ).upload_mb)
    prepare()
    threading.Thread(target=_fit_first, daemon=True).start()
    bootstrap.load_config_options(options)
    bootstrap.run(str(MAIN), False, [], options)


def _check_free(address: Address) -> None:
    """Raise DataError if nothing can listen there: Streamlit would end without a word of advice."""
    host = address.host.strip("[]")
    try:
        family, kind, *_, place = socket.getaddrinfo(host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server does: a port that was in use a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DataError(
            f"cannot serve on {host}, port {address.port}: {reason}; "
            "choose another --port or --host"
        ) from None


def _fit_first() -> None:
    """Fit the first sample while the server starts: the first visitor waits the less."""
    from polylasso.app import state

    with contextlib.suppress(DataError):  # the page says so to the visitor
        state.prepare()


def _streamlit() -> Any:
    try:
        from streamlit.web import bootstrap
    except ImportError as error:
        raise MissingExtraError(
            "the web page needs Streamlit: pip install 'polylasso[app]'"
        ) from error
    return bootstrap


def _options(address: Address, upload_mb: int) -> dict[str, Any]:
    """Return options of Streamlit by name, with _ for the dots."""
    return {
        "server_address": address.host,
        "server_port": address.port,
        "server_headless": not address.browser,
        "server_maxUploadSize": upload_mb,
        "server_enableXsrfProtection": not address.framed,
        "server_enableCORS": not address.framed,
        "server_fileWatcherType": "none",
        "server_runOnSave": False,
        "browser_gatherUsageStats": False,
        "client_showErrorDetails": "none",
        "client_showErrorLinks": "false",
        "client_toolbarMode": "minimal",
        "runner_magicEnabled": False,
        **theme_options(),
    }
