"""The session of one visitor: table, settings and the last fit. It draws nothing.

All of it lives in the memory of the session and goes with it. What is shared by all visitors is
of sample data only.
"""

import hashlib
import os
import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from polylasso.app.limits import limits_from
from polylasso.app.samples import Sample, first_sample
from polylasso.app.work import fit_study
from polylasso.app.worker import Done, Failed, Running
from polylasso.datasets import Dataset
from polylasso.errors import DataError
from polylasso.job import FitSettings, Fitted, Selected
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table

__all__ = [
    "Loaded",
    "Study",
    "keep_loaded",
    "keep_settings",
    "keep_study",
    "loaded",
    "loaded_sample",
    "prepare",
    "settings",
    "study",
    "usual_settings",
]

# Seconds between looks at the fit of the first sample.
_LOOK = 0.02
_LOADED, _STUDY = "polylasso.loaded", "polylasso.study"
_SETTINGS, _USUAL = "polylasso.settings", "polylasso.settings.usual"


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The table of a session.

    Parameters
    ----------
    name : str
        Name of the file or of the sample.
    table : Table
    digest : str
        The same for the same table: for keys of widgets and caches.
    sample : str or None
        Key of the sample; None for an upload.
    """

    name: str
    table: Table
    digest: str
    sample: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A finished fit of a session.

    Parameters
    ----------
    loaded : Loaded
    settings : FitSettings
    fitted : Fitted
    outcome : dict of str to object
        What `job.fit_outcome` returns.
    """

    loaded: Loaded
    settings: FitSettings
    fitted: Fitted
    outcome: dict[str, Any]

    @property
    def estimator(self) -> Any:
        """The fitted estimator."""
        return self.fitted.estimator

    @property
    def model(self) -> PolynomialModel:
        """The model as a value."""
        return self.fitted.estimator.model_

    @property
    def train(self) -> Selected:
        """Rows that the scored model was fitted to."""
        return self.fitted.train

    @property
    def test(self) -> Selected | None:
        """Rows held out; None if none are."""
        return self.fitted.test

    @property
    def target(self) -> str:
        """Name of the target."""
        return self.settings.columns.target or ""


def loaded() -> Loaded:
    """Return the table of this session; at first the one that the page opens with."""
    if _LOADED not in st.session_state:
        st.session_state[_LOADED] = _first_table()[0]
    return st.session_state[_LOADED]


def settings() -> FitSettings:
    """Return the settings of the next fit."""
    if _SETTINGS not in st.session_state:
        st.session_state[_SETTINGS] = _first_table()[1]
    return st.session_state[_SETTINGS]


def study() -> Study | None:
    """Return the last finished fit of the table; None if there is none."""
    if _STUDY not in st.session_state:
        st.session_state[_STUDY] = _first_study()
    return st.session_state[_STUDY]


def usual_settings() -> FitSettings:
    """Return the settings that the table had at first."""
    return st.session_state.get(_USUAL) or _first_table()[1]


def keep_loaded(table: Loaded, chosen: FitSettings) -> None:
    """Take another table, with settings that suit it; the fit of the last one goes."""
    st.session_state[_LOADED] = table
    st.session_state[_USUAL] = st.session_state[_SETTINGS] = chosen
    st.session_state[_STUDY] = None


def keep_settings(chosen: FitSettings) -> None:
    """Take other settings for the next fit."""
    st.session_state[_SETTINGS] = chosen


def keep_study(done: Study) -> None:
    """Take a finished fit."""
    st.session_state[_STUDY] = done


def loaded_sample(sample: Sample, dataset: Dataset) -> Loaded:
    """Return a sample as the table of a session."""
    digest = hashlib.sha256(sample.key.encode()).hexdigest()[:16]
    return Loaded(sample.title, dataset.table, digest, sample.key)


_READING, _FITTING = threading.Lock(), threading.Lock()


def _first_table() -> tuple[Loaded, FitSettings]:
    """Return the table that the page opens with, read once per server: it is there before its fit.

    All visitors share it.
    """
    with _READING:
        return _read_first()


def _first_study() -> Study:
    """Return the fit that the page opens with, made once per server: all visitors share it."""
    with _FITTING:
        return _fit_first()


@cache
def _read_first() -> tuple[Loaded, FitSettings]:
    sample, dataset = first_sample()
    return loaded_sample(sample, dataset), sample.settings(dataset)


@cache
def _fit_first() -> Study:
    table, chosen = _first_table()
    limits = limits_from(os.environ)
    # In another process: meanwhile this one loads what draws the page.
    running = Running(limits, fit_study, table.table, chosen, table.name, limits.fit_bytes)
    while not isinstance(now := running.poll(), Done | Failed):
        time.sleep(_LOOK)
    if isinstance(now, Failed):
        raise DataError(f"{table.name} could not be fitted: {now.message}")
    fitted, outcome = now.value
    return Study(table, chosen, fitted, outcome)


def prepare() -> None:
    """Fit the first sample before a visitor comes."""
    _first_study()
