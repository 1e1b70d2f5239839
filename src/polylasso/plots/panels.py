"""What several displays share: a title with notes, a message on an empty picture, their rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.model import PolynomialModel
from polylasso.plots.style import Theme
from polylasso.sources.frames import to_table
from polylasso.sources.table import Table

__all__ = ["draw_title", "given_axes", "own_rows", "say_nothing_to_draw"]


def draw_title(ax: Any, lines: Sequence[str]) -> None:
    """Write lines above a picture, at its left; empty ones are left out."""
    text = "\n".join(line for line in lines if line)
    if text:
        ax.set_title(text, loc="left", fontsize=10)


def say_nothing_to_draw(ax: Any, message: str, look: Theme) -> None:
    """Write in the middle of a picture why it is empty."""
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center", color=look.muted)


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
