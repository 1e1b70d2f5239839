"""`scripts/bench app`: the web page in a real browser, beside what it must reach."""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.app import fitting, sessions, slider, starting
from benchmarks.app.lines import lines_of
from benchmarks.machine import describe
from tests.browser import chrome, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["main"]

RESULTS = Path("benchmarks/results")
VISITORS = 20


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench app", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="only these (default all)")
    parser.add_argument("--out", type=Path, default=RESULTS, help=f"folder (default {RESULTS})")
    return parser
