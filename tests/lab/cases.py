"""Tables of which it is known what predicts them."""

import numpy as np

from polylasso.lab.holdout import split_rows
from polylasso.lab.prepared import prepare
from polylasso.selection import Search
from polylasso.solvers import Settings
from polylasso.sources.frames import to_table
from polylasso.training import Specification


def normal(n_rows=240, n_columns=3, seed=0):
    return np.random.default_rng(seed).normal(size=(n_rows, n_columns))


def noise(n_rows, seed=1):
    return np.random.default_rng(seed).normal(size=n_rows)


def prepared(X, y, degree=2, n_folds=4, l1_ratio=1.0, **more):
    """Return what the candidates of one degree share."""
    split = split_rows(to_table(X), np.asarray(y, dtype=float), "y", 0.2, n_folds, 0)
    specification = Specification(degree=degree, unknown="baseline", **more)
    return prepare(split, specification, Search(), Settings(l1_ratio=l1_ratio))
