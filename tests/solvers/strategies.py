"""Random regression problems of the nasty kind: ties, aliases, few rows, extreme scales."""

import numpy as np
from hypothesis import strategies as st

from tests.solvers.dense import DenseDesign

KINDS = ("normal", "binary", "integer", "powers")
SPOILS = ("constant", "duplicate", "opposite", "sum", "complement", "near")
TARGETS = ("noise", "span", "constant", "integer", "column")


@st.composite
def raw_columns(draw, max_columns=12):
    """Columns before centring, with up to three spoilt ones."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n_rows = draw(st.sampled_from([2, 3, 5, 20, 60]))
    n_columns = draw(st.integers(1, max_columns))
    shape = (n_rows, n_columns)
    raw = {
        "normal": lambda: rng.standard_normal(shape),
        "binary": lambda: (rng.random(shape) < 0.3).astype(float),
        "integer": lambda: rng.integers(-2, 3, shape).astype(float),
        "powers": lambda: rng.standard_normal((n_rows, 1)) ** (1 + np.arange(n_columns) % 5),
    }[draw(st.sampled_from(KINDS))]()
    for spoil in draw(st.lists(st.sampled_from(SPOILS), max_size=3)):
        first, second, third = rng.integers(0, n_columns, 3)
        raw[:, first] = {
            "constant": np.full(n_rows, 7.3),
            "duplicate": raw[:, second],
            "opposite": -3.0 * raw[:, second],
            "sum": raw[:, second] + raw[:, third],
            "complement": 1.0 - raw[:, second] - raw[:, third],
            "near": raw[:, second] + 1e-8 * rng.standard_normal(n_rows),
        }[spoil]
    return raw, rng


@st.composite
def designs(draw, max_columns=12, scales=(1.0, 1.0, 1e12, 1e-12)):
    """Dense designs, whole working sets or grown ones."""
    raw, rng = draw(raw_columns(max_columns))
    n_rows, n_columns = raw.shape
    target = {
        "noise": lambda: rng.standard_normal(n_rows),
        "span": lambda: raw @ rng.standard_normal(n_columns),
        "constant": lambda: np.full(n_rows, 1 / 3),
        "integer": lambda: rng.integers(-2, 3, n_rows).astype(float),
        "column": lambda: raw[:, 0],
    }[draw(st.sampled_from(TARGETS))]()
    weights = draw(st.sampled_from([None, rng.uniform(0.1, 1.0, n_rows)]))
    return DenseDesign.of(raw, draw(st.sampled_from(scales)) * target, weights, draw(st.booleans()))


@st.composite
def factors(draw, n_terms, values=(1.0,)):
    """Penalty factors."""
    chosen = draw(st.lists(st.sampled_from(values), min_size=n_terms, max_size=n_terms))
    return np.array(chosen)
