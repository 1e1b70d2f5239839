"""Random raw columns, targets and weights, with what makes folds awkward."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def data(draw):
    """Raw columns of shape (n_rows, n_terms), target, positive weights, and a generator."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n_rows = draw(st.integers(8, 40))
    raw = rng.standard_normal((n_rows, 6))
    raw[:, 1] = rng.random(n_rows) < 0.15  # rare: constant inside some folds
    raw[:, 2] = 1e3 + raw[:, 2]  # far from zero
    raw[:, 3] = 4.0  # constant everywhere
    raw[:, 4] = 0.0
    raw[0, 4] = 1.0  # one row alone
    target = 1e2 + rng.standard_normal(n_rows)
    weights = rng.uniform(0.2, 2.0, n_rows) if draw(st.booleans()) else np.ones(n_rows)
    return raw, target, weights / weights.sum(), rng


def kfold(rng, n_rows, n_folds=4):
    """Training masks of shuffled folds."""
    fold = rng.permutation(n_rows) % n_folds
    return fold != np.arange(n_folds)[:, None]


def growing(n_rows):
    """Training masks of windows that start at the first row and grow."""
    return np.arange(n_rows) < np.array([n_rows // 4, n_rows // 2, 3 * n_rows // 4])[:, None]
