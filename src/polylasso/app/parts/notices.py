"""What to know and to mend, as a short list: the gravest first."""

from collections.abc import Sequence

import streamlit as st

from polylasso.app.parts.text import plain
from polylasso.check import Notice

__all__ = ["draw_notes", "draw_notices"]

# Lines that are seen at once; the others are a click away.
_FIRST = 4
_ICONS = {
    "error": ":material/error:",
    "warning": ":material/warning:",
    "info": ":material/info:",
}
_WORDS = {"error": "must be mended", "warning": "may mislead", "info": "worth knowing"}


def draw_notices(notices: Sequence[Notice]) -> None:
    """Draw what a check found."""
    lines = [
        f"{_ICONS[one.severity]} {_about(one)}{plain(one.message)} *({_WORDS[one.severity]})*"
        for one in notices
    ]
    _draw(lines)


def draw_notes(notes: Sequence[str]) -> None:
    """Draw warnings of a fit."""
    _draw([f"{_ICONS['warning']} {plain(note)}" for note in notes])


def _about(notice: Notice) -> str:
    return "" if notice.column is None else f"**{plain(notice.column)}**: "


def _draw(lines: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines[:_FIRST]))
    if len(lines) > _FIRST:
        with st.expander(f"{len(lines) - _FIRST} more"):
            st.markdown("\n".join(f"- {line}" for line in lines[_FIRST:]))
