"""Levels of a categorical variable along an axis: which are shown, and how they are written."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from polylasso.plots.text import elided_apart, literal

__all__ = ["kept_levels", "label_levels"]

# Labels of so many characters in all fit below an axis of a picture of six inches.
_ROOM = 66


def kept_levels(predicted: np.ndarray, most: int) -> np.ndarray:
    """Return the positions of the levels that differ most from the median, in their order.

    Parameters
    ----------
    predicted : ndarray of shape (n_levels,)
        NaN counts as not different.
    most : int
    """
    if len(predicted) <= most:
        return np.arange(len(predicted))
    finite = predicted[np.isfinite(predicted)]
    middle = np.median(finite) if finite.size else 0.0
    difference = np.nan_to_num(np.abs(predicted - middle), nan=-1.0)
    return np.sort(np.argsort(-difference, kind="stable")[:most])


def label_levels(ax: Any, labels: Sequence[str], share: float = 1.0) -> None:
    """Write levels below an axis at 0, 1, 2, ..., upright where they would touch.

    Parameters
    ----------
    ax : matplotlib Axes
    labels : sequence of str
    share : float, default=1.0
        Width of the axes over that of a picture of six inches.
    """
    shown = [literal(label) for label in elided_apart(labels, 16)]
    crowded = sum(len(label) + 2 for label in shown) > share * _ROOM
    ax.set_xticks(np.arange(len(shown)), shown, rotation=90 if crowded else 0)
    ax.tick_params(axis="x", which="both", length=0)
    ax.set_xlim(-0.6, len(shown) - 0.4)
