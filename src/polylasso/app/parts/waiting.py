"""Long work under way: its place in the queue, how far it is, and a button that ends it."""

import itertools
from collections.abc import Callable
from typing import Any

import streamlit as st

from polylasso.app.work import Told
from polylasso.app.worker import Cancelled, Done, Failed, State, Waiting
from polylasso.descent import Progress

__all__ = ["draw_waiting", "in_words"]

# Seconds between looks. Each is a run on the server, and many visitors may wait at a time.
_LOOK = 0.5


def draw_waiting(
    poll: Callable[[], State | None], cancel: Callable[[], Any], doing: str, key: str
) -> None:
    """Draw how far some work is, again and again; once it has ended the page is drawn anew.

    To be called in every run, whether there is work or not. A busy server may lose the message that
    nothing is to be followed any more; the page then goes on asking, and as what it asks for is
    still here, it is told again.

    Parameters
    ----------
    poll : callable
        Returns how far it is; None if there is none.
    cancel : callable
        Ends it.
    doing : str
        What is being done, such as "Fitting".
    key : str
        Of the work.
    """
    looks = itertools.count()

    @st.fragment(run_every=None if poll() is None else _LOOK)
    def follow() -> None:
        now = poll()
        if now is None or isinstance(now, Done | Failed | Cancelled):
            if next(looks):
                st.rerun()
            return
        next(looks)
        share, text = in_words(now, doing)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(share, text)
            if st.button("Cancel", key=f"{key}.cancel", icon=":material/close:"):
                cancel()
                st.rerun()

    follow()


def in_words(now: State, doing: str) -> tuple[float, str]:
    """Return the share that is done, and a sentence; both for work that has not ended."""
    if isinstance(now, Waiting):
        if now.ahead == 0:
            return 0.0, f"{doing}: next in the queue"
        return 0.0, f"{doing}: waiting, {now.ahead} before this one"
    if isinstance(now.told, Progress):
        return min(now.told.share, 1.0), f"{doing}: {now.told}"
    if isinstance(now.told, Told):
        return min(now.told.share, 1.0), f"{doing}: {now.told.text}"
    if isinstance(now.told, str):
        return 0.0, f"{doing}: {now.told}"
    return 0.0, f"{doing} …"
