"""Which columns are what: the target, those left out, kinds, functions, weights and groups."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from polylasso.app.defaults import possible_targets
from polylasso.app.kept import held
from polylasso.app.state import Loaded
from polylasso.job import ColumnChoice, FitSettings
from polylasso.sources.table import Table

__all__ = ["draw_choices", "draw_rare_choices"]

# Columns that stand on several lines where one is not enough.
_MOST_WRAPPED = 40
_MISSING = {
    "error": "Refuse to fit",
    "indicator": "Mark them, in a column of their own",
    "drop": "Leave their rows out",
}
_FUNCTIONS = {
    "log1p": "log(1 + x)",
    "log": "log(x)",
    "sqrt": "Square root",
    "reciprocal": "1/x",
}


def draw_choices(loaded: Loaded, settings: FitSettings) -> FitSettings:
    """Draw the target and the features; return the settings with what is chosen."""
    table, columns = loaded.table, settings.columns
    targets = possible_targets(table)
    target = st.selectbox(
        "Predict",
        targets,
        key=_at(loaded, "target", columns.target if columns.target in targets else targets[-1]),
    )
    others = [name for name in table.names if name not in (target, columns.weights, columns.groups)]
    used = _features(others, columns)
    chosen = st.multiselect(
        "From",
        others,
        key=_at(loaded, "features", used, others),
        help="Columns that may be in the formula. Names, numbers of orders and the like tell "
        "nothing; what is only known afterwards would be cheating.",
        wrap=len(used) <= _MOST_WRAPPED,  # all are seen, unless they would fill the page
    )
    left_out = tuple(name for name in others if name not in chosen)
    return replace(
        settings,
        columns=replace(columns, target=target, features=(), exclude=left_out),
        shared=_of_known(settings.shared, chosen),
    )


def _features(others: Sequence[str], columns: ColumnChoice) -> list[str]:
    wanted = columns.features or tuple(others)
    return [name for name in others if name in wanted and name not in columns.exclude]


def _of_known(shared: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return parameters without what is said of columns that are no features any more."""
    kept = dict(shared)
    if kept.get("categorical"):
        kept["categorical"] = tuple(n for n in kept["categorical"] if n in names)
    if kept.get("transform"):
        kept["transform"] = {n: f for n, f in kept["transform"].items() if n in names} or None
    return kept


def draw_rare_choices(loaded: Loaded, settings: FitSettings) -> FitSettings:
    """Draw kinds, missing values, functions, weights and groups; return the settings."""
    table, columns, shared = loaded.table, settings.columns, dict(settings.shared)
    names = [n for n in table.names if n not in (columns.target, *columns.exclude)]
    numbers = [n for n in names if table.column(n).is_numeric]
    given = [n for n in shared.get("categorical", ()) if n in numbers]
    labels = st.multiselect(
        "Numbers that are only labels",
        numbers,
        key=_at(loaded, "labels", given, numbers),
        help="Such as codes: 3 is then not more than 2, only different from it.",
    )
    shared["categorical"] = tuple(labels)
    missing = st.selectbox(
        "Missing values",
        list(_MISSING),
        format_func=_MISSING.__getitem__,
        key=_at(loaded, "missing", settings.missing),
    )
    shared["missing"] = missing
    shared["transform"] = _draw_functions(loaded, shared, [n for n in numbers if n not in labels])
    left, right = st.columns(2)
    with left:
        weights = _draw_column("Weights", loaded, columns.weights, _numeric(table, columns.target))
    with right:
        groups = _draw_column(
            "Groups",
            loaded,
            columns.groups,
            [n for n in table.names if n not in (columns.target, weights)],
        )
    special = tuple(n for n in (weights, groups) if n is not None)
    exclude = tuple(n for n in columns.exclude if n not in special)
    return replace(
        settings,
        shared=_of_known(shared, [n for n in names if n not in special]),
        columns=replace(columns, weights=weights, groups=groups, exclude=exclude),
    )


def _numeric(table: Table, target: str | None) -> list[str]:
    return [c.name for c in table.columns if c.is_numeric and c.name != target]


def _draw_functions(
    loaded: Loaded, shared: dict[str, Any], numbers: Sequence[str]
) -> dict[str, tuple[str, ...]] | None:
    """Draw which columns go through which function; the column itself then goes."""
    st.caption("Powers of a function of a column in place of powers of the column itself:")
    given = shared.get("transform") or {}
    gathered: dict[str, tuple[str, ...]] = {}
    for place, (function, title) in zip(st.columns(4), _FUNCTIONS.items(), strict=True):
        before = [n for n in numbers if function in given.get(n, ())]
        chosen = place.multiselect(
            title, numbers, key=_at(loaded, function, before, numbers), placeholder="Columns"
        )
        for name in chosen:
            gathered[name] = (*gathered.get(name, ()), function)
    return gathered or None


def _draw_column(title: str, loaded: Loaded, now: str | None, names: Sequence[str]) -> str | None:
    helps = {
        "Weights": "A row of weight 2 counts as two.",
        "Groups": "Rows of one group stay together, when they are held out and in the folds.",
    }
    return st.selectbox(
        title,
        names,
        index=None,
        placeholder="None",
        help=helps[title],
        key=_at(loaded, title, now if now in names else None),
    )


def _at(loaded: Loaded, what: str, value: Any, options: Sequence[str] | None = None) -> str:
    """Return the key of a widget, which shows a value at first, and only what can be chosen."""
    return held(f"polylasso.columns.{loaded.digest}.{what}", value, options)
