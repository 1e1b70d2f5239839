"""Predictions for a file of rows: how many there are, a look at them, and the file to take home."""

from functools import partial

import streamlit as st

from polylasso.app.batch import Batch, predict_rows
from polylasso.app.parts.choice import choose_kind
from polylasso.app.parts.numbers import shown
from polylasso.app.parts.rows_file import choose_rows
from polylasso.app.parts.text import plain
from polylasso.errors import DataError
from polylasso.model import PolynomialModel
from polylasso.report.text import count_of
from polylasso.sources.export import arrow_table
from polylasso.sources.table import Table
from polylasso.sources.writing import table_content

__all__ = ["draw_batch"]

# Rows that are shown; the download has all.
_PREVIEW = 200
# Lines of a sheet, its header included.
_EXCEL_ROWS = 1_048_576
_FORMATS = {
    "CSV": (".csv", "text/csv"),
    "Excel": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "Parquet": (".parquet", "application/vnd.apache.parquet"),
}


def draw_batch(model: PolynomialModel, key: str) -> None:
    """Draw the place for a file, and its predictions once it is there."""
    names = ", ".join(one.name for one in model.active_variables)
    st.caption(f"The file needs the columns {plain(names)}." if names else "Any file will do.")
    table = choose_rows(model, f"polylasso.predict.rows.{key}")
    if table is None:
        return
    try:
        batch = predict_rows(model, table)
    except DataError as error:
        st.error(plain(str(error)))
        return
    _draw_counts(batch)
    _draw_preview(batch)
    _draw_download(batch.found.table, key)


def _draw_counts(batch: Batch) -> None:
    found = batch.found
    with st.container(horizontal=True, gap="medium"):
        st.metric("Rows", f"{len(found.predicted):,}", width="content")
        st.metric("Out of range", f"{found.n_outside:,}", width="content")
        st.metric("Without a prediction", f"{found.n_empty:,}", width="content")
        if batch.scores is not None:
            r2 = batch.scores.r2
            st.metric("R²", "\N{EM DASH}" if r2 is None else plain(shown(r2, 4)), width="content")
            st.metric("MAE", plain(shown(batch.scores.mae, 4)), width="content")
    if found.n_empty:
        st.info(
            "Rows with missing values, or where the model does not predict, have an empty cell.",
            icon=":material/info:",
        )
    if batch.scores is not None:
        st.caption("The file has the target: R² and MAE are of its rows with a prediction.")


def _draw_preview(batch: Batch) -> None:
    table = batch.found.table
    n_shown = min(table.n_rows, _PREVIEW)
    first = [column for column in table.columns if column.name in (batch.column, batch.flag)]
    others = [column for column in table.columns if column not in first]
    head = [type(one)(one.name, one.values[:n_shown], one.categories) for one in (*first, *others)]
    st.dataframe(arrow_table(head), hide_index=True, alt="The rows with their predictions")
    if n_shown < table.n_rows:
        st.caption(f"The first {n_shown} of {count_of(table.n_rows, 'row')}.")


def _draw_download(table: Table, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choose_kind("Format", _formats(table), f"polylasso.predict.format.{key}")
        ending, mime = _FORMATS[kind]
        st.download_button(
            "Download all rows",
            partial(table_content, table, ending),
            f"predictions{ending}",
            mime,
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )


def _formats(table: Table) -> list[str]:
    """Return the formats that can hold all rows."""
    return [name for name in _FORMATS if name != "Excel" or table.n_rows < _EXCEL_ROWS]
