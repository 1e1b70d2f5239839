"""Many visitors at once, each fitting a table of their own: seconds to answer, and memory."""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.app.tables import VisitorTable, visitor_table
from tests.browser import steps
from tests.browser.visits import Visit, open_visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.serving import Server

__all__ = ["Answer", "Crowd", "measure", "peak_memory"]

SECONDS_BETWEEN_LOOKS = 0.25
SECONDS_TO_WAIT = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What one visitor got.

    Parameters
    ----------
    table : VisitorTable
    seconds : float
        From the click on the button to the formula.
    words : str
        All text of the page.
    """

    table: VisitorTable
    seconds: float
    words: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """Answers of all visitors, and what they cost.

    Parameters
    ----------
    answers : tuple of Answer
    memory : int
        Most bytes that the processes of the server held at a time.
    """

    answers: tuple[Answer, ...]
    memory: int

    def mixed(self) -> list[str]:
        """Return a line for each visitor who does not read their own table, or reads another's."""
        marks = [answer.table.mark for answer in self.answers]
        return [
            f"{answer.table.mark} reads {seen}"
            for answer in self.answers
            if (seen := [mark for mark in marks if mark in answer.words]) != [answer.table.mark]
        ]

    def result(self) -> dict[str, Any]:
        """Return the figures as they are stored."""
        seconds = [answer.seconds for answer in self.answers]
        return {
            "visitors": len(self.answers),
            "median_seconds": statistics.median(seconds),
            "longest_seconds": max(seconds),
            "peak_megabytes": self.memory / 1e6,
            "mixed": self.mixed(),
        }


def measure(browser: "Browser", server: "Server", visitors: int, rows: int = 2000) -> Crowd:
    """Let visitors load tables, then fit all at the same time.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    server : Server
    visitors : int
    rows : int, default=2000
        Of each table.
    """
    tables = [visitor_table(number, rows) for number in range(visitors)]
    with peak_memory(server) as peak:
        visits = [_with_table(browser, server.url, table) for table in tables]
        answers = _fit_together(visits, tables)
        for visit in visits:
            visit.page.context.close()
    return Crowd(tuple(answers), peak.bytes)


def _with_table(browser: "Browser", address: str, table: VisitorTable) -> Visit:
    visit = open_visit(browser, address)
    steps.settle(visit.page)
    steps.upload(visit.page, table.name, table.content)
    steps.turn_to(visit.page, "Fit")
    return visit


def _fit_together(visits: list[Visit], tables: list[VisitorTable]) -> list[Answer]:
    """Click on every page, then read every answer, the first ones while others still wait."""
    clicked = []
    for visit in visits:
        steps.start_fit(visit.page)
        clicked.append(time.perf_counter())
    waiting = dict(enumerate(visits))
    deadline = time.monotonic() + SECONDS_TO_WAIT
    answers: dict[int, Answer] = {}
    while waiting:
        for number, visit in list(waiting.items()):
            if steps.is_fitted(visit.page):
                seconds = time.perf_counter() - clicked[number]
                words = steps.words(visit.page)
                answers[number] = Answer(tables[number], seconds, words)
                del waiting[number]
        lost = f"{len(waiting)} of {len(visits)} visitors got no answer"
        assert time.monotonic() < deadline, lost
        visits[0].page.wait_for_timeout(250)  # looking takes the time of both cores too
    return [answers[number] for number in range(len(visits))]


@dataclass(slots=True)
class Peak:
    """The most memory seen so far."""

    bytes: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self, server: "Server") -> None:
        """Look at a server until stopped."""
        while not self.stopped.wait(SECONDS_BETWEEN_LOOKS):
            self.bytes = max(self.bytes, server.memory())


@contextmanager
def peak_memory(server: "Server") -> Iterator[Peak]:
    """Note the most memory that the processes of a server hold during the block."""
    peak = Peak()
    watcher = threading.Thread(target=peak.watch, args=(server,), daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        peak.stopped.set()
        watcher.join()
