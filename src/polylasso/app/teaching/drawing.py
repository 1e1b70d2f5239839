"""A picture of the lab with what it says: side by side where there is room."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from polylasso.app.parts.figure import figure

__all__ = ["above", "beside"]


def beside(display: Any, told: Sequence[str]) -> None:
    """Draw a display, and beside it sentences, of which the first is its text for the blind."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="center")
    with left:
        figure(display, told[0])
    right.markdown("\n\n".join(told))


def above(display: Any, told: Sequence[str], width: int = 620) -> None:
    """Draw a display, and sentences under it."""
    figure(display, told[0], width)
    st.markdown(" ".join(told))
