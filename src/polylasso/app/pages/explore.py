"""The page Explore: one slider, and all that follows it."""

import streamlit as st

from polylasso.app import state
from polylasso.app.parts.elsewhere import link_to
from polylasso.app.parts.explorer import explorer
from polylasso.app.parts.text import plain
from polylasso.errors import DataError
from polylasso.job import explored

__all__ = ["page"]


def page() -> None:
    """Draw the page."""
    st.title("Explore")
    study = state.study()
    if study is None:
        st.info("There is no model yet: fit one on the page Fit, then explore it here.")
        link_to("fit", "To the page Fit", ":material/function:")
        return
    if study.settings.alpha is not None:
        st.info(
            "This model was fitted at one penalty, so there is no path to move along. On the page "
            "Fit, leave the penalty to cross-validation."
        )
        link_to("fit", "To the page Fit", ":material/function:")
        return
    if getattr(study.estimator, "averaged_", False):
        st.caption(
            "The model of this fit is the mean of the formulas of the folds. What the slider moves "
            "through are the formulas of all rows."
        )
    st.write("Move the slider: every penalty has a model of its own, and each is proven optimal.")
    try:
        explorer(study, lambda: explored(study.fitted).payload, study.target)
    except DataError as error:
        st.error(plain(str(error)))
