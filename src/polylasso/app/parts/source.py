"""Where the table comes from: a sample, or a file of the visitor."""

import os

import streamlit as st

from polylasso.app import fitting, state
from polylasso.app.defaults import settings_for
from polylasso.app.kept import kept
from polylasso.app.limits import limits_from
from polylasso.app.parts.text import plain
from polylasso.app.samples import Sample, samples
from polylasso.app.tables import uploaded
from polylasso.app.uploads import TYPES, read_upload, sheets_of
from polylasso.errors import PolylassoError

__all__ = ["draw_source"]

_SEEN = "polylasso.upload.seen"


def draw_source() -> None:
    """Draw the samples and the place for a file; take what is chosen into the session."""
    left, right = st.columns(2, gap="large")
    with left:
        _draw_samples()
    with right:
        _draw_upload()


def _draw_samples() -> None:
    known = samples()
    now = state.loaded().sample
    keys = list(known)
    chosen = st.selectbox(
        "Sample table",
        keys,
        index=keys.index(now) if now in known else None,
        format_func=lambda key: known[key].title,
        placeholder="Choose a sample",
        key=f"polylasso.sample.{state.loaded().digest}",
    )
    if chosen is None:
        return
    st.caption(plain(known[chosen].story))
    if chosen != now:
        _take_sample(known[chosen])


def _take_sample(sample: Sample) -> None:
    try:
        dataset = sample.load()
    except PolylassoError as error:
        st.error(plain(str(error)))
        return
    fitting.cancel()
    chosen = sample.settings(dataset)
    table = state.loaded_sample(sample, dataset)
    state.keep_loaded(table, chosen)
    fitting.begin(table, chosen)
    st.rerun()


def _draw_upload() -> None:
    limits = limits_from(os.environ)
    file = st.file_uploader(
        "Your table",
        type=list(TYPES),
        max_upload_size=limits.upload_mb,
        key="polylasso.upload",
        help="CSV, TSV, Parquet or Excel with a header. It stays in the memory of this session "
        "and goes with it.",
    )
    if file is None:
        st.session_state.pop(_SEEN, None)
        return
    content = file.getvalue()
    try:
        key = (file.file_id, limits)
        sheets = kept("sheets", key, lambda: sheets_of(file.name, content, limits))
        sheet = _draw_sheets(sheets, file.file_id)
        if st.session_state.get(_SEEN) == (file.file_id, sheet):
            return
        table = read_upload(file.name, content, sheet=sheet, limits=limits)
        chosen = settings_for(table)
    except PolylassoError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[_SEEN] = (file.file_id, sheet)
    fitting.cancel()
    state.keep_loaded(uploaded(file.name, content, table, sheet), chosen)
    st.rerun()


def _draw_sheets(names: tuple[str, ...], file: str) -> str | None:
    """Draw the choice among several sheets; None is the one that there is, or none."""
    if len(names) < 2:
        return None
    return st.selectbox("Sheet", names, key=f"polylasso.upload.sheet.{file}")
