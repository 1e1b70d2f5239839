"""What panels of curves over alpha share: axes, counts of terms, legends with plain names."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.plots.scales import log_alpha
from polylasso.plots.style import pyplot
from polylasso.plots.text import elided

__all__ = [
    "counts_above",
    "falling_alpha",
    "legend_below",
    "panel_row",
    "plain_legend",
    "shortened",
]

# Inches of a panel.
PANEL = (3.0, 4.2)
MOST_COLUMNS = 5
# Longer names are cut.
LONGEST = 40


def panel_row(ax: Any, n_panels: int) -> np.ndarray:
    """Return the axes that were given, or those of a new figure, which share the y axis."""
    if ax is None:
        size = (PANEL[0] * max(n_panels, 2), PANEL[1])
        made = pyplot().subplots(
            1, n_panels, sharey=True, squeeze=False, figsize=size, layout="constrained"
        )
        return made[1][0]
    panels = np.ravel(ax)
    if len(panels) != n_panels:
        raise ValueError(f"there are {n_panels} penalties; pass as many axes, not {len(panels)}")
    return panels


def falling_alpha(ax: Any, alphas: np.ndarray) -> None:
    """Let alpha decrease to the right, on a logarithmic axis."""
    log_alpha(ax, float(np.min(alphas)), float(np.max(alphas)))
    if not ax.xaxis_inverted():
        ax.invert_xaxis()
    ax.set_xlabel("alpha (decreasing)")
    if len(alphas) > 1:
        ax.set_xlim(alphas[0], alphas[-1])


def counts_above(
    ax: Any, alphas: np.ndarray, counts: np.ndarray, name: str, n_ticks: int = 4
) -> None:
    """Write the number of terms at some alphas above the axes."""
    places = np.unique(np.linspace(0, len(alphas) - 1, n_ticks).round().astype(int))
    above = ax.secondary_xaxis("top")
    above.set_xticks(alphas[places], [_count(counts[place]) for place in places])
    above.tick_params(length=3, which="major")
    above.minorticks_off()
    above.spines["top"].set_visible(False)
    above.set_xlabel(name, fontsize="small")


def _count(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def plain_legend(owner: Any, handles: Sequence[Any], names: Sequence[str], **options: Any) -> Any:
    """Add a legend whose names are taken as they are: no mathematics, no hidden underscores."""
    legend = owner.legend(handles, [str(place) for place in range(len(names))], **options)
    for text, name in zip(legend.get_texts(), names, strict=True):
        text.set_parse_math(False)
        text.set_text(shortened(name) if "\n" not in name else name)
    return legend


def legend_below(figure: Any, handles: Sequence[Any], names: Sequence[str]) -> None:
    """Put a legend below all panels, in as many columns as there is room for."""
    for columns in range(min(len(names), MOST_COLUMNS), 0, -1):
        legend = plain_legend(figure, handles, names, loc="outside lower center", ncols=columns)
        if legend.get_window_extent().width <= figure.bbox.width or columns == 1:
            return
        legend.remove()


def shortened(name: str) -> str:
    """Return a name on one line, cut where it is too long for a picture."""
    return elided(" ".join(name.split()), LONGEST)
