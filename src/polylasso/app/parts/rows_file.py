"""Rows from a file for a model that is already there."""

import streamlit as st

from polylasso.app.parts.text import plain
from polylasso.app.uploads import TYPES, read_upload
from polylasso.errors import PolylassoError
from polylasso.job.prediction import read_for
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table

__all__ = ["choose_rows"]


def choose_rows(model: PolynomialModel, key: str) -> Table | None:
    """Draw the place for a file; return its rows, None without a file or if it cannot be used."""
    given = st.file_uploader(
        "Rows to predict (CSV, TSV, Excel or Parquet)",
        type=list(TYPES),
        key=key,
    )
    if given is None:
        return None
    content = given.getvalue()
    try:
        return read_for(model, lambda names: read_upload(given.name, content, categorical=names))
    except PolylassoError as error:
        st.error(plain(str(error)))
        return None
