"""`scripts/bench app`: the web page in a real browser, beside what it must reach."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.app import slider, starting
from benchmarks.machine import describe
from tests.browser import chrome

__all__ = ["main"]

PARTS = ("slider", "start")
RESULTS = Path("benchmarks/results")


def main(arguments: Sequence[str]) -> int:
    """Measure, write the result, print it; return 1 if a limit is not kept."""
    given = _parser().parse_args(arguments)
    parts = given.parts or PARTS
    result = {"machine": describe()}
    with chrome.launched(chrome.find()) as launched, launched.awake() as browser:
        if "slider" in parts:
            result["slider"] = slider.measure(browser)
        if "start" in parts:
            result["start"] = starting.measure(browser)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "app.json").write_text(json.dumps(result, indent=1) + "\n")
    lines = list(_lines(result))
    print("\n".join(text for text, _ in lines))
    return int(not all(kept for _, kept in lines))


def _lines(result: dict) -> list[tuple[str, bool]]:
    """Return lines to print, each with whether what it says is within its limit."""
    lines = []
    if "slider" in result:
        found = result["slider"]
        lines.append(
            (
                f"slider to picture: {found['terms']} terms, {found['alphas']} alphas, "
                f"{found['points']:,} points, {found['moves']} moves",
                True,
            )
        )
        lines.append(_line("  median", found["median_milliseconds"], slider.MEDIAN, "ms"))
        lines.append(_line("  95th percentile", found["p95_milliseconds"], slider.P95, "ms"))
    if "start" in result:
        found = result["start"]
        lines.append(_line("first screen, cold", found["cold_seconds"], starting.COLD, "s"))
        lines.append(_line("first screen, warm", found["warm_seconds"], starting.WARM, "s"))
    return lines


def _line(name: str, value: float, limit: float, unit: str) -> tuple[str, bool]:
    is_kept = value <= limit
    return f"{name}: {value:.1f} {unit} (at most {limit:g}{'' if is_kept else ': MISSED'})", is_kept


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench app", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="only these (default all)")
    parser.add_argument("--out", type=Path, default=RESULTS, help=f"folder (default {RESULTS})")
    return parser
