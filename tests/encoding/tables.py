"""Small tables by hand."""

import numpy as np

from polylasso.sources.table import Column, Table


def numbers(name, *values):
    return Column(name, np.array(values, dtype=float))


def labels(name, *values):
    """A categorical column; None is missing."""
    categories = tuple(sorted({value for value in values if value is not None}))
    codes = [-1 if value is None else categories.index(value) for value in values]
    return Column(name, np.array(codes, dtype=np.intp), categories)


def table(*columns):
    return Table(columns, len(columns[0].values) if columns else 0)
