"""Links from one page to another."""

import streamlit as st

__all__ = ["keep_pages", "link_to"]

_PAGES = "polylasso.pages"


def keep_pages(pages: dict[str, object]) -> None:
    """Take note of the pages of this run, by their paths."""
    st.session_state[_PAGES] = pages


def link_to(path: str, label: str, icon: str | None = None) -> None:
    """Draw a link to a page, where there are pages."""
    page = st.session_state.get(_PAGES, {}).get(path)
    if page is not None:
        st.page_link(page, label=label, icon=icon)
