"""The page Lab: what the penalty and the optimiser do, step by step, on the table of the visit."""

from collections.abc import Callable

import streamlit as st

from polylasso.app import state
from polylasso.app.parts.text import plain
from polylasso.app.teaching import one, paths, plane, race, resampling
from polylasso.app.teaching.lesson import Lesson, lesson_at, tell_lesson
from polylasso.errors import PolylassoError

__all__ = ["page"]

# Experiments at one alpha, which get a lesson and a share of the largest alpha; and others.
AT_ONE_ALPHA: dict[str, Callable[[Lesson, float], None]] = {
    "One optimiser": one.show,
    "A race": race.show,
    "Two coefficients": plane.show,
}
OVER_ALPHA: dict[str, Callable[[int], None]] = {
    "Three penalties": paths.show,
    "Bias and variance": resampling.show,
}
_SHARES = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001)


def page() -> None:
    """Draw the page."""
    st.title("Lab")
    st.markdown(
        "How does the kind of penalty, and the way in which it is minimised, change a model? "
        f"Try it on **{plain(state.loaded().name)}**."
    )
    names = [*AT_ONE_ALPHA, *OVER_ALPHA]
    experiment = st.segmented_control(
        "Experiment", names, default=names[0], required=True, key="lab_experiment"
    )
    try:
        if experiment in OVER_ALPHA:
            OVER_ALPHA[experiment](_degree())
        else:
            _at_one_alpha(AT_ONE_ALPHA[experiment])
    except PolylassoError as error:
        st.error(plain(str(error)))


def _degree() -> int:
    return st.segmented_control(
        "Largest degree of a term", (1, 2, 3), default=2, required=True, key="lab_degree"
    )


def _at_one_alpha(show: Callable[[Lesson, float], None]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        degree = _degree()
    share = right.select_slider(
        "Penalty alpha, of the largest that leaves any term",
        _SHARES,
        value=0.01,
        format_func=lambda one: f"{100 * one:g} %",
        key="lab_share",
    )
    lesson = lesson_at(degree)
    tell_lesson(lesson, degree)
    show(lesson, share)
