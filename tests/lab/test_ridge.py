"""Ridge regression, with scikit-learn's as the oracle."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from polylasso.encoding import EncodingOptions
from polylasso.errors import DataError
from polylasso.lab.ridge import fit_ridge, ridge_alphas, ridge_coefficients
from tests.lab.cases import noise, normal, prepared


def oracle(alpha, n_rows, degree=2):
    """Return scikit-learn's ridge, whose penalty is on a sum of squares, not on a mean."""
    terms = PolynomialFeatures(degree, include_bias=False)
    return make_pipeline(terms, StandardScaler(), Ridge(alpha * n_rows, solver="svd"))


def arrays(rows):
    return np.column_stack([column.values for column in rows.table.columns]), rows.target


@pytest.mark.parametrize(("n_rows", "n_columns"), [(100, 3), (40, 8)])
def test_predictions_are_those_of_scikit_learn(n_rows, n_columns):
    X = normal(n_rows, n_columns)
    task = prepared(X, X[:, 0] * X[:, 1] + 0.5 * noise(n_rows))
    found = fit_ridge(task)
    alpha = found.settings["alpha"]
    Z, y = arrays(task.split.train)
    model = oracle(alpha, len(y)).fit(Z, y)
    np.testing.assert_allclose(found.on_test, model.predict(arrays(task.split.test)[0]), atol=1e-7)
    for train in task.split.trains:
        model = oracle(alpha, train.sum()).fit(Z[train], y[train])
        np.testing.assert_allclose(found.on_folds[~train], model.predict(Z[~train]), atol=1e-7)


@pytest.mark.parametrize(("n_rows", "n_columns"), [(60, 3), (30, 9)])
@pytest.mark.parametrize("alpha", [10.0, 0.1, 1e-3])
def test_coefficients_solve_the_normal_equations(n_rows, n_columns, alpha):
    X = normal(n_rows, n_columns)
    task = prepared(X, X[:, 0] + noise(n_rows))
    problem, target = task.problems[0], task.split.train.target
    (coef,) = ridge_coefficients(problem, target, np.array([alpha]))
    everything = np.arange(len(coef))
    gradient = problem.design.gradient(everything, coef)
    np.testing.assert_allclose(gradient, alpha * coef, atol=1e-9)


def test_the_least_error_is_chosen():
    X = normal(100)
    task = prepared(X, X[:, 0] * X[:, 1] + 0.5 * noise(100))
    Z, y = arrays(task.split.train)
    found, folds = fit_ridge(task), task.split.trains

    def error(alpha):
        models = [oracle(alpha, train.sum()).fit(Z[train], y[train]) for train in folds]
        pairs = zip(models, folds, strict=True)
        return np.mean([np.mean((m.predict(Z[~train]) - y[~train]) ** 2) for m, train in pairs])

    others = ridge_alphas(9)[::4]
    assert found.settings["alpha"] in ridge_alphas(9)
    assert error(found.settings["alpha"]) <= min(map(error, others)) * (1 + 1e-9)


def test_all_terms_are_in_the_model():
    X = normal(60)
    assert fit_ridge(prepared(X, X[:, 0] + noise(60))).n_terms == 9


def test_missing_values_are_filled_as_in_training():
    X = normal(100)
    X[::7, 0] = np.nan
    y = np.nan_to_num(X[:, 0]) * X[:, 1] + 0.1 * noise(100)
    task = prepared(X, y, encoding=EncodingOptions(missing="indicator"))
    found = fit_ridge(task)
    assert np.mean((found.on_folds - task.split.train.target) ** 2) < 0.1 * np.var(y)
    assert np.mean((found.on_test - task.split.test.target) ** 2) < 0.1 * np.var(y)


def test_terms_that_are_never_formed():
    X = normal(80)
    with pytest.raises(DataError, match="needs the columns of all 9 terms"):
        fit_ridge(prepared(X, X[:, 0] + noise(80), storage="implicit"))
