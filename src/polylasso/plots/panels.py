"""What several displays share: a title with notes, a message on an empty picture, their rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.model import PolynomialModel
from polylasso.plots.style import Theme
from polylasso.plots.text import wrapped
from polylasso.sources.frames import to_table
from polylasso.sources.table import Table

__all__ = ["draw_legend", "draw_title", "given_axes", "narrow", "own_rows", "say_nothing_to_draw"]

# Letters of a title in an inch.
_LETTERS = 14


def draw_title(ax: Any, lines: Sequence[str], *, own_figure: bool) -> None:
    """Write lines above a picture, at its left; empty ones are left out.

    In a figure of their own they begin at its edge, however far in the axes begin.
    """
    width = ax.figure.get_figwidth() if own_figure else ax.bbox.width / ax.figure.dpi
    text = "\n".join(wrapped(line, int(width * _LETTERS)) for line in lines if line)
    if text and own_figure:
        ax.figure.suptitle(text, x=0.01, ha="left", fontsize=9.5)
    elif text:
        ax.set_title(text, loc="left", fontsize=9.5)


def draw_legend(ax: Any, look: Theme, **where: Any) -> Any:
    """Draw a legend whose ground hides the lines behind it."""
    return ax.legend(
        frameon=True, facecolor=look.ground, edgecolor="none", framealpha=0.85, **where
    )


def say_nothing_to_draw(ax: Any, message: str, look: Theme) -> None:
    """Write in the middle of a picture why it is empty."""
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center", color=look.muted)


def narrow(figure: Any, share: float) -> None:
    """Make a figure narrower while its letters keep their size, as a phone needs it.

    Parameters
    ----------
    figure : matplotlib Figure
        Drawn by a display of its own figure.
    share : float
        New over old width.
    """
    width = figure.get_figwidth()
    figure.set_figwidth(share * width)
    lines = _unwrapped(figure.get_suptitle(), int(width * _LETTERS))
    text = "\n".join(wrapped(line, int(share * width * _LETTERS)) for line in lines)
    if text:
        figure.suptitle(text, x=0.01, ha="left", fontsize=9.5)


def _unwrapped(text: str, width: int) -> list[str]:
    """Return lines as they were before they were wrapped: a word that had room was a new line."""
    lines: list[str] = []
    last = width
    for line in text.splitlines():
        if lines and last + 1 + len(line.split(" ")[0]) > width:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        last = len(line)
    return lines


def given_axes(ax: Any, count: int) -> list[Any] | None:
    """Return as many axes as were asked for, or None if none was given.

    Raises
    ------
    ValueError
        If there are more or fewer.
    """
    if ax is None:
        return None
    axes = list(np.asarray(ax, dtype=object).ravel())
    if len(axes) != count:
        raise ValueError(f"ax must be {count} axes for {count} panels, got {len(axes)}")
    return axes


def own_rows(estimator: Any, X: Any) -> tuple[PolynomialModel, Table | None]:
    """Return the model of a fitted estimator, and rows under the names that it knows."""
    from sklearn.utils.validation import check_is_fitted

    check_is_fitted(estimator)
    names = getattr(estimator, "feature_names_in_", None)
    return estimator.model_, None if X is None else to_table(X, names)
