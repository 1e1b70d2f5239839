"""A bar for those who wait: on a terminal only, and only if it takes long."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from polylasso.descent import Progress

__all__ = ["waiting"]

_PATIENCE = 2.0  # seconds


class _Told(Protocol):
    """How far some work is."""

    @property
    def share(self) -> float | None:
        """Share that is done, from 0 to 1; None if nobody knows."""


def _of_search(told: "Progress") -> str:
    """Say in few words, as the line must fit a terminal, where the search is."""
    from polylasso.descent import duration

    passes = f"{told.n_passes:,} passes, " if told.n_passes else ""
    left = "" if told.seconds_left is None else f", ~{duration(told.seconds_left)} left"
    return f"alpha {told.alpha:.3g}, {told.n_terms:,} terms, {passes}gap {told.gap:.0e}{left}"


@contextmanager
def waiting(
    what: str, details: Callable[[Any], str] = _of_search
) -> Iterator[Callable[[_Told], None]]:
    """Show what is being done and for how long, on standard error, from the third second on.

    Yields a function to call with the progress, of which `details` makes words; until then, and
    where its share is None, the bar only pulses.
    """
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    bar = _Bar(what, details)
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

    def __init__(self, what: str, details: Callable[[Any], str] = _of_search):
        self._what = what
        self._details = details
        self._lock = threading.Lock()
        self._display: Any = None
        self._is_over = False
        self._told: _Told | None = None

    def start(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from polylasso.report.console import make_console

        with self._lock:
            if self._is_over:
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(20),
                TimeElapsedColumn(),
                TextColumn("{task.fields[details]}"),
            )
            console = make_console(stderr=True)
            self._display = Progress(*columns, console=console, transient=True)
            self._display.add_task(self._what, total=None, details="")
            self._display.start()
            self._display.tasks[0].start_time -= _PATIENCE
            self._show()

    def tell(self, progress: _Told) -> None:
        """Take note of how far it is."""
        with self._lock:
            self._told = progress
            self._show()

    def _show(self) -> None:
        if self._display is not None and self._told is not None:
            self._display.update(
                self._display.tasks[0].id,
                total=None if self._told.share is None else 1.0,
                completed=self._told.share,
                details=self._details(self._told),
            )

    def stop(self) -> None:
        with self._lock:
            self._is_over = True
            if self._display is not None:
                self._display.stop()
