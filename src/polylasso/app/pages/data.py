"""The page Data."""

import streamlit as st

__all__ = ["page"]


def page() -> None:
    """Draw the page."""
    st.title("Data")
