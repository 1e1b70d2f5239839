"""A model from a file of ours, for a visit."""

import hashlib

import streamlit as st

from polylasso.app.opening import opening_model
from polylasso.app.parts.text import plain
from polylasso.errors import ModelFileError
from polylasso.modelfile import SavedModel, from_json
from polylasso.modelfile.parsing import MAX_BYTES, decode

__all__ = ["choose_saved_model"]

_HELD = "polylasso.predict.saved"


def choose_saved_model() -> SavedModel | None:
    """Draw the place for a file; return the last model that was given.

    Before the first it is the one that the page was opened with, or None.
    """
    given = st.file_uploader(
        "Model file (JSON)",
        type="json",
        key="polylasso.predict.file",
        max_upload_size=MAX_BYTES // 10**6,
        help="Written by this page, by polylasso fit -o, or by save_model. Nothing in it is run.",
    )
    if given is not None:
        _keep(given.name, given.getvalue())
    held = st.session_state.get(_HELD) or _opening()
    if held is None:
        return None
    name, _, model, fault = held
    if fault:
        st.error(plain(fault))
    else:
        st.caption(f"{plain(name)}: {len(model.model.terms):,} terms, {_origin(model)}")
    return model


def _opening() -> tuple[str, str, SavedModel, str] | None:
    """Return the model that the page was opened with, as `_keep` keeps one."""
    opening = opening_model()
    return None if opening is None else (opening.name, "", opening.saved, "")


def _keep(name: str, content: bytes) -> None:
    """Read a file, unless it is the one that was read last."""
    digest = hashlib.sha256(content).hexdigest()
    held = st.session_state.get(_HELD)
    if held is not None and held[:2] == (name, digest):
        return
    try:
        model, fault = from_json(decode(content, name), name), ""
    except ModelFileError as error:
        model, fault = None, str(error)
    st.session_state[_HELD] = (name, digest, model, fault)


def _origin(model: SavedModel) -> str:
    rows = model.data.get("n_rows")
    trained = f"trained on {rows:,} rows, " if isinstance(rows, int) else ""
    return plain(f"{trained}made by polylasso {model.library_version}")
