"""Accuracy against size and against time, beside published medians, as a picture."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.srbench.methods import METHODS
from benchmarks.srbench.published import ALL_PUBLISHED, ON_SETS_HERE
from benchmarks.srbench.summary import Overall

__all__ = ["Point", "draw", "published_levels", "published_points"]

Point = tuple[float, float]
PANELS = (("size", "size of the formula"), ("seconds", "seconds of training"))
# How far labels of points at almost the same height are kept apart, in points of the page.
LABEL_HEIGHT = 10.0


def published_points(figure: str) -> dict[str, Point]:
    """Return published medians by label, where both score and figure are known.

    The score over the sets that are here counts, where it is known; sizes and seconds are over all.

    Parameters
    ----------
    figure : {"size", "seconds"}
    """
    here = {each.method: each.r2 for each in ON_SETS_HERE}
    return {
        f"{each.method} (published)": (getattr(each, figure), here.get(each.method, each.r2))
        for each in ALL_PUBLISHED
        if each.r2 is not None and getattr(each, figure) is not None
    }


def published_levels(figure: str) -> dict[str, float]:
    """Return published scores on the sets that are here, where the figure is not known."""
    known = published_points(figure)
    levels = {f"{each.method} (published)": each.r2 for each in ON_SETS_HERE}
    return {label: r2 for label, r2 in levels.items() if label not in known}


def draw(medians: Mapping[str, Overall], path: Path) -> None:
    """Draw both panels.

    Parameters
    ----------
    medians : mapping of str to Overall
        By the name of the method.
    path : Path
        Of the PNG file.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 4.2), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    for panel, (name, label) in zip(panels, PANELS, strict=True):
        _panel(panel, medians, name)
        panel.set_xlabel(f"{label}, median over sets")
    panels[0].set_ylabel("R2 on rows held out, median over sets")
    figure.savefig(path, dpi=120)


def _panel(panel: Any, medians: Mapping[str, Overall], figure: str) -> None:
    panel.set_xscale("log")
    places = []
    for number, (name, found) in enumerate(medians.items()):
        place = getattr(found, figure), found.r2
        if place[0] is None or not np.isfinite(found.r2):  # its runs failed
            continue
        panel.plot(*place, marker="o", color=f"C{number}")
        places.append((METHODS[name].title, place, f"C{number}"))
    for label, place in published_points(figure).items():
        panel.plot(*place, marker="D", markerfacecolor="none", color="black")
        places.append((label, place, "black"))
    _label(panel, places)
    for label, r2 in published_levels(figure).items():
        panel.axhline(r2, color="grey", linewidth=0.8, linestyle=":")
        beside = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
        panel.annotate(label, (0, r2), xytext=(3, 2), fontsize=7, color="grey", **beside)


def _label(panel: Any, places: list[tuple[str, Point, str]]) -> None:
    """Write labels beside points, on the side where there is room, apart from one another."""
    panel.margins(0.12, 0.1)
    low, high = panel.get_xlim()
    pixels = panel.transData.transform([place for _, place, _ in places])
    points = pixels * 72 / panel.figure.dpi
    last = -LABEL_HEIGHT
    for number in np.argsort(points[:, 1]):
        label, place, color = places[number]
        beyond = points - points[number]
        crowded = (beyond[:, 0] > 0) & (np.abs(beyond[:, 1]) < LABEL_HEIGHT)
        left = place[0] > (low * high) ** 0.5 or crowded.any()
        last = max(points[number, 1], last + LABEL_HEIGHT)
        panel.annotate(
            label,
            place,
            xytext=(-6 if left else 6, last - points[number, 1]),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            fontsize=8,
            color=color,
        )
