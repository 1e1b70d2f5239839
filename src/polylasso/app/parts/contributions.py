"""What each term adds to a prediction, as a picture and as a table."""

from typing import Any

import streamlit as st

from polylasso.app.parts.figure import figure
from polylasso.app.parts.numbers import shown, signed
from polylasso.app.parts.text import plain
from polylasso.inspection import Contributions
from polylasso.plots import ContributionsDisplay

__all__ = ["contributions_table", "draw_contributions"]


def draw_contributions(parts: Contributions) -> None:
    """Draw the waterfall, and below it the same as a table."""
    figure(ContributionsDisplay(parts), _in_words(parts))
    with st.expander("Contributions as a table"):
        st.dataframe(
            contributions_table(parts), hide_index=True, alt="What each term adds to the prediction"
        )
        st.caption(
            f"The column *adds* makes {_name(parts)} {plain(shown(parts.baseline.predicted))} "
            f"the prediction {plain(shown(parts.predicted))}."
        )


def contributions_table(parts: Contributions) -> dict[str, list[Any]]:
    """Return a row for each term, those that add most first."""
    usual = "at typical values" if parts.baseline.n_rows == 0 else "on average"
    held, name = ([parts.held], ["(held in the range seen)"]) if parts.held else ([], [])
    return {
        "term": [*(term.label for term in parts.terms), *name],
        "here": [*parts.parts.tolist(), *held],
        usual: [*parts.baseline.parts.tolist(), *(0.0 for _ in held)],
        "adds": [*parts.amounts.tolist(), *held],
    }


def _name(parts: Contributions) -> str:
    return "the prediction at typical values" if parts.baseline.n_rows == 0 else "the average of"


def _in_words(parts: Contributions) -> str:
    told = ", ".join(
        f"{term.label} {signed(amount)}"
        for term, amount in zip(parts.terms[:4], parts.amounts[:4], strict=True)
    )
    more = f", and {len(parts.terms) - 4} more terms" if len(parts.terms) > 4 else ""
    return (
        f"Waterfall from {shown(parts.baseline.predicted)} to the prediction "
        f"{shown(parts.predicted)} of {parts.target_name}: {told or 'the model has no term'}{more}."
    )
