"""Long work of a session in a process of its own, which can be ended; a few of all at a time.

A thread of the server watches each process: it waits for its turn, hands on what the process
tells, and ends it when it is cancelled, takes too long, or when the session is gone.
"""

import multiprocessing
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

from polylasso.app.limits import Limits
from polylasso.app.turns import Turns
from polylasso.app.work import serve

__all__ = ["Cancelled", "Done", "Failed", "Running", "State", "Waiting", "Working", "prepare"]

# Seconds between looks at a process.
_LOOK = 0.1
# What a process finds loaded when it starts.
_LOADED = "polylasso.app.preload"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Others go first: so many."""

    ahead: int


@dataclass(frozen=True, slots=True)
class Working:
    """It is at work; `told` is what it told last, or None."""

    told: Any
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """It is done, with this value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """It came to nothing; the message says why and what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """It was ended because nobody wants it any more."""


State = Waiting | Working | Done | Failed | Cancelled


class Running:
    """Work that was begun. Once nobody holds it any more, it is ended.

    Parameters
    ----------
    limits : Limits
    work : callable
        A function of a module, called in the process with a function to tell progress to, and the
        arguments.
    *args : object
        Sent to the process.
    """

    def __init__(self, limits: Limits, work: Callable[..., Any], *args: Any):
        self._watch = _Watch(limits, work, args)
        threading.Thread(target=self._watch.run, daemon=True).start()
        self._gone = weakref.finalize(self, self._watch.cancelled.set)

    def poll(self) -> State:
        """Return how far it is."""
        return self._watch.state()

    def cancel(self) -> None:
        """End it."""
        self._watch.cancelled.set()


@dataclass(slots=True, eq=False)
class _Watch:
    """What the watching thread knows."""

    limits: Limits
    work: Callable[..., Any]
    args: tuple
    cancelled: threading.Event = field(default_factory=threading.Event)
    told: Any = None
    begun: float | None = None
    ended: State | None = None

    def state(self) -> State:
        if self.ended is not None:
            return self.ended
        if self.begun is not None:
            return Working(self.told, time.monotonic() - self.begun)
        return Waiting(_turns(self.limits.fits).ahead(self) or 0)

    def run(self) -> None:
        turns = _turns(self.limits.fits)
        if not turns.take(self, self.cancelled):
            self.ended = Cancelled()
            return
        try:
            self.begun = time.monotonic()
            self.ended = self._supervise()
        except Exception as error:
            self.ended = Failed(f"the fit could not be started ({type(error).__name__}); try again")
            raise
        finally:
            turns.leave()
            self.args = ()  # the table is not kept for the sake of the outcome

    def _supervise(self) -> State:
        ours, theirs = _context().Pipe(duplex=False)
        process = _context().Process(
            target=serve, args=(theirs, self.limits.fit_bytes, self.work, self.args), daemon=True
        )
        process.start()
        theirs.close()
        try:
            return self._listen(ours)
        except EOFError:
            return Failed(
                "the process of the fit was ended by the system, most likely for want of memory; "
                "lower the degree, or leave out columns or rows"
            )
        finally:
            process.kill()
            process.join()
            ours.close()

    def _listen(self, connection: Connection) -> State:
        deadline = time.monotonic() + self.limits.fit_seconds
        while not self.cancelled.is_set():
            if time.monotonic() > deadline:
                return Failed(
                    f"it took longer than the {self.limits.fit_seconds} s allowed here; lower the "
                    "degree, leave out columns or rows, or run polylasso on your own machine"
                )
            if not connection.poll(_LOOK):
                continue
            kind, value = connection.recv()
            if kind == "done":
                return Done(value)
            if kind == "failed":
                return Failed(value)
            self.told = value
        return Cancelled()


@cache
def _turns(places: int) -> Turns:
    return Turns(places)


@cache
def _context() -> BaseContext:
    """Return how processes start: from one that has the library loaded, where there is one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    return context


def prepare() -> None:
    """Load the library into the process that those of fits start from; it returns at once."""
    if _context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()
