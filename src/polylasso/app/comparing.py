"""The comparison of models of a session: begun, followed and taken in. It draws nothing."""

import os
from dataclasses import replace

import streamlit as st

from polylasso.app.limits import limits_from
from polylasso.app.state import Study
from polylasso.app.work import compare_study
from polylasso.app.worker import Cancelled, Done, Failed, Running, State
from polylasso.job.comparing import Compared

__all__ = ["begin", "cancel", "collect", "compared", "failure", "progress"]

# Times as long as one fit may take: it is many of them.
_LONGER = 3
_RUNNING, _OUTCOME = "polylasso.compare.running", "polylasso.compare.outcome"


def begin(done: Study) -> None:
    """Begin to compare models of the table and the settings of a fit."""
    cancel()
    allowed = limits_from(os.environ)
    limits = replace(allowed, fit_seconds=_LONGER * allowed.fit_seconds)
    running = Running(limits, compare_study, done.loaded.table, done.settings, limits.fit_bytes)
    st.session_state[_RUNNING] = (running, _key(done))


def progress() -> State | None:
    """Return how far it is; None if nothing is under way."""
    return st.session_state[_RUNNING][0].poll() if _RUNNING in st.session_state else None


def cancel() -> None:
    """End what is under way."""
    if _RUNNING in st.session_state:
        st.session_state.pop(_RUNNING)[0].cancel()


def collect() -> None:
    """Take what has ended into the session."""
    now = progress()
    if isinstance(now, Done | Failed | Cancelled):
        _, key = st.session_state.pop(_RUNNING)
        if not isinstance(now, Cancelled):
            st.session_state[_OUTCOME] = (key, now)


def compared(done: Study) -> Compared | None:
    """Return the comparison for a fit; None if there is none."""
    ended = _ended(done)
    return ended.value if isinstance(ended, Done) else None


def failure(done: Study) -> str | None:
    """Return why the last comparison for a fit came to nothing."""
    ended = _ended(done)
    return ended.message if isinstance(ended, Failed) else None


def _ended(done: Study) -> State | None:
    key, ended = st.session_state.get(_OUTCOME, (None, None))
    return ended if key == _key(done) else None


def _key(done: Study) -> tuple[str, str]:
    return done.loaded.digest, repr(done.settings)
