"""`scripts/bench app`: the web page in a real browser, beside what it must reach."""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.app import fitting, sessions, slider, starting
from benchmarks.machine import describe
from tests.browser import chrome, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["Line", "lines_of", "main"]

RESULTS = Path("benchmarks/results")
VISITORS, MEGABYTES = 20, 3000.0


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside its limit.

    Parameters
    ----------
    name, unit : str
    value, limit : float
    """

    name: str
    value: float
    limit: float
    unit: str

    @property
    def is_kept(self) -> bool:
        """Whether the value is within the limit."""
        return self.value <= self.limit

    def __str__(self):
        missed = "" if self.is_kept else ": MISSED"
        return f"{self.name}: {self.value:.1f} {self.unit} (at most {self.limit:g}{missed})"


def main(arguments: Sequence[str]) -> int:
    """Measure, write the result, print it; return 1 if a limit is not kept."""
    given = _parser().parse_args(arguments)
    result: dict[str, Any] = {"machine": describe()}
    with chrome.launched(chrome.find()) as launched, launched.awake() as browser:
        for part in given.parts or PARTS:
            result[part] = PARTS[part](browser)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "app.json").write_text(json.dumps(result, indent=1) + "\n")
    lines = lines_of(result)
    print("\n".join(map(str, lines)))
    return int(not all(line.is_kept for line in lines))


def _sessions(browser: "Browser") -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, serving.serve(Path(folder) / "log") as server:
        return sessions.measure(browser, server, VISITORS).result()


PARTS: dict[str, Callable[["Browser"], dict[str, Any]]] = {
    "slider": slider.measure,
    "start": starting.measure,
    "fit": fitting.measure,
    "sessions": _sessions,
}


def lines_of(result: dict[str, Any]) -> list[Line]:
    """Return what was measured, each figure beside its limit."""
    lines = []
    if found := result.get("slider"):
        name = f"slider to picture, {found['terms']} terms, {found['points']:,} points"
        lines += [
            Line(f"{name}, median", found["median_milliseconds"], slider.MEDIAN, "ms"),
            Line(f"{name}, 95th percentile", found["p95_milliseconds"], slider.P95, "ms"),
        ]
    if found := result.get("start"):
        lines += [
            Line("first screen of a new server", found["cold_seconds"], starting.COLD, "s"),
            Line("first screen of a running server", found["warm_seconds"], starting.WARM, "s"),
        ]
    if found := result.get("fit"):
        name = f"fit of {found['rows']:,} rows on the page"
        lines.append(Line(name, found["seconds"], fitting.SECONDS, "s"))
    if found := result.get("sessions"):
        name = f"{found['visitors']} visitors fitting at once"
        lines += [
            Line(f"{name}, memory of the server", found["peak_megabytes"], MEGABYTES, "MB"),
            Line(f"{name}, who saw another's table", len(found["mixed"]), 0, "visitors"),
        ]
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench app", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="only these (default all)")
    parser.add_argument("--out", type=Path, default=RESULTS, help=f"folder (default {RESULTS})")
    return parser
