"""The results without a common gap as Markdown: cross-validation, and FFX."""

from collections.abc import Sequence
from typing import Any

from benchmarks.tabular import table

__all__ = ["choices_table", "ffx_table"]

CHOICE_HEADER = (
    "problem",
    "by cross-validation",
    "learns inside the folds",
    "terms tried",
    "seconds",
    "in paths of polylasso",
    "ratio",
    "terms chosen",
    "alpha / largest",
    "peak MB",
)
FFX_HEADER = ("problem", "method", "seconds", "terms", "R2 held out", "peak MB")
OWN = "PolynomialLassoCV"


def choices_table(results: Sequence[dict[str, Any]], path_seconds: dict[str, float]) -> str:
    """Return the table of all ways to choose.

    Parameters
    ----------
    results : sequence of dict
    path_seconds : mapping of str to float
        Seconds of one path of polylasso, by problem.
    """
    rows = [
        _choice_row(result, chooser, path_seconds.get(result["problem"]))
        for result in results
        for chooser in result["choosers"]
    ]
    return table(CHOICE_HEADER, rows, left=3)


def _choice_row(result: dict[str, Any], chooser: str, path: float | None) -> list[str]:
    found, own = result["choosers"][chooser], result["choosers"].get(OWN, {}).get("seconds")
    first = [result["problem"], chooser]
    if "failure" in found:
        return [*first, "-", f"{result['terms']:,}", found["failure"], *["-"] * 5]
    seconds = found["seconds"]
    return [
        *first,
        found["learns"],
        f"{result['terms']:,}",
        f"{seconds:.3f}",
        f"{seconds / path:.1f}" if path else "-",
        f"{seconds / own:.1f}" if own else "-",
        str(found["terms"]),
        f"{found['alpha']:.4f}",
        f"{found['peak_megabytes']:.0f}",
    ]


def ffx_table(results: Sequence[dict[str, Any]]) -> str:
    """Return the table of FFX and polylasso."""
    rows = [
        [result["problem"], name, *_ffx_cells(found)]
        for result in results
        for name, found in result["solvers_apart"].items()
    ]
    return table(FFX_HEADER, rows, left=2)


def _ffx_cells(found: dict[str, Any]) -> list[str]:
    if "failure" in found:
        return [found["failure"], "-", "-", "-"]
    cells = [f"{found['seconds']:.2f}", str(found["terms"]), f"{found['r2']:.3f}"]
    return [*cells, f"{found['peak_megabytes']:.0f}"]
