"""Pictures on a page: in its theme, with their content in words."""

import threading
from io import BytesIO
from typing import Any

import streamlit as st

__all__ = ["figure", "theme_name"]

# Pixels in an inch: sharp on screens that have two for one.
_DPI = 200
# Inches of a picture with one panel, and how much of it a phone has room for at a size of letters
# that one can read.
_ONE_PANEL, _SHARE = 6.5, 0.8
# matplotlib keeps its settings and figures in one place for all threads, which are the visitors.
_DRAWING = threading.Lock()


def theme_name() -> str:
    """Return whether the visitor's page is "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def figure(display: Any, alt: str, width: int = 620) -> None:
    """Draw a display.

    Parameters
    ----------
    display : object
        With ``plot(theme=)`` and ``figure_``, as those of `polylasso.plots`.
    alt : str
        What the picture shows, for those who do not see it. Never read as markdown.
    width : int, default=620
        Pixels that it takes at most.
    """
    st.image(_drawn(display, theme_name()), width=width, alt=alt)


def _drawn(display: Any, theme: str) -> bytes:
    from polylasso.plots.panels import narrow
    from polylasso.plots.style import pyplot

    buffer = BytesIO()
    with _DRAWING:
        plt = pyplot()
        plt.switch_backend("agg")  # needs no screen
        display.plot(theme=theme)
        if display.figure_.get_figwidth() <= _ONE_PANEL:
            narrow(display.figure_, _SHARE)
        display.figure_.savefig(buffer, format="png", dpi=_DPI, transparent=True)
        plt.close(display.figure_)
    return buffer.getvalue()
