"""The page Understand: what the model does, what it is made of, and where it is wrong."""

from collections.abc import Callable

import streamlit as st

from polylasso.app import state
from polylasso.app.parts.choice import choose_part
from polylasso.app.parts.comparison import draw_comparison
from polylasso.app.parts.effects import draw_effects
from polylasso.app.parts.ranges import draw_ranges
from polylasso.app.parts.residuals import draw_residuals
from polylasso.app.parts.terms import draw_terms
from polylasso.app.state import Study
from polylasso.job.form import fingerprint

__all__ = ["page"]


def page() -> None:
    """Draw the page."""
    st.title("Understand")
    done = state.study()
    if done is None:
        st.info("There is no model yet: fit one on the page Fit.")
        return
    section = choose_part("Section", list(_SECTIONS), "polylasso.understand")
    _SECTIONS[section](done, fingerprint(done.model))


def _effects(done: Study, key: str) -> None:
    st.caption("How the prediction changes with a column while the others are held.")
    draw_effects(done.model, done.train.features, key)


def _terms(done: Study, key: str) -> None:
    draw_terms(done.estimator, key)


def _residuals(done: Study, key: str) -> None:
    st.caption("How far the predictions are off, on rows that the model has not seen.")
    draw_residuals(done, key)


def _ranges(done: Study, key: str) -> None:
    st.caption("Outside the range of the training rows a prediction is a guess.")
    draw_ranges(done, key)


def _comparison(done: Study, key: str) -> None:
    draw_comparison(done)


_SECTIONS: dict[str, Callable[[Study, str], None]] = {
    "Effects": _effects,
    "Terms": _terms,
    "Residuals": _residuals,
    "Out of range": _ranges,
    "Compare": _comparison,
}
