"""One line on standard error for those who wait."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from polylasso.descent.progress import Progress

__all__ = ["telling"]

# Seconds between two writings: on a terminal, and in a file that keeps every line.
SOON, LATER = 0.1, 5.0


@contextmanager
def telling(
    callback: Callable[[Progress], object] | None, verbose: bool
) -> Iterator[Callable[[Progress], object] | None]:
    """Yield what is to be called with progress: the callback, a line on standard error, or both."""
    if not verbose:
        yield callback
        return
    line = _Line(sys.stderr)

    def tell(progress: Progress) -> None:
        line.show(progress)
        if callback is not None:
            callback(progress)

    try:
        yield tell
    finally:
        line.close()


class _Line:
    """A line that is written over on a terminal, and now and then written anew elsewhere."""

    def __init__(self, stream: TextIO):
        self._stream = stream
        self._updates = stream.isatty()
        self._shown_at = -float("inf")
        self._pending: Progress | None = None

    def show(self, progress: Progress) -> None:
        """Write the progress, unless something was written a moment ago."""
        self._pending = progress
        now = time.monotonic()
        if now - self._shown_at >= (SOON if self._updates else LATER):
            self._shown_at = now
            self._write(progress)

    def close(self) -> None:
        """Write what was left unwritten, and leave the line."""
        if self._pending is not None:
            self._write(self._pending)
        if self._updates and self._shown_at > 0:
            self._stream.write("\n")
            self._stream.flush()

    def _write(self, progress: Progress) -> None:
        self._pending = None
        ends = ("\r", "\x1b[K") if self._updates else ("", "\n")
        self._stream.write(f"{ends[0]}polylasso: {progress}{ends[1]}")
        self._stream.flush()
