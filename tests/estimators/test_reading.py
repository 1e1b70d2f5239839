"""Tests of what users pass: read without copies where all rows are used."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.estimators.reading import read_training


@pytest.mark.parametrize("weights", [None, [1.0, 2.0, 3.0]])
def test_columns_of_all_rows_are_views(weights):
    X = np.asfortranarray(np.arange(6.0).reshape(3, 2))
    data = read_training(PolynomialLasso(), X, np.arange(3.0), weights, "error")
    assert all(np.shares_memory(column.values, X) for column in data.table.columns)


def test_rows_of_weight_zero_are_left_out():
    X = np.asfortranarray(np.arange(6.0).reshape(3, 2))
    data = read_training(PolynomialLasso(), X, np.arange(3.0), [1.0, 0.0, 2.0], "error")
    np.testing.assert_array_equal(data.table.column("x0").values, [0.0, 2.0])
    np.testing.assert_array_equal(data.target, [0.0, 2.0])


def test_a_fit_leaves_the_arrays_as_they_are():
    X = np.asfortranarray(np.random.default_rng(0).standard_normal((30, 3)))
    y, before = X[:, 0] * X[:, 1], X.copy()
    PolynomialLasso(0.01).fit(X, y)
    np.testing.assert_array_equal(X, before)
