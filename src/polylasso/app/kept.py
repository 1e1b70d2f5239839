"""What a session keeps: what was computed from its own data, and what its widgets show.

A cache of Streamlit is shared by all visitors; this one goes with the session.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import streamlit as st

__all__ = ["held", "kept"]

Value = TypeVar("Value")


def kept(name: str, key: Hashable, compute: Callable[[], Value]) -> Value:
    """Return what was computed last under a name, if it was for this key; else compute it.

    Parameters
    ----------
    name : str
    key : hashable
        All that the value depends on.
    compute : callable
    """
    slot = f"polylasso.kept.{name}"
    if slot not in st.session_state or st.session_state[slot][0] != key:
        st.session_state[slot] = (key, compute())
    return st.session_state[slot][1]


def held(key: str, value: Any, options: Sequence[str] | None = None) -> str:
    """Return the key of a widget that shows a value at first, and only what can be chosen.

    It is held anew in every run: the page may never have drawn what an interrupted run sent, and
    would begin with nothing, or with the first of all that can be chosen.

    Parameters
    ----------
    key : str
    value : object
    options : sequence of str, optional
        What can be chosen, for a widget of several.
    """
    now = st.session_state.get(key, value)
    st.session_state[key] = now if options is None else [name for name in now if name in options]
    return key
