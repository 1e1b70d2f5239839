"""How large the terms of a fit are, by one of several measures."""

from typing import Any

import streamlit as st

from polylasso.app.parts.choice import choose_kind
from polylasso.app.parts.figure import figure
from polylasso.inspection import TermSizes, sizes_of, swings
from polylasso.plots import TermImportanceDisplay

__all__ = ["draw_terms", "terms_table"]

_MEASURES = {
    "share": "Share of the variance",
    "standardized": "Standardised coefficient",
    "swing": "Largest change",
}
_MEANING = {
    "share": (
        "The covariance of a term's part with the prediction, over the variance of the prediction. "
        "Shares add up to 100 %; one is negative where a term counteracts others."
    ),
    "standardized": "What the prediction changes by when the term moves by its standard deviation.",
    "swing": "How far a term can move the prediction within the training range of its columns.",
}


@st.fragment
def draw_terms(estimator: Any, key: str) -> None:
    """Draw the sizes of the terms.

    Parameters
    ----------
    estimator : PolynomialLasso or PolynomialLassoCV
    key : str
        Of the model.
    """
    measure = choose_kind("Measure", list(_MEASURES), f"polylasso.measure.{key}", _MEASURES)
    st.caption(_MEANING[measure])
    model = estimator.model_
    if measure == "swing":
        sizes = swings(model)
    else:
        sizes = sizes_of(estimator.summary(), model.target_name, measure)
    figure(TermImportanceDisplay(sizes), _in_words(sizes))
    with st.expander("All terms as a table"):
        st.dataframe(terms_table(sizes), hide_index=True, alt="All terms with their sizes")


def terms_table(sizes: TermSizes) -> dict[str, list[Any]]:
    """Return a row for each term."""
    unit = 100.0 if sizes.measure == "share" else 1.0
    name = f"{_MEASURES[sizes.measure].lower()}{' (%)' if unit > 1.0 else ''}"
    return {
        "term": [term.label for term in sizes.terms],
        "coefficient": sizes.coef.tolist(),
        name: (unit * sizes.sizes).tolist(),
    }


def _in_words(sizes: TermSizes) -> str:
    if not sizes.terms:
        return "The model has no term."
    table = terms_table(sizes)
    numbers = list(table.values())[2]
    told = ", ".join(
        f"{label} {number:.3g}" for label, number in zip(table["term"][:5], numbers, strict=False)
    )
    what = f"Bars of the terms of {sizes.target_name} by {list(table)[2]}"
    return f"{what}, the largest first: {told}."
