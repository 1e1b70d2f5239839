"""What surrounds every page: its title, the navigation, and the state of the session."""

import streamlit as st

from polylasso.app.icon import ICON
from polylasso.app.pages import data, explore, export, fit, lab, predict, understand

__all__ = ["PAGES", "show"]

# Path in the address, title, icon and content of each page, in their order.
PAGES = (
    ("data", "Data", ":material/table_chart:", data.page),
    ("fit", "Fit", ":material/function:", fit.page),
    ("explore", "Explore", ":material/tune:", explore.page),
    ("understand", "Understand", ":material/insights:", understand.page),
    ("predict", "Predict", ":material/calculate:", predict.page),
    ("lab", "Lab", ":material/science:", lab.page),
    ("export", "Export", ":material/download:", export.page),
)


def show() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="polylasso", page_icon=ICON, layout="wide")
    pages = [
        st.Page(content, title=title, icon=icon, url_path=path, default=path == "data")
        for path, title, icon, content in PAGES
    ]
    st.navigation(pages, position="top").run()
