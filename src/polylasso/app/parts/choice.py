"""Choices among a few options that all are seen: the parts of a page, and kinds within a part."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

__all__ = ["choose_kind", "choose_part"]


def choose_part(label: str, options: Sequence[str], key: str) -> str:
    """Draw the parts of a page; return the one to show.

    Parameters
    ----------
    label : str
        For those who do not see the page.
    options : sequence of str
        The first is shown at first.
    key : str
    """
    return _choose(st.segmented_control, label, options, key)


def choose_kind(
    label: str, options: Sequence[str], key: str, names: Mapping[str, str] | None = None
) -> str:
    """Draw kinds of what is shown, as `choose_part`; `names` tells how options are called."""
    spell = str if names is None else names.__getitem__
    return _choose(partial(st.pills, format_func=spell), label, options, key)


def _choose(draw: Callable[..., str], label: str, options: Sequence[str], key: str) -> str:
    return draw(
        label,
        options,
        default=options[0],
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
        wrap=True,
    )
