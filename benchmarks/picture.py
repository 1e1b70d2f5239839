"""Curves of the gap against time, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.solvers import SOLVERS

__all__ = ["curves", "draw"]


def curves(result: dict[str, Any]) -> dict[str, tuple[list[float], list[float]]]:
    """Return seconds and worst gaps of every solver, in the order of the tolerances."""
    return {
        solver: (
            [setting["seconds"] for setting in found["settings"]],
            [max(setting["gap"], 1e-16) for setting in found["settings"]],
        )
        for solver, found in result["solvers"].items()
        if found["settings"]
    }


def draw(results: Sequence[dict[str, Any]], path: Path) -> None:
    """Draw one panel per problem."""
    from matplotlib.figure import Figure

    columns = min(3, len(results))
    rows = -(-len(results) // columns)
    figure = Figure(figsize=(4.2 * columns, 3.2 * rows), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for panel, result in zip(axes, results, strict=False):
        _panel(panel, result)
    for panel in axes[len(results) :]:
        panel.set_axis_off()
    handles = {
        label: line
        for panel in axes[: len(results)]
        for line, label in zip(*panel.get_legend_handles_labels(), strict=True)
    }
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=6)
    figure.savefig(path, dpi=120)


def _panel(panel: Any, result: dict[str, Any]) -> None:
    for solver, (seconds, gaps) in curves(result).items():
        colour = f"C{list(SOLVERS).index(solver)}"
        panel.loglog(seconds, gaps, marker="o", markersize=4, label=solver, color=colour)
    panel.axhline(result["target"], color="grey", linewidth=0.8, linestyle=":")
    panel.set_title(f"{result['problem']}: {result['rows']:,} x {result['terms']:,}", fontsize=9)
    panel.set_xlabel("seconds")
    panel.set_ylabel("worst relative gap")
