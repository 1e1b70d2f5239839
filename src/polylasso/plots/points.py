"""Rows as points, whether there are ten or a million of them."""

from typing import Any

import numpy as np

from polylasso.plots.style import Theme

__all__ = ["draw_points", "draw_rug", "thinned"]

# More points than that are counted in hexagons.
MOST_POINTS = 5000
# More than that become pixels in a vector file.
MOST_VECTORS = 2000
# Marks of a rug that can be told apart.
MOST_MARKS = 300


def draw_points(ax: Any, x: np.ndarray, y: np.ndarray, look: Theme) -> None:
    """Draw a cloud of points; of many, how dense it is."""
    if len(x) > MOST_POINTS:
        _draw_density(ax, x, y, look)
        return
    ax.scatter(
        x,
        y,
        s=_size(len(x)),
        color=look.cycle[0],
        alpha=_opacity(len(x)),
        linewidths=0,
        rasterized=len(x) > MOST_VECTORS,
    )


def draw_rug(ax: Any, values: np.ndarray, look: Theme) -> None:
    """Mark where the values of a column are, at the foot of a picture."""
    shown = thinned(values[np.isfinite(values)], MOST_MARKS)
    ax.plot(
        shown,
        np.full(len(shown), 0.018),
        "|",
        transform=ax.get_xaxis_transform(),
        color=look.muted,
        markersize=6,
        markeredgewidth=0.7,
        alpha=0.8,
        zorder=1,
    )


def thinned(values: np.ndarray, most: int) -> np.ndarray:
    """Return values of which no two are closer than a part of the range, the ends included."""
    if len(values) == 0:
        return values
    low, high = values.min(), values.max()
    if high == low:
        return values[:1]
    cells = np.round((values - low) / (high - low) * most)
    _, first = np.unique(cells, return_index=True)
    return np.unique(np.append(values[first], [low, high]))


def _size(n_points: int) -> float:
    return float(np.clip(2500.0 / max(n_points, 1), 6.0, 28.0))


def _opacity(n_points: int) -> float:
    return float(np.clip(300.0 / max(n_points, 1), 0.15, 0.75))


def _colours(look: Theme) -> Any:
    """Return the part of viridis that stands out from the ground, faint to full."""
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap

    ends = (0.3, 1.0) if look.name == "dark" else (0.85, 0.0)
    return ListedColormap(colormaps["viridis"](np.linspace(*ends, 256)))


def _draw_density(ax: Any, x: np.ndarray, y: np.ndarray, look: Theme) -> None:
    # From faint to full in the direction of the ink: a lone point must still be seen.
    image = ax.hexbin(x, y, gridsize=55, bins="log", cmap=_colours(look), mincnt=1, linewidths=0.1)
    bar = ax.figure.colorbar(image, ax=ax, pad=0.02, aspect=30)
    bar.set_label("rows")
    bar.outline.set_visible(False)
