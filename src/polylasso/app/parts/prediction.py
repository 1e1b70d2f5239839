"""One prediction as a card: a large number, what is true, and what to be careful about."""

import math
from dataclasses import dataclass

import streamlit as st

from polylasso.app.answer import Answer
from polylasso.app.parts.numbers import shown, signed
from polylasso.app.parts.text import plain

__all__ = ["Beside", "draw_answer"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a prediction.

    Parameters
    ----------
    target : str
    actual : float or None
        The true value, where an example is in the form.
    error : float or None
        Mean absolute error on the rows held out.
    """

    target: str
    actual: float | None = None
    error: float | None = None


def draw_answer(found: Answer, beside: Beside) -> None:
    """Draw the card of a prediction."""
    is_there = math.isfinite(found.predicted)
    numbers = st.container(horizontal=True, gap="large")
    with numbers:
        st.metric(
            plain(f"Predicted {beside.target}"),
            plain(shown(found.predicted)) if is_there else "\N{EM DASH}",
            width="content",
        )
        if beside.actual is not None:
            st.metric("True value", plain(shown(beside.actual)), width="content")
            if is_there:
                error = signed(found.predicted - beside.actual)
                st.metric("Error", plain(error), width="content")
    if beside.error is not None and is_there:
        st.caption(
            f"On rows held out the error is {plain(shown(beside.error, 3))} on average (MAE)."
        )
    if found.problem:
        st.info(plain(found.problem), icon=":material/info:")
    for caution in found.cautions:
        st.warning(plain(caution), icon=":material/warning:")
