"""What was computed for a session from its own data, kept as long as that is what is shown.

A cache of Streamlit is shared by all visitors; this one goes with the session.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

__all__ = ["kept"]

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
