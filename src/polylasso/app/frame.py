"""What surrounds every page: its title, the navigation, the address, and the fit under way."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from polylasso.app import fitting, links
from polylasso.app.icon import ICON
from polylasso.app.opening import opening_model
from polylasso.app.pages import data, explore, export, fit, lab, predict, understand
from polylasso.app.parts.elsewhere import keep_pages
from polylasso.app.parts.text import plain
from polylasso.app.parts.waiting import draw_waiting, forget_waiting, watch
from polylasso.errors import PolylassoError

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


# Less room above the title than Streamlit leaves; and dark letters on the bright primary colour of
# the dark theme, where Streamlit has white ones.
_STYLE = """<style>
.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 3rem; }
[data-testid="stBaseButton-primary"],
[data-testid="stMultiSelectTagsContainer"] > span > span,
[data-testid="stMultiSelectTagsContainer"] > span > span * {
  color: light-dark(#ffffff, #0e1319) !important;
}
</style>"""


def show() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="polylasso", page_icon=ICON, layout="wide")
    st.html(_STYLE)
    first = "data" if opening_model() is None else "predict"
    pages = {
        path: st.Page(content, title=title, icon=icon, url_path=path, default=path == first)
        for path, title, icon, content in PAGES
    }
    chosen = st.navigation(list(pages.values()), position="top")
    keep_pages(pages)
    try:
        _draw(chosen)
    except PolylassoError as error:  # such as that the first table cannot be fitted
        st.error(plain(str(error)), icon=":material/error:")
        return
    watch()


def _draw(chosen: StreamlitPage) -> None:
    for note in links.opened():
        st.warning(plain(note), icon=":material/link_off:")
    forget_waiting()
    fitting.collect()
    draw_waiting(fitting.progress, fitting.cancel, "Fitting", "polylasso.fit")
    if failure := fitting.last_failure():
        st.error(plain(failure), icon=":material/error:")
    chosen.run()
    links.keep()
