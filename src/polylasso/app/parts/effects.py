"""How the prediction changes with one column, with two, and with those that matter most."""

from typing import Any

import numpy as np
import streamlit as st

from polylasso.app.parts.choice import choose_kind
from polylasso.app.parts.figure import figure
from polylasso.app.parts.numbers import shown
from polylasso.inspection import Effect, Grid, JointEffect, effects_by_size, strongest_pair
from polylasso.model import PolynomialModel
from polylasso.plots import EffectDisplay, SurfaceDisplay
from polylasso.sources.table import Table

__all__ = ["draw_effects", "effect_table", "joint_table"]

_ONE, _TWO, _ALL = "One column", "Two columns", "The strongest"
# Rows and columns of the tables beside a picture.
_MOST_ROWS, _MOST_COLUMNS = 21, 7


@st.fragment
def draw_effects(model: PolynomialModel, rows: Table, key: str) -> None:
    """Draw the effects of columns.

    Parameters
    ----------
    model : PolynomialModel
    rows : Table
        Of the training: they tell what is typical.
    key : str
        Of the model.
    """
    names = [one.grid.variable.name for one in effects_by_size(model, n_points=50)]
    if not names:
        st.info("The model has no term: nothing changes its prediction.")
        return
    kinds = (_ONE, _TWO, _ALL) if len(names) > 1 else (_ONE,)
    kind = choose_kind("Columns", kinds, f"polylasso.effects.{key}")
    draw = {_ONE: _draw_one, _TWO: _draw_two, _ALL: _draw_all}
    draw[kind](model, rows, names, key)


def effect_table(effect: Effect) -> dict[str, list[Any]]:
    """Return some points of a curve, or all levels."""
    kept = _some(effect.grid, _MOST_ROWS)
    return {
        effect.grid.variable.name: _names(effect.grid, kept),
        f"predicted {effect.target_name}": effect.predicted[kept].tolist(),
    }


def joint_table(joint: JointEffect) -> dict[str, list[Any]]:
    """Return some points of a surface: the first column down, the second across."""
    first, second = joint.grids
    down, across = _some(first, _MOST_ROWS), _some(second, _MOST_COLUMNS)
    table: dict[str, list[Any]] = {first.variable.name: _names(first, down)}
    for place, label in zip(across, _names(second, across), strict=True):
        text = label if isinstance(label, str) else shown(label, 4)
        table[f"{second.variable.name} = {text}"] = joint.predicted[down, place].tolist()
    return table


def _draw_one(model: PolynomialModel, rows: Table, names: list[str], key: str) -> None:
    name = _choose("Column", names, names[0], f"polylasso.effect.{key}")
    display = EffectDisplay.from_model(model, rows, name)
    (effect,) = display.effects
    figure(display, _in_words(effect))
    _draw_table(effect_table(effect))


def _draw_two(model: PolynomialModel, rows: Table, names: list[str], key: str) -> None:
    pair = strongest_pair(model)
    with st.container(horizontal=True):
        first = _choose("First column", names, pair[0], f"polylasso.first.{key}")
        others = [name for name in names if name != first]
        preferred = pair[1] if pair[1] != first else pair[0]
        second = _choose("Second column", others, preferred, f"polylasso.second.{key}.{first}")
    display = SurfaceDisplay.from_model(model, rows, (first, second))
    figure(display, _joint_in_words(display.joint))
    _draw_table(joint_table(display.joint))


def _draw_all(model: PolynomialModel, rows: Table, names: list[str], key: str) -> None:
    display = EffectDisplay.from_model(model, rows)
    figure(display, " ".join(map(_in_words, display.effects)), width=1000)
    _draw_table(
        {
            "column": [one.grid.variable.name for one in display.effects],
            "least prediction": [_inside(one).min() for one in display.effects],
            "largest prediction": [_inside(one).max() for one in display.effects],
            "difference": [one.span for one in display.effects],
        }
    )


def _choose(label: str, names: list[str], default: str, key: str) -> str:
    """Draw a box of columns, the strongest first, and return the name."""
    return st.selectbox(
        label, names, index=names.index(default), key=key, persist_state="session", width=360
    )


def _draw_table(table: dict[str, list[Any]]) -> None:
    with st.expander("The picture as a table"):
        st.dataframe(table, hide_index=True, alt="The numbers of the picture")


def _some(grid: Grid, most: int) -> np.ndarray:
    """Return places that are spread over a grid, its ends included."""
    return np.unique(
        np.linspace(0, grid.n_points - 1, min(most, grid.n_points)).round().astype(int)
    )


def _names(grid: Grid, places: np.ndarray) -> list[Any]:
    return [grid.labels[place] if grid.labels else float(grid.values[place]) for place in places]


def _inside(effect: Effect) -> np.ndarray:
    return effect.predicted[~effect.grid.outside]


def _in_words(effect: Effect) -> str:
    inside = _inside(effect)
    ends = f"from {shown(inside[0], 4)} to {shown(inside[-1], 4)}"
    extremes = f"between {shown(inside.min(), 4)} and {shown(inside.max(), 4)}"
    return (
        f"Predicted {effect.target_name} along {effect.grid.variable.name}: {ends}, {extremes} "
        "within the training range."
    )


def _joint_in_words(joint: JointEffect) -> str:
    first, second = (grid.variable.name for grid in joint.grids)
    known = joint.predicted[np.isfinite(joint.predicted)]
    ends = f"between {shown(known.min(), 4)} and {shown(known.max(), 4)}" if known.size else "empty"
    return f"Predicted {joint.target_name} over {first} and {second}: {ends}."
