"""Which rows lie outside the training range: of those held out, or of a file."""

from typing import Any

import streamlit as st

from polylasso.app.parts.choice import choose_kind
from polylasso.app.parts.figure import figure
from polylasso.app.parts.rows_file import choose_rows
from polylasso.app.parts.text import plain
from polylasso.app.state import Study
from polylasso.errors import DataError
from polylasso.inspection import RangeMap, range_map
from polylasso.plots import RangeMapDisplay
from polylasso.sources.table import Table

__all__ = ["draw_ranges", "excess_table"]

_HELD_OUT, _FILE = "Rows held out", "Rows of a file"
# Rows whose values outside are listed.
_MOST_ROWS = 200


@st.fragment
def draw_ranges(done: Study, key: str) -> None:
    """Draw rows beside the training range.

    Parameters
    ----------
    done : Study
    key : str
        Of the model.
    """
    kinds = (_FILE,) if done.test is None else (_HELD_OUT, _FILE)
    kind = choose_kind("Rows", kinds, f"polylasso.ranges.{key}")
    table: Table | None
    if kind == _FILE or done.test is None:
        table = choose_rows(done.model, f"polylasso.ranges.file.{key}")
    else:
        table = done.test.features
    if table is None:
        return
    try:
        found = range_map(done.model, table)
    except DataError as error:
        st.error(plain(str(error)))
        return
    figure(RangeMapDisplay(found), _in_words(found))
    if found.n_outside:
        _draw_excesses(found)


def excess_table(found: RangeMap, most: int = _MOST_ROWS) -> dict[str, list[Any]]:
    """Return the values outside, a row for each; rows of the table are counted from 1."""
    excesses = found.excesses(most)
    return {
        "row": [one.row + 1 for one in excesses],
        "column": [one.variable.name for one in excesses],
        "value": [
            one.value if isinstance(one.value, str) else f"{one.value:.6g}" for one in excesses
        ],
        "training range": [_range(one.variable) for one in excesses],
        "beyond by": [one.beyond for one in excesses],
    }


def _draw_excesses(found: RangeMap) -> None:
    with st.expander("The values outside"):
        st.dataframe(excess_table(found), hide_index=True, alt="The values outside the range")
        if found.n_outside > _MOST_ROWS:
            st.caption(f"Of the first {_MOST_ROWS} rows out of {found.n_outside:,}.")


def _range(variable: Any) -> str:
    if variable.kind == "categorical":
        return f"{len(variable.levels)} known labels"
    return f"{variable.lower:,.6g} to {variable.upper:,.6g}"


def _in_words(found: RangeMap) -> str:
    outside = [
        f"{one.variable.name} in {one.n_outside:,}" for one in found.columns[:5] if one.n_outside
    ]
    where = f": {', '.join(outside)}" if outside else ""
    return (
        f"{found.n_outside:,} of {found.n_rows:,} rows lie outside the training range of a "
        f"column{where}."
    )
