"""A bar for those who wait: on a terminal only, and only if it takes long."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["waiting"]

_PATIENCE = 2.0  # seconds


@contextmanager
def waiting(what: str) -> Iterator[Callable[[float], None]]:
    """Show what is being done and for how long, on standard error, from the third second on.

    Yields a function to call with the share that is done; until then the bar only pulses.
    """
    if not sys.stderr.isatty():
        yield lambda share: None
        return
    bar = _Bar(what)
    timer = threading.Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        bar.stop()


class _Bar:
    """A bar that is started by one thread and stopped by another."""

    def __init__(self, what: str):
        self._what = what
        self._lock = threading.Lock()
        self._progress: Any = None
        self._is_over = False
        self._share: float | None = None

    def start(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from polylasso.report.console import make_console

        with self._lock:
            if self._is_over:
                return
            columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
            console = make_console(stderr=True)
            self._progress = Progress(*columns, console=console, transient=True)
            self._progress.add_task(self._what, total=None)
            self._progress.start()
            self._progress.tasks[0].start_time -= _PATIENCE
            self._show()

    def tell(self, share: float) -> None:
        """Take note of the share that is done."""
        with self._lock:
            self._share = share
            self._show()

    def _show(self) -> None:
        if self._progress is not None and self._share is not None:
            self._progress.update(self._progress.tasks[0].id, total=1.0, completed=self._share)

    def stop(self) -> None:
        with self._lock:
            self._is_over = True
            if self._progress is not None:
                self._progress.stop()
