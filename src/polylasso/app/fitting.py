"""The fit of a session: begun, followed and taken in. It draws nothing."""

import os

import streamlit as st

from polylasso.app import state
from polylasso.app.limits import limits_from
from polylasso.app.state import Loaded, Study
from polylasso.app.work import fit_study
from polylasso.app.worker import Cancelled, Done, Failed, Running, State
from polylasso.job import FitSettings

__all__ = ["begin", "cancel", "collect", "forget_failure", "last_failure", "progress", "study_of"]

_RUNNING, _FAILURE = "polylasso.fit.running", "polylasso.fit.failure"


def begin(loaded: Loaded, settings: FitSettings) -> None:
    """Begin a fit; one that is under way is ended."""
    cancel()
    limits = limits_from(os.environ)
    args = (loaded.table, settings, loaded.name, limits.fit_bytes)
    st.session_state[_RUNNING] = (Running(limits, fit_study, *args), loaded, settings)


def progress() -> State | None:
    """Return how far the fit is; None if there is none."""
    return st.session_state[_RUNNING][0].poll() if _RUNNING in st.session_state else None


def cancel() -> None:
    """End the fit that is under way."""
    forget_failure()
    if _RUNNING in st.session_state:
        st.session_state.pop(_RUNNING)[0].cancel()


def collect() -> bool:
    """Take a fit that has ended into the session; return whether one was taken."""
    now = progress()
    if not isinstance(now, Done | Failed | Cancelled):
        return False
    _, loaded, settings = st.session_state.pop(_RUNNING)
    if isinstance(now, Failed):
        st.session_state[_FAILURE] = now.message
    if not isinstance(now, Done):
        return False
    state.keep_study(study_of(loaded, settings, now))
    return True


def study_of(loaded: Loaded, settings: FitSettings, done: Done) -> Study:
    """Return a finished fit as a study."""
    fitted, outcome = done.value
    return Study(loaded, settings, fitted, outcome)


def last_failure() -> str | None:
    """Return why the last fit came to nothing."""
    return st.session_state.get(_FAILURE)


def forget_failure() -> None:
    """Forget why the last fit came to nothing."""
    st.session_state.pop(_FAILURE, None)
