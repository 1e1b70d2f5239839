"""Results of a session that a rerun of the page would compute again. Nothing here is shared."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

__all__ = ["kept"]

_KEPT = "polylasso.lab"
# Results of one session, the last used ones; each is a few megabytes at most.
_MOST = 12

Result = TypeVar("Result")


def kept(key: Hashable, make: Callable[[], Result]) -> Result:
    """Return a result of this session, made now if it is not there."""
    results: OrderedDict = st.session_state.setdefault(_KEPT, OrderedDict())
    if key not in results:
        results[key] = make()
    results.move_to_end(key)
    while len(results) > _MOST:
        results.popitem(last=False)
    return results[key]
