"""The page Export."""

import streamlit as st

__all__ = ["page"]


def page() -> None:
    """Draw the page."""
    st.title("Export")
