"""A table made small enough for an optimiser to be watched: fewer rows, columns or degrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from polylasso.encoding import EncodingOptions, learn_variables
from polylasso.errors import DataError
from polylasso.sources.table import Table
from polylasso.terms import Dictionary, Variable

__all__ = ["Excerpt", "excerpt"]


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """Rows and columns of a table, and the degree at which their terms are few enough.

    Parameters
    ----------
    features : Table
    rows : ndarray of int, shape (n_rows,)
        Rows of the table that were taken, in order.
    degree : int
    options : mapping of str to object
        How columns are read, for those that are left.
    n_terms : int
        Candidate terms up to that degree; some may turn out not to vary.
    left_out : tuple of str
        Columns without which the terms are few enough.
    n_rows_before : int
        Rows of the whole table.
    """

    features: Table
    rows: np.ndarray
    degree: int
    options: Mapping[str, Any]
    n_terms: int
    left_out: tuple[str, ...]
    n_rows_before: int


def excerpt(
    features: Table,
    *,
    degree: int = 2,
    max_terms: int = 300,
    max_rows: int = 5000,
    seed: int = 0,
    options: Mapping[str, Any] | None = None,
) -> Excerpt:
    """Take rows and columns of a table.

    Categorical columns are left out, those of the most levels first, until the terms are few
    enough; if that is not enough the degree is lowered, with all columns back; at degree 1 the
    last columns go too.

    Parameters
    ----------
    features : Table
    degree : int, default=2
        The largest that is tried.
    max_terms : int, default=300
    max_rows : int, default=5000
        If there are more, so many are drawn without replacement.
    seed : int, default=0
        Of the draw.
    options : mapping of str to object, default=None
        Parameters of `PolynomialLasso` that say how columns are read: categorical, transform,
        missing, max_levels.

    Raises
    ------
    DataError
        If no column can be used.
    """
    rows = _drawn(features.n_rows, max_rows, seed)
    taken = features if len(rows) == features.n_rows else features.take(rows)
    options = {**(options or {})}
    learned = learn_variables(taken, np.ones(len(rows)), _encoding(options))
    if not learned.variables:
        raise DataError("no column can be used here; choose other columns")
    kept, degree = _few_enough(learned.variables, degree, max_terms)
    names = {variable.name for variable in kept}
    return Excerpt(
        features=Table(tuple(c for c in taken.columns if c.name in names), len(rows)),
        rows=rows,
        degree=degree,
        options=_for_columns(options, names),
        n_terms=_count(kept, degree),
        left_out=tuple(one.name for one in learned.variables if one.name not in names),
        n_rows_before=features.n_rows,
    )


def _drawn(n_rows: int, most: int, seed: int) -> np.ndarray:
    if n_rows <= most:
        return np.arange(n_rows)
    return np.sort(np.random.default_rng(seed).choice(n_rows, most, replace=False))


def _encoding(options: Mapping[str, Any]) -> EncodingOptions:
    transform = options.get("transform") or {}
    functions = {
        name: (given,) if isinstance(given, str) else tuple(given)
        for name, given in transform.items()
    }
    return EncodingOptions(
        categorical=tuple(options.get("categorical", ())),
        transform=functions,
        missing=options.get("missing", "error"),
        max_levels=options.get("max_levels", 100),
    )


def _for_columns(options: dict[str, Any], names: set[str]) -> dict[str, Any]:
    transform = options.get("transform") or {}
    return {
        **options,
        "categorical": tuple(name for name in options.get("categorical", ()) if name in names),
        "transform": {name: transform[name] for name in transform if name in names},
    }


def _few_enough(
    variables: tuple[Variable, ...], degree: int, most: int
) -> tuple[tuple[Variable, ...], int]:
    for tried in range(degree, 0, -1):
        kept = list(variables)
        while _count(kept, tried) > most and (widest := _widest(kept)) is not None:
            kept.remove(widest)
        if kept and _count(kept, tried) <= most:
            return tuple(kept), tried
    kept = list(variables)
    while len(kept) > 1 and _count(kept, 1) > most:
        kept.pop()
    return tuple(kept), 1


def _widest(variables: list[Variable]) -> Variable | None:
    """Return the categorical variable of the most levels, the last of equal ones."""
    categorical = [one for one in variables if one.kind == "categorical"]
    return max(reversed(categorical), key=lambda one: len(one.levels), default=None)


def _count(variables: tuple[Variable, ...] | list[Variable], degree: int) -> int:
    return Dictionary(tuple(variables), degree).n_terms
