"""The page Data: which table, what is in it, and which columns are what."""

import numpy as np
import streamlit as st

from polylasso.app import state
from polylasso.app.kept import kept
from polylasso.app.parts.choices import draw_choices, draw_rare_choices
from polylasso.app.parts.elsewhere import link_to
from polylasso.app.parts.notices import draw_notices
from polylasso.app.parts.source import draw_source
from polylasso.app.parts.text import plain
from polylasso.app.state import Loaded
from polylasso.app.tables import check_of
from polylasso.check import DataCheck
from polylasso.errors import PolylassoError
from polylasso.job import FitSettings
from polylasso.report.text import count_of
from polylasso.sources.table import Column

__all__ = ["page"]

# Rows that are shown.
_PREVIEW = 100


def page() -> None:
    """Draw the page."""
    st.title("Data")
    draw_source()
    loaded, settings = state.loaded(), state.settings()
    st.header(plain(loaded.name))
    _draw_preview(loaded)
    left, right = st.columns(2, gap="large")
    with left:
        chosen = draw_choices(loaded, settings)
        with st.expander("Kinds, missing values, functions, weights and groups"):
            chosen = draw_rare_choices(loaded, chosen)
    if chosen != settings:
        state.keep_settings(chosen)
    with right:
        _draw_check(loaded, chosen)
    link_to("fit", "Go on to the fit", ":material/arrow_forward:")


def _draw_preview(loaded: Loaded) -> None:
    table = loaded.table
    n_missing = sum(int(np.count_nonzero(column.missing)) for column in table.columns)
    missing = f", {count_of(n_missing, 'missing value')}" if n_missing else ""
    st.caption(f"{count_of(table.n_rows, 'row')}, {count_of(len(table.names), 'column')}{missing}")
    first = table.take(np.arange(min(table.n_rows, _PREVIEW)))
    st.dataframe(
        {column.name: _values(column) for column in first.columns},
        height=250,
        hide_index=True,
        alt=f"The first {first.n_rows} rows",
    )


def _values(column: Column) -> list[object]:
    if column.categories is None:
        return [None if value != value else value for value in column.values.tolist()]
    return [None if code < 0 else column.categories[code] for code in column.values]


def _draw_check(loaded: Loaded, settings: FitSettings) -> None:
    st.markdown("**What a look at the table finds**")
    key = (loaded.digest, repr(settings.columns), repr(settings.shared))
    try:
        check = kept("check", key, lambda: check_of(loaded, settings))
    except PolylassoError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if check.notices:
        draw_notices(check.notices)
    else:
        st.success("Nothing to mend.", icon=":material/check:")
    with st.expander("Every column"):
        st.dataframe(_columns(check), hide_index=True, alt="Kind and range of every column")


def _columns(check: DataCheck) -> dict[str, list[object]]:
    every = check.columns
    return {
        "column": [one.name for one in every],
        "kind": [one.kind for one in every],
        "missing": [one.n_missing for one in every],
        "distinct": [one.n_distinct for one in every],
        "least": [one.lower for one in every],
        "mean": [one.mean for one in every],
        "largest": [one.upper for one in every],
        "outliers": [one.n_outliers for one in every],
    }
