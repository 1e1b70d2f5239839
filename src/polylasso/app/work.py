"""The work itself, in a process of its own. It knows no page: that process holds no Streamlit.

What is sent back is pickled, and read by the server: it comes from our own code only.
"""

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

from polylasso.descent import Progress
from polylasso.job import FitSettings, Fitted, fit_outcome, fit_table
from polylasso.job.comparing import Compared, compare_table
from polylasso.sources.table import Table

__all__ = ["Answer", "Tell", "Told", "compare_study", "fit_study", "serve"]

Tell = Callable[[object], object]
# ("told", progress), ("done", value) or ("failed", message).
Answer = tuple[str, Any]

# Seconds between two messages about the progress.
_BETWEEN = 0.1
# Of the memory that a process may have, what columns and work arrays may take.
_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """How far some work is: the share that is done, from 0 to 1, and what comes next."""

    share: float
    text: str


def serve(connection: Connection, n_bytes: int, work: Callable[..., Any], args: tuple) -> None:
    """Do the work, and send what is told, and at last what came of it.

    Parameters
    ----------
    connection : Connection
    n_bytes : int
        Memory that the process may take, beside what it has.
    work : callable
        Called with a function to tell progress to, and the arguments.
    args : tuple
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    with contextlib.suppress(OSError):
        os.nice(5)  # the page goes first
    limit_memory(n_bytes)
    try:
        answer: Answer = ("done", work(_teller(connection), *args))
    except MemoryError as error:
        answer = ("failed", str(error) or "memory ran out; lower the degree or leave out columns")
    except (ValueError, ImportError) as error:
        answer = ("failed", str(error))
    except Exception as error:
        traceback.print_exc()  # a fault of ours: for the log of the server
        answer = ("failed", f"something unexpected went wrong ({type(error).__name__})")
    connection.send(answer)
    connection.close()


def limit_memory(n_bytes: int) -> None:
    """Let this process ask for so much more address space, where the system can limit it."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + n_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _teller(connection: Connection) -> Tell:
    last = -_BETWEEN

    def tell(progress: object) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _BETWEEN:
            last = now
            connection.send(("told", progress))

    return tell


def fit_study(
    tell: Callable[[Progress], object], table: Table, settings: FitSettings, name: str, n_bytes: int
) -> tuple[Fitted, dict[str, Any]]:
    """Fit a table; return what was fitted and its outcome.

    Parameters
    ----------
    tell : callable
    table : Table
    settings : FitSettings
    name : str
        Of the table.
    n_bytes : int
        Memory that the fit may take.
    """
    begun = time.perf_counter()
    shared = {"memory_limit": _SHARE * n_bytes, **settings.shared}
    fitted = fit_table(table, replace(settings, shared=shared), tell)
    # The model is that of the settings; the caps are the server's, and the callback is of here.
    fitted.estimator.set_params(callback=None, memory_limit=settings.shared.get("memory_limit"))
    fitted = replace(fitted, settings=settings)
    return fitted, fit_outcome(fitted, name, time.perf_counter() - begun)


def compare_study(tell: Tell, table: Table, settings: FitSettings, n_bytes: int) -> Compared:
    """Compare models of a table, boosted trees among them.

    Parameters
    ----------
    tell : callable
        Told a `Told` before each model.
    table : Table
    settings : FitSettings
    n_bytes : int
        Memory that the comparison may take.
    """
    shared = {**settings.shared, "memory_limit": _SHARE * n_bytes}
    return compare_table(
        table,
        replace(settings, shared=shared),
        lambda step: tell(Told(step.share, step.name)),
    )
