"""Logarithmic axes of alpha, with labels that never run into each other."""

import math
from typing import Any

__all__ = ["log_alpha"]

# Powers of ten on an axis, from which on they alone are labelled.
MANY = 2.0


def log_alpha(ax: Any, low: float, high: float) -> None:
    """Make the horizontal axis logarithmic for alphas from low to high, both positive.

    matplotlib labels all of 2, 3, ..., 9 on an axis of about one power of ten, one over the other.
    """
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    ax.set_xscale("log")
    ax.xaxis.set_minor_formatter(NullFormatter())
    if math.log10(high / low) < MANY:
        ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0), numticks=20))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
