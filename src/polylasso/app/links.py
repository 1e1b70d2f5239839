"""The state of a session in the address bar: the sample, and the settings of the fit.

An address holds nothing of what a visitor brought: neither data nor names of columns. Opened by
somebody else it shows the same settings on the sample.
"""

import streamlit as st

from polylasso.app import fitting, state
from polylasso.app.address import Parameters, read_address, write_address
from polylasso.app.samples import samples
from polylasso.errors import PolylassoError
from polylasso.job import FitSettings

__all__ = ["address", "keep", "opened"]

_OPENED = "polylasso.link.opened"

# Parameters that pages look after themselves: the place in the explorer.
_OTHERS = ("see",)


def opened() -> list[str]:
    """Take the settings of the address into a new session; return what of it cannot be used.

    Raises
    ------
    PolylassoError
        If the page has no table to begin with.
    """
    if st.session_state.get(_OPENED):
        return []
    state.loaded()  # waits for the fit of the first sample, and says so if there is none
    st.session_state[_OPENED] = True
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    return _take(given) if given else []


def _take(given: Parameters) -> list[str]:
    notes: list[str] = []
    key = given.get("sample", [""])[0]
    if key and key not in samples():
        notes.append(f"the link asks for a sample {key!r}, which is not here")
    elif key and key != state.loaded().sample:
        try:
            dataset = samples()[key].load()
        except PolylassoError as error:
            notes.append(f"the sample of the link cannot be had: {error}")
        else:
            state.keep_loaded(
                state.loaded_sample(samples()[key], dataset), samples()[key].settings(dataset)
            )
    before = state.settings()
    after, more = read_address(given, before, state.loaded().table)
    if after != before:
        state.keep_settings(after)
    if after != before or state.study() is None:
        fitting.begin(state.loaded(), after)
    return notes + more


def keep() -> None:
    """Write the state of the session into the address bar."""
    now = address()
    held = {name: st.query_params.get_all(name) for name in st.query_params}
    others = {name: held.pop(name) for name in _OTHERS if name in held}
    if held != now:
        st.query_params.from_dict({**others, **now})


def address(settings: FitSettings | None = None) -> dict[str, list[str]]:
    """Return the parameters of a link to this table with settings, by default those of now."""
    loaded = state.loaded()
    written = write_address(
        settings or state.settings(),
        state.usual_settings(),
        with_columns=loaded.sample is not None,
    )
    return written if loaded.sample is None else {"sample": [loaded.sample], **written}
