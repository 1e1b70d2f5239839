"""The fields of a form, drawn: a number that is typed, or one of some labels."""

from collections.abc import Sequence

import streamlit as st

from polylasso.app.answer import beside_range
from polylasso.app.parts.text import plain
from polylasso.job.form import Field, Point

__all__ = ["draw_form", "fill_form"]

# More fields than that stand in two columns, where there is room.
_ONE_COLUMN = 4


def draw_form(fields: Sequence[Field], key: str) -> Point:
    """Draw all fields; return what is in them.

    Parameters
    ----------
    fields : sequence of Field
    key : str
        Of the model: another one has a form of its own.
    """
    columns = st.columns(2 if len(fields) > _ONE_COLUMN else 1)
    per_column = -(-len(fields) // len(columns))
    point = {}
    for place, field in enumerate(fields):
        with columns[place // per_column].container(gap="xxsmall"):
            point[field.variable.name] = _draw_field(field, _key(key, place))
    return point


def fill_form(fields: Sequence[Field], key: str, point: Point) -> None:
    """Put values into all fields, before they are drawn."""
    for place, field in enumerate(fields):
        value = point[field.variable.name]
        held = field.options.index(value) if field.options else value
        st.session_state[_key(key, place)] = held


def _key(key: str, place: int) -> str:
    # Never of the name: keys become classes of the page.
    return f"polylasso.predict.{key}.{place}"


def _draw_field(field: Field, key: str) -> float | str | None:
    first = field.options.index(field.default) if field.options else field.default
    # Held anew in every run: the page may never have drawn what an interrupted run sent.
    st.session_state[key] = st.session_state.get(key, first)
    return _draw_choice(field, key) if field.options else _draw_number(field, key)


def _draw_choice(field: Field, key: str) -> float | str | None:
    position = st.selectbox(
        plain(field.variable.name),
        range(len(field.options)),
        format_func=field.labels.__getitem__,
        key=key,
        persist_state="session",
    )
    return field.options[position]


def _draw_number(field: Field, key: str) -> float | None:
    value = st.number_input(
        plain(field.variable.name),
        value=None,
        step=field.step,
        format=field.format,
        key=key,
        persist_state="session",
        placeholder=f"{field.range_in_words}",
    )
    words = plain(f"in training {field.range_in_words}")
    if beside_range(field, value):
        st.caption(f":orange[:material/warning: outside: {words}]")
    else:
        st.caption(words)
    return value
