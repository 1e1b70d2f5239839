"""Whose turn it is, where few may work at a time: first come, first served."""

import threading
from collections import deque

__all__ = ["Turns"]

# Seconds between looks at whether the one who waits has given up.
_LOOK = 0.2


class Turns:
    """A queue before a few places to work at, shared by threads.

    Parameters
    ----------
    places : int
    """

    def __init__(self, places: int):
        self._free = places
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()

    def ahead(self, ticket: object) -> int | None:
        """Return how many wait before a ticket; None for one that does not wait."""
        with self._changed:
            return self._queue.index(ticket) if ticket in self._queue else None

    def take(self, ticket: object, given_up: threading.Event) -> bool:
        """Wait for a place and take it; False if the one who waits has given up."""
        with self._changed:
            self._queue.append(ticket)
            while not given_up.is_set() and not (self._free and self._queue[0] is ticket):
                self._changed.wait(_LOOK)
            self._queue.remove(ticket)
            self._changed.notify_all()
            if given_up.is_set():
                return False
            self._free -= 1
            return True

    def leave(self) -> None:
        """Free a place."""
        with self._changed:
            self._free += 1
            self._changed.notify_all()
