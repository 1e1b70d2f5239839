"""How far predictions are off: over what was observed, over themselves, and along a column."""

from dataclasses import replace

import numpy as np
import streamlit as st

from polylasso.app.parts.choice import choose_kind
from polylasso.app.parts.figure import figure
from polylasso.app.parts.numbers import shown
from polylasso.app.parts.text import plain
from polylasso.app.state import Study
from polylasso.inspection import Leftover, Residuals, leftovers, residuals
from polylasso.job import Selected
from polylasso.plots import ActualPredictedDisplay, LeftoverDisplay, ResidualsDisplay
from polylasso.sources.export import arrow_table
from polylasso.sources.table import Column, Table

__all__ = ["draw_residuals", "observed", "worst_rows"]

_ACTUAL, _AROUND, _ALONG = "Actual against predicted", "Residuals", "Along a column"
_HELD_OUT, _TRAINING = "Rows held out", "Training rows"
_WORST = 10
# A share of the variance of the residuals below this is noise to the eye.
_FAINT = 0.02


@st.fragment
def draw_residuals(done: Study, key: str) -> None:
    """Draw the residuals of a fit.

    Parameters
    ----------
    done : Study
    key : str
        Of the model.
    """
    with st.container(horizontal=True, gap="medium"):
        kind = choose_kind("Picture", (_ACTUAL, _AROUND, _ALONG), f"polylasso.residuals.{key}")
        kinds = (_TRAINING,) if _unseen(done) is None else (_HELD_OUT, _TRAINING)
        of = choose_kind("Rows", kinds, f"polylasso.residuals.rows.{key}")
    mask = _mask(done, of == _TRAINING)
    rows = done.fitted.rows.take(mask)
    predicted = _predicted(done, rows)
    pairs = residuals(rows.target.values, predicted, done.target)
    if kind == _ALONG:
        _draw_along(observed(done, mask), rows, predicted, key)
    else:
        display = ActualPredictedDisplay if kind == _ACTUAL else ResidualsDisplay
        figure(display(pairs), _in_words(pairs, of), width=620 if kind == _ACTUAL else 900)
    with st.expander(f"The {_WORST} rows with the largest residuals"):
        worst = worst_rows(rows, predicted)
        st.dataframe(
            arrow_table(worst.columns), hide_index=True, alt="The rows with the largest residuals"
        )


def worst_rows(rows: Selected, predicted: np.ndarray, most: int = _WORST) -> Table:
    """Return the rows that are predicted worst, with their residuals, the worst first."""
    residual = rows.target.values - predicted
    order = np.argsort(-np.abs(residual), kind="stable")
    chosen = order[np.isfinite(residual[order])][:most]
    new = (
        Column(_free("residual", rows), residual[chosen]),
        Column(_free("predicted", rows), predicted[chosen]),
        rows.target.take(chosen),
    )
    return Table((*new, *rows.features.take(chosen).columns), len(chosen))


def observed(done: Study, mask: np.ndarray) -> Table:
    """Return the columns of some rows of a fit (a mask), those too that are no features.

    Where rows were left out of the fit, the features alone: then the others do not fit them.
    """
    table = done.loaded.table
    if table.n_rows != done.fitted.n_rows:
        table = done.fitted.rows.features
    columns = tuple(one for one in table.columns if one.name != done.target)
    return Table(columns, table.n_rows).take(mask)


def _unseen(done: Study) -> np.ndarray | None:
    """Return the mask of rows that the model was not fitted to, if there are any."""
    return None if done.fitted.refitted else done.fitted.held_out


def _mask(done: Study, training: bool) -> np.ndarray:
    unseen = _unseen(done)
    if unseen is None:
        return np.ones(done.fitted.n_rows, dtype=bool)
    return ~unseen if training else unseen


def _predicted(done: Study, rows: Selected) -> np.ndarray:
    """Return predictions; where the model would refuse a row, as it was scored."""
    policy = "nan" if done.model.extrapolation == "error" else done.model.extrapolation
    return replace(done.model, unknown="baseline", extrapolation=policy).predict(rows.features)


def _free(name: str, rows: Selected) -> str:
    taken = (*rows.features.names, rows.target.name)
    while name in taken:
        name = f"{name}_"
    return name


def _draw_along(columns: Table, rows: Selected, predicted: np.ndarray, key: str) -> None:
    found = leftovers(columns, rows.target.values, predicted, rows.target.name)
    by_name = {one.column.name: one for one in found}
    name = st.selectbox(
        "Column", list(by_name), key=f"polylasso.along.{key}", persist_state="session", width=360
    )
    one = by_name[name]
    figure(LeftoverDisplay(one), _along_in_words(one))
    st.caption(_advice(found))
    with st.expander("What is left along each column"):
        st.dataframe(
            {
                "column": list(by_name),
                "share of the variance of the residuals (%)": [100.0 * one.share for one in found],
            },
            hide_index=True,
            alt="How much the residuals still vary along each column",
        )


def _advice(found: tuple[Leftover, ...]) -> str:
    strongest = found[0]
    share = f"{100.0 * strongest.share:.2g} %"
    name = plain(strongest.column.name)
    if strongest.share < _FAINT:
        return "Along no column do the residuals show more than noise."
    return (
        f"Along {name} groups of rows account for {share} of the variance of the residuals: "
        "a higher degree, or an interaction, might catch it."
    )


def _in_words(pairs: Residuals, of: str) -> str:
    if not pairs.n_rows:
        return "No row has a prediction."
    r2 = "" if pairs.r2 is None else f"R2 {pairs.r2:.4f}, "
    return (
        f"{of}: {pairs.n_rows:,} predictions of {pairs.target_name} beside what was observed, "
        f"{r2}root mean squared error {shown(pairs.rmse, 4)}, mean absolute error "
        f"{shown(pairs.mae, 4)}."
    )


def _along_in_words(one: Leftover) -> str:
    ends = ", ".join(shown(mean, 3) for mean in one.means[:8])
    return f"Residuals along {one.column.name}; means of groups of rows: {ends}."
