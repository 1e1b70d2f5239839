"""Least squares by rotated columns, against the estimator."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.errors import DataError
from polylasso.lab.least_squares import fit_least_squares, least_squares_coefficients
from polylasso.training import least_squares
from tests.lab.cases import noise, normal, prepared


@pytest.mark.parametrize("seed", range(3))
def test_coefficients_are_those_of_the_estimator(seed):
    X = normal(100, seed=seed)
    task = prepared(X, X[:, 0] ** 2 + noise(100))
    target = task.split.train.target
    found = least_squares_coefficients(task.problems[0], target)
    expected = least_squares(task.problems[0], target)
    np.testing.assert_array_equal(found.support, expected.support)
    np.testing.assert_allclose(found.values, expected.coef, atol=1e-10)


def test_collinear_columns_are_left_to_the_simpler():
    X = normal(100, 2)
    X = np.column_stack([X, X[:, 0] - X[:, 1]])
    y = X[:, 0] + 0.1 * noise(100)
    task = prepared(X, y, degree=1)
    found = fit_least_squares(task)
    assert found.n_terms == 2
    train = [column.values for column in task.split.train.table.columns]
    model = PolynomialLasso(0.0, degree=1).fit(np.column_stack(train), task.split.train.target)
    assert [str(term) for term in model.terms_] == ["x0", "x1"]


def test_as_many_terms_as_distinct_rows():
    X = normal(30, 4).repeat(3, axis=0)
    with pytest.raises(DataError, match="14 terms on 14 distinct rows"):
        fit_least_squares(prepared(X[:54], X[:54, 0] + noise(18).repeat(3)))


def test_terms_that_are_never_formed():
    X = normal(80)
    task = prepared(X, X[:, 0] + noise(80), storage="implicit")
    with pytest.raises(DataError, match="columns of all 9 terms at once"):
        fit_least_squares(task)
