"""How long a visitor waits for the fit of the table of vehicles, from the button to the formula."""

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.app.starting import drawn_page
from polylasso.datasets import load_co2
from polylasso.sources.writing import table_content
from tests.browser import serving, steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["measure"]

# Names of models, of which there are thousands: no column of a formula.
LEFT_OUT = ("Model",)
MOST_SECONDS = 300.0


def measure(browser: "Browser", repeats: int = 3) -> dict[str, Any]:
    """Upload the table, press the button, and wait for the formula.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    repeats : int, default=3
        Visitors one after the other; the median counts.
    """
    dataset = load_co2()
    names = [name for name in dataset.table.names if name not in LEFT_OUT]
    columns = [dataset.table.column(name) for name in names]
    content = table_content(columns, ".csv")
    with tempfile.TemporaryDirectory() as folder, serving.serve(Path(folder) / "log") as server:
        seconds = sorted(
            _fit(browser, server.url, content, dataset.target_name) for _ in range(repeats)
        )
    return {"rows": dataset.table.n_rows, "seconds": seconds[len(seconds) // 2]}


def _fit(browser: "Browser", address: str, content: bytes, target: str) -> float:
    page = drawn_page(browser, address)
    steps.upload(page, "cars.csv", content)
    steps.choose(page, "Predict", target)
    steps.turn_to(page, "Fit")
    steps.start_fit(page)
    begun = time.perf_counter()
    while not steps.is_fitted(page):
        if time.perf_counter() - begun > MOST_SECONDS:
            raise TimeoutError(f"no formula after {MOST_SECONDS:.0f} s")
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    page.context.close()
    return seconds
