"""The explorer on a page: it moves in the browser, and tells the session where it rests."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from polylasso.app.state import Study
from polylasso.explorer import SCRIPT, STYLE, Payload

__all__ = ["SEEN", "component", "explorer"]

# The parameter of the address that says where the explorer stands.
SEEN = "see"
_KEY, _KEPT = "polylasso.explorer", "polylasso.explored"
# Called once for each content: as long as the bytes are the same it is left alone.
_HOST = f"""
export default function ({{ data, parentElement, setStateValue }}) {{
  const place = document.createElement("div");
  parentElement.append(place);
  const payload = polylassoExplorer.unframed(data);
  const link = (state) => {{
    const address = new URL(location.href);
    address.searchParams.set({json.dumps(SEEN)}, new URLSearchParams(state).toString());
    return address.href;
  }};
  const {{ title, state, shares }} = payload.host;
  const explorer = polylassoExplorer.mount(place, payload, {{
    title, state, inside: true, link: shares && link,
    onSettle: (seen) => setStateValue("seen", seen),
  }});
  return () => {{
    explorer.destroy();
    place.remove();
  }};
}}
"""


@dataclass(slots=True)
class _Kept:
    """What the session remembers of the explorer of one fit.

    Parameters
    ----------
    study : Study
    payload : Payload
    begun : mapping of str to str
        Where it stood when the page was opened. The script begins there; that this stays the same
        keeps it from being made anew.
    seen : mapping of str to str
        Where it rests now.
    """

    study: Study
    payload: Payload
    begun: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


def explorer(study: Study, make: Callable[[], Payload], title: str) -> None:
    """Show the explorer of a fit.

    Parameters
    ----------
    study : Study
    make : callable
        Makes the payload; called once per fit.
    title : str
    """
    kept = _kept(study, make)
    if _KEY not in st.session_state:  # the page was just opened, or opened again
        kept.begun = kept.seen
    # An address tells others of sample data only.
    shares = study.loaded.sample is not None
    host = {"title": title, "state": dict(kept.begun), "shares": shares}
    component()(
        key=_KEY,
        data=kept.payload.to_bytes(host),
        default={"seen": None},
        on_seen_change=lambda: _note(kept, shares),
    )


def _kept(study: Study, make: Callable[[], Payload]) -> _Kept:
    kept = st.session_state.get(_KEPT)
    if kept is None or kept.study is not study:
        asked = dict(parse_qsl(st.query_params.get(SEEN, ""))) if kept is None else {}
        kept = st.session_state[_KEPT] = _Kept(study, make(), asked, asked)
    return kept


def _note(kept: _Kept, shares: bool) -> None:
    """Remember where the explorer rests, in the address too where that may be shared."""
    seen = st.session_state[_KEY].get("seen")
    if not isinstance(seen, Mapping):
        return
    kept.seen = {str(name): str(value) for name, value in seen.items()}
    if shares:
        st.query_params[SEEN] = urlencode(kept.seen)


@cache
def component() -> Callable[..., Any]:
    """Return what shows a payload that was packed for a host with title, state and shares."""
    return st.components.v2.component("polylasso.explorer", css=STYLE, js=SCRIPT + _HOST)
