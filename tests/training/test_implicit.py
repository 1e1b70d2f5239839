"""Large columns stay where they lie: the terms formed of them are the same to the last bit."""

import numpy as np
import pandas as pd
import pytest

from polylasso.design import ScaledRows
from polylasso.encoding import EncodingOptions
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem, implicit


def mixed(n_rows):
    rng = np.random.default_rng(0)
    gaps = rng.standard_normal(n_rows)
    gaps[::7] = np.nan
    return pd.DataFrame(
        {
            "plain": 1e5 * rng.standard_normal(n_rows),
            "huge": 1e305 * rng.uniform(0.1, 1.0, n_rows),
            "tiny": 1e-310 * rng.integers(1, 9, n_rows),
            "logged": rng.uniform(0.1, 9.0, n_rows),
            "gaps": gaps,
            "count": rng.integers(0, 5, n_rows),
            "flag": rng.integers(0, 2, n_rows),
            "place": rng.choice(["a", "b", "c"], n_rows),
        }
    )


def problem(degree, basis):
    frame = mixed(60)
    specification = Specification(
        degree=degree,
        basis=basis,
        encoding=EncodingOptions(transform={"logged": ("log", "identity")}, missing="indicator"),
        storage="implicit",
    )
    target = np.random.default_rng(1).standard_normal(60)
    return build_problem(to_table(frame), target, np.ones(60), specification), target


@pytest.mark.parametrize("degree", [1, 2, 3])
@pytest.mark.parametrize("basis", ["power", "legendre", "hermite"])
def test_columns_in_place_make_the_same_terms(monkeypatch, degree, basis):
    held, target = problem(degree, basis)
    monkeypatch.setattr(implicit, "LARGE", 0)
    in_place, _ = problem(degree, basis)
    assert isinstance(in_place.columns._atoms.held[1], ScaledRows)
    assert isinstance(held.columns._atoms.held[1], np.ndarray)
    everything = np.arange(held.design.n_terms)
    np.testing.assert_array_equal(in_place.columns.rows(everything), held.columns.rows(everything))
    np.testing.assert_array_equal(
        in_place.columns.project(target[None]), held.columns.project(target[None])
    )


def test_large_columns_are_not_copied():
    X = np.random.default_rng(0).standard_normal((10_500, 201))
    target = X[:, 0] * X[:, 1]
    specification = Specification(degree=1, storage="implicit")
    held = build_problem(to_table(X), target, np.ones(10_500), specification).columns._atoms.held[1]
    assert isinstance(held, ScaledRows)
    assert all(np.shares_memory(row, X) for row in held.rows[:3])
