"""The page Fit: how large terms may be, and the formula that is found."""

import os
from collections.abc import Sequence

import streamlit as st

from polylasso.app import fitting, state
from polylasso.app.kept import kept
from polylasso.app.limits import limits_from
from polylasso.app.parts.elsewhere import link_to
from polylasso.app.parts.formula import draw_formula, draw_formula_text
from polylasso.app.parts.notices import draw_notes
from polylasso.app.parts.options import draw_options, draw_rare_options
from polylasso.app.parts.scores import certificate_in_plain_words, draw_scores
from polylasso.app.parts.text import plain
from polylasso.app.state import Loaded, Study
from polylasso.errors import PolylassoError
from polylasso.job import FitSettings
from polylasso.job.columns import select
from polylasso.job.reading import count_candidates
from polylasso.report.text import count_of

__all__ = ["page"]


def page() -> None:
    """Draw the page."""
    st.title("Fit")
    loaded, settings = state.loaded(), state.settings()
    chosen = _draw_settings(loaded, settings)
    if chosen != settings:
        state.keep_settings(chosen)
    with st.spinner("Fitting the table that the page opens with …"):
        done = state.study()
    if done is None:
        if fitting.progress() is None:
            st.info("There is no model of this table yet: press Fit.", icon=":material/function:")
        return
    if done.settings != chosen:
        st.caption("What is below was fitted with other settings.")
    _draw_result(done)


def _draw_settings(loaded: Loaded, settings: FitSettings) -> FitSettings:
    target = plain(settings.columns.target or "")
    st.caption(f"{plain(loaded.name)}: predict **{target}**")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = draw_options(loaded, settings)
        place = st.container(width="content")
    with st.expander("More options"):
        chosen = draw_rare_options(loaded, chosen)
    is_allowed = _draw_size(loaded, chosen)
    with place:
        if st.button(
            "Fit", type="primary", icon=":material/play_arrow:", disabled=not is_allowed, key="fit"
        ):
            fitting.begin(loaded, chosen)
            st.rerun()
    return chosen


def _draw_size(loaded: Loaded, settings: FitSettings) -> bool:
    """Say how many terms will be searched; return whether they may be."""
    # A search of the degree begins with straight lines, and bounds the size of the rest itself.
    degrees = (1,) if settings.is_automatic else settings.degrees
    key = (loaded.digest, repr(settings.columns), repr(settings.shared), degrees)
    try:
        counts = kept("size", key, lambda: _counts(loaded, settings, degrees))
    except PolylassoError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    most, allowed = max(counts.values()), limits_from(os.environ).terms
    if most > allowed:
        st.warning(
            f"{most:,} candidate terms, more than the {allowed:,} allowed here: lower the degree "
            "or the most columns in one term, leave out columns, or run polylasso on your own "
            "machine.",
            icon=":material/block:",
        )
        return False
    if settings.is_automatic:
        st.caption("Candidate terms of up to degree 12 will be searched, from few to many.")
    else:
        st.caption(f"{count_of(most, 'candidate term')} will be searched.")
    return True


def _counts(loaded: Loaded, settings: FitSettings, degrees: Sequence[int]) -> dict[int, int]:
    rows = select(loaded.table, settings.columns, settings.missing)
    return count_candidates(rows, settings, degrees)


def _draw_result(done: Study) -> None:
    outcome = done.outcome
    with st.container(border=True):
        draw_formula(done.estimator, "polylasso.fit.formula")
        found = count_of(outcome["n_terms"], "term")
        st.caption(
            f"{found} of {outcome['n_candidate_terms']:,} candidates, degree {outcome['degree']}, "
            f"found in {outcome['seconds']:.1f} s"
        )
    draw_scores(outcome)
    icon = ":material/verified:" if outcome["certified"] else ":material/warning:"
    st.markdown(f"{icon} {plain(certificate_in_plain_words(outcome))}")
    if done.fitted.notes:
        st.header("Notes")
        draw_notes(done.fitted.notes)
    with st.expander("The formula as text"):
        draw_formula_text(done.estimator)
    with st.container(horizontal=True):
        link_to("explore", "Explore the path", ":material/tune:")
        link_to("understand", "Understand the model", ":material/insights:")
        link_to("predict", "Predict", ":material/calculate:")
