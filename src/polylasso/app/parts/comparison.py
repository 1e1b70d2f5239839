"""Whether the formula is worth it: beside straight lines, other penalties, and a black box."""

from typing import Any

import streamlit as st

from polylasso.app import comparing
from polylasso.app.parts.figure import figure
from polylasso.app.parts.notices import draw_notes
from polylasso.app.parts.text import plain
from polylasso.app.parts.waiting import draw_waiting
from polylasso.app.state import Study
from polylasso.inspection.numerals import numeral
from polylasso.job.comparing import Compared
from polylasso.lab import ComparedModel, Comparison
from polylasso.plots import ComparisonDisplay
from polylasso.report.comparison import figure as with_error

__all__ = ["comparison_table", "draw_comparison"]

_WHAT = (
    "The mean, a straight line, ridge, lasso, elastic net and the polynomial, and boosted trees "
    "as a black box: on the same rows, tuned by the same folds, scored on the same rows held out. "
    "It takes about as long as twenty fits."
)


def draw_comparison(done: Study) -> None:
    """Draw the comparison for a fit, or the button that begins it."""
    comparing.collect()
    is_under_way = comparing.progress() is not None
    draw_waiting(comparing.progress, comparing.cancel, "Comparing", "polylasso.compare")
    if is_under_way:
        return
    found = comparing.compared(done)
    if found is not None:
        _draw_result(found)
        return
    st.markdown(_WHAT)
    if failure := comparing.failure(done):
        st.error(f"The comparison came to nothing: {plain(failure)}.", icon=":material/error:")
    if st.button("Compare models", type="primary", icon=":material/compare_arrows:"):
        comparing.begin(done)
        st.rerun()


def comparison_table(found: Comparison) -> dict[str, list[Any]]:
    """Return a row for each model, with standard errors of its scores."""
    return {
        "model": [row.label for row in found.rows],
        "terms": [row.n_terms for row in found.rows],
        **{name: [_score(row, key) for row in found.rows] for name, key in _MEASURES.items()},
        "R² by cross-validation": [_r2_of_folds(row) for row in found.rows],
        "seconds": [None if row.seconds is None else round(row.seconds, 2) for row in found.rows],
    }


_MEASURES = {"R² held out": "r2", "MSE held out": "mse", "MAE held out": "mae"}


def _draw_result(found: Compared) -> None:
    comparison = found.comparison
    st.success(plain(comparison.verdict), icon=":material/gavel:")
    figure(ComparisonDisplay(comparison), _in_words(comparison))
    st.dataframe(
        comparison_table(comparison),
        hide_index=True,
        height="content",
        alt="Scores of all models that were compared",
    )
    st.caption(
        "± is the standard error. Cross-validation flatters the settings that it chose a little; "
        "nothing was chosen by the rows held out."
    )
    lacking = [f"{row.label}: {row.reason}" for row in comparison.rows if row.reason]
    draw_notes([*found.notes, *lacking])


def _score(row: ComparedModel, key: str) -> str | None:
    if row.holdout is None:
        return None
    one = getattr(row.holdout, key)
    text = with_error(one.value, one.standard_error, 4 if key == "r2" else 8)
    return text.replace("+-", "± ").replace("-", "\N{MINUS SIGN}")


def _r2_of_folds(row: ComparedModel) -> str | None:
    return None if row.cv is None or row.cv.r2.value is None else f"{row.cv.r2.value:.4f}"


def _in_words(found: Comparison) -> str:
    told = ", ".join(
        f"{row.label} {numeral(row.holdout.mse.value, 4)}"
        for row in found.rows
        if row.holdout is not None
    )
    return f"Mean squared errors of {found.target_name} on the rows held out: {told}."
