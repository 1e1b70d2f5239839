"""Long work under way: its place in the queue, how far it is, and a button that ends it.

The run of the script that drew a page goes on, at its end, to tell how far the work is: what the
visitor does meanwhile ends that run and begins another. Fragments that run again and again would
take more of a busy server, and may miss that there is nothing to follow any more.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from polylasso.app.work import Told
from polylasso.app.worker import Cancelled, Done, Failed, State, Waiting
from polylasso.descent import Progress

__all__ = ["draw_waiting", "forget_waiting", "in_words", "watch"]

# Seconds between looks, and between those of who waits for a place to work at.
_LOOK, _LOOK_IN_QUEUE = 0.3, 1.0
_WATCHED = "polylasso.waiting"


@dataclass(frozen=True, slots=True, eq=False)
class _Watched:
    """Work, and the place on the page that tells how far it is."""

    poll: Callable[[], State | None]
    doing: str
    place: DeltaGenerator

    def tell(self, now: State) -> None:
        """Tell how far it is. What the visitor did meanwhile is noticed here."""
        share, text = in_words(now, self.doing)
        self.place.progress(share, text)


def forget_waiting() -> None:
    """Begin a run: nothing is watched yet."""
    st.session_state[_WATCHED] = []


def draw_waiting(
    poll: Callable[[], State | None], cancel: Callable[[], Any], doing: str, key: str
) -> None:
    """Draw how far some work is, if there is any; `watch` keeps it up to date.

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
    now = poll()
    if now is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        one = _Watched(poll, doing, st.empty())
        if not _has_ended(now):
            one.tell(now)
        if st.button("Cancel", key=f"{key}.cancel", icon=":material/close:"):
            cancel()
            st.rerun()
    st.session_state[_WATCHED].append(one)


def watch() -> None:
    """End a run: tell how far the work on the page is, and draw it anew once some has ended."""
    watched = st.session_state.pop(_WATCHED, [])
    while watched:
        looks = [_LOOK]
        for one in watched:
            now = one.poll()
            if now is None or _has_ended(now):
                st.rerun()
            one.tell(now)
            looks.append(_LOOK_IN_QUEUE if isinstance(now, Waiting) and now.ahead else _LOOK)
        time.sleep(max(looks))


def _has_ended(now: State) -> bool:
    return isinstance(now, Done | Failed | Cancelled)


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
