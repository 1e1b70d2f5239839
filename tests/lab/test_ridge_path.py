"""Ridge in closed form, against scikit-learn and the normal equations."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from polylasso.lab.ridge_path import ridge_alpha_max, ridge_path

ALPHAS = np.array([100.0, 1.0, 1e-3])


def random_columns(n_rows, n_terms, seed=0):
    columns = np.random.default_rng(seed).normal(size=(n_rows, n_terms))
    columns -= columns.mean(axis=0)
    return columns / np.linalg.norm(columns, axis=0)


@pytest.mark.parametrize(("n_rows", "n_terms"), [(50, 6), (6, 50), (12, 12), (40, 1)])
def test_agrees_with_scikit_learn(n_rows, n_terms):
    columns = random_columns(n_rows, n_terms)
    target = np.random.default_rng(1).normal(size=n_rows)
    ours = ridge_path(columns, target, np.ones(n_terms), ALPHAS)
    for coef, alpha in zip(ours.T, ALPHAS, strict=True):
        theirs = Ridge(alpha=alpha, fit_intercept=False, solver="svd").fit(columns, target)
        np.testing.assert_allclose(coef, theirs.coef_, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("n_rows", "n_terms"), [(30, 5), (7, 20)])
def test_penalty_factors_and_free_columns_solve_the_normal_equations(n_rows, n_terms):
    columns = random_columns(n_rows, n_terms)
    target = np.random.default_rng(1).normal(size=n_rows)
    factor = np.linspace(0.5, 3.0, n_terms)
    factor[[0, 3]] = 0.0
    ours = ridge_path(columns, target, factor, ALPHAS)
    for coef, alpha in zip(ours.T, ALPHAS, strict=True):
        left = columns.T @ (target - columns @ coef) - alpha * factor * coef
        np.testing.assert_allclose(left, 0.0, atol=1e-11)


def test_all_columns_free_is_least_squares():
    columns = random_columns(20, 3)
    target = np.random.default_rng(1).normal(size=20)
    ours = ridge_path(columns, target, np.zeros(3), ALPHAS[:1])
    expected = np.linalg.lstsq(columns, target, rcond=None)[0]
    np.testing.assert_allclose(ours[:, 0], expected, atol=1e-12)


def test_no_columns_have_no_coefficients():
    assert ridge_path(np.empty((5, 0)), np.arange(5.0), np.empty(0), ALPHAS).shape == (0, 3)


def test_twin_columns_share_a_coefficient():
    column = random_columns(20, 1)
    ours = ridge_path(np.hstack([column, column]), column[:, 0], np.ones(2), ALPHAS)
    np.testing.assert_allclose(ours[0], ours[1], rtol=1e-12)
    np.testing.assert_allclose(ours[0], 1.0 / (2.0 + ALPHAS), rtol=1e-12)


def test_little_is_left_at_the_largest_alpha():
    columns = random_columns(40, 8)
    target = columns.sum(axis=1)
    largest = ridge_alpha_max(np.ones(8))
    (coef,) = ridge_path(columns, target, np.ones(8), np.array([largest])).T
    assert np.linalg.norm(coef) < np.sqrt(8) / 11
