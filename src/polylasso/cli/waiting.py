"""A spinner for those who wait: on a terminal only, and only if it takes long."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["waiting"]

_PATIENCE = 2.0  # seconds


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show what is being done and for how long, on standard error, from the third second on."""
    if not sys.stderr.isatty():
        yield
        return
    spinner = _Spinner(what)
    timer = threading.Timer(_PATIENCE, spinner.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        spinner.stop()


class _Spinner:
    """A spinner that is started by one thread and stopped by another."""

    def __init__(self, what: str):
        self._what = what
        self._lock = threading.Lock()
        self._progress: Any = None
        self._is_over = False

    def start(self) -> None:
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        from polylasso.report.console import make_console

        with self._lock:
            if self._is_over:
                return
            columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
            console = make_console(stderr=True)
            self._progress = Progress(*columns, console=console, transient=True)
            self._progress.add_task(self._what, total=None)
            self._progress.start()
            self._progress.tasks[0].start_time -= _PATIENCE

    def stop(self) -> None:
        with self._lock:
            self._is_over = True
            if self._progress is not None:
                self._progress.stop()
