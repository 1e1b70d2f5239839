"""How long a visitor waits for the first screen: of a server just started, and of one that runs."""

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser import serving, steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["drawn_page", "measure"]


def measure(browser: "Browser", repeats: int = 3) -> dict[str, Any]:
    """Start the application and open it; then open it again as other visitors.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    repeats : int, default=3
        Of the warm openings; the median counts.

    Returns
    -------
    dict
        Seconds from the start of the command to the drawn first page, and from the address to it.
    """
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with serving.serve(Path(folder) / "log.txt") as server:
            _open(browser, server.url)
            cold = time.perf_counter() - begun
            warm = sorted(_open(browser, server.url) for _ in range(repeats))
    return {"cold_seconds": cold, "warm_seconds": warm[len(warm) // 2]}


def _open(browser: "Browser", address: str) -> float:
    """Return the seconds until a new visitor sees the page drawn."""
    begun = time.perf_counter()
    page = drawn_page(browser, address)
    seconds = time.perf_counter() - begun
    page.context.close()
    return seconds


def drawn_page(browser: "Browser", address: str) -> "Page":
    """Open the page as a new visitor, and return it once it is drawn."""
    page = browser.new_context().new_page()
    page.goto(address)
    page.get_by_role("main").get_by_role("heading").first.wait_for()
    steps.settle(page)
    return page
