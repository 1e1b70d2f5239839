"""Find Chromium and run it under Playwright, beside tests that use asyncio themselves."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox",  # it cannot be had by root in a container; the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",  # /dev/shm of a container is too small for it
    "--disable-quic",
    "--no-first-run",
    # It asks no other machine for anything, so that requests are those of our pages.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


class NotInstalledError(Exception):
    """No Chromium on this machine."""


def find() -> str:
    """Return the path of Chromium: POLYLASSO_CHROMIUM, or the first on PATH."""
    chosen = os.environ.get("POLYLASSO_CHROMIUM")
    for name in [chosen] if chosen else NAMES:
        if path := shutil.which(name):
            return path
    if chosen:
        raise NotInstalledError(f"POLYLASSO_CHROMIUM names no program: {chosen}")
    raise NotInstalledError(
        "Chromium is not installed. Install it, on Debian: "
        "sudo apt-get install chromium fonts-dejavu-core, or set POLYLASSO_CHROMIUM to its path"
    )


@dataclass(frozen=True, slots=True)
class Launched:
    """A running Chromium and the event loop in which Playwright talks to it."""

    browser: "Browser"
    loop: asyncio.AbstractEventLoop

    @contextmanager
    def awake(self) -> Iterator["Browser"]:
        """Give the browser to one test.

        Between its calls Playwright leaves its loop marked as the running one of this thread.
        Other tests could then start none of their own, so the mark is only there in here.
        """
        asyncio._set_running_loop(self.loop)
        try:
            yield self.browser
        finally:
            asyncio._set_running_loop(None)


@contextmanager
def launched(executable: str) -> Iterator[Launched]:
    """Run Chromium until the end of the block."""
    from playwright.sync_api import expect, sync_playwright

    # A busy machine with two cores may take long to answer; five seconds are the default.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        launch = Launched(browser, asyncio.get_running_loop())
        asyncio._set_running_loop(None)
        try:
            yield launch
        finally:
            asyncio._set_running_loop(launch.loop)
            browser.close()
