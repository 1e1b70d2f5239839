"""Every model against an independent fit on the same rows: the folds are the same for all."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingRegressor

from polylasso import PolynomialLasso
from polylasso.encoding import learn_variables
from polylasso.lab.boosting import fit_boosting
from polylasso.lab.candidates import CANDIDATES, L1_RATIOS, fit_mean
from polylasso.training import Specification
from tests.lab.cases import noise, normal, prepared

FITS = {candidate.key: candidate.fit for candidate in CANDIDATES}


def rows_and_target(n_rows=120):
    X = normal(n_rows)
    return X, 2 * X[:, 0] * X[:, 1] - X[:, 2] + 0.3 * noise(n_rows)


@pytest.fixture(scope="module")
def task():
    return prepared(*rows_and_target())


def arrays(rows):
    return np.column_stack([column.values for column in rows.table.columns]), rows.target


def held_out_predictions(task, make):
    """Return what models fitted to the folds' own training rows predict on the others."""
    X, y = arrays(task.split.train)
    predicted = np.full(len(y), np.nan)
    for train in task.split.trains:
        predicted[~train] = make().fit(X[train], y[train]).predict(X[~train])
    return predicted


def check(task, attempt, make):
    X, y = arrays(task.split.train)
    on_test = make().fit(X, y).predict(arrays(task.split.test)[0])
    np.testing.assert_allclose(attempt.on_folds, held_out_predictions(task, make), atol=1e-8)
    np.testing.assert_allclose(attempt.on_test, on_test, atol=1e-8)


def test_mean(task):
    found = fit_mean(task.split)
    train = task.split.trains[0]
    expected = task.split.train.target[train].mean()
    np.testing.assert_allclose(found.on_folds[~train], expected)
    np.testing.assert_allclose(found.on_test, task.split.train.target.mean())


def test_least_squares(task):
    check(task, FITS["least_squares"](task), lambda: PolynomialLasso(0.0))


@pytest.mark.parametrize("key", ["lasso", "elastic_net"])
def test_penalised(task, key):
    found = FITS[key](task)
    alpha, l1_ratio = found.settings["alpha"], found.settings["l1_ratio"]
    assert (l1_ratio == 1.0) == (key == "lasso")
    check(task, found, lambda: PolynomialLasso(alpha, l1_ratio=l1_ratio))


def test_elastic_net_takes_the_better_share(task):
    found = FITS["elastic_net"](task)
    assert found.settings["l1_ratio"] in L1_RATIOS


def test_black_box(task):
    variables = learn_variables(
        task.split.train.table, task.split.weights, Specification().encoding
    ).variables
    found = fit_boosting(task.split, variables, 0)
    n_trees = found.settings["n_trees"]
    check(
        task,
        found,
        lambda: HistGradientBoostingRegressor(
            max_iter=n_trees, early_stopping=False, random_state=0
        ),
    )


def test_a_relaxed_lasso_without_penalty_is_least_squares_on_its_terms(task):
    found = FITS["relaxed_lasso"](task)
    assert found.settings["lasso_share"] == 0.0
    train = task.split.trains[0]
    X, y = arrays(task.split.train)
    columns = np.column_stack([np.ones(len(y)), X[:, 0] * X[:, 1], X[:, 2]])
    assert found.n_terms == 2
    coef = np.linalg.lstsq(columns[train], y[train], rcond=None)[0]
    np.testing.assert_allclose(found.on_folds[~train], columns[~train] @ coef, atol=1e-8)
