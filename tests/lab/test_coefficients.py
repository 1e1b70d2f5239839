"""Grids of alphas and solutions for any mix of the penalties."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.lab.coefficients import coefficients, grid_of
from polylasso.lab.experiment import read_experiment

GENERATOR = np.random.default_rng(0)
X = GENERATOR.normal(size=(50, 3))
Y = X[:, 0] + X[:, 1] ** 2 + GENERATOR.normal(size=50)


@pytest.fixture(scope="module")
def experiment():
    return read_experiment(X, Y, None, {})


def settings_of(experiment, l1_ratio):
    return replace(experiment.settings, l1_ratio=l1_ratio)


@pytest.mark.parametrize("l1_ratio", [0.3, 1.0])
def test_a_grid_starts_where_the_first_term_enters(experiment, l1_ratio):
    problem, settings = experiment.problem(), settings_of(experiment, l1_ratio)
    start = grid_of(problem, 5, 1e-3, settings)[0]
    solved = coefficients(problem, Y, start * np.array([1.0, 0.999]), settings)
    assert np.count_nonzero(solved.values, axis=0).tolist() == [0, 1]


def test_the_grid_of_an_elastic_net_ends_where_ridge_is_weak(experiment):
    problem = experiment.problem()
    ridge, mixed, lasso = (
        grid_of(problem, 5, 1e-3, settings_of(experiment, ratio)) for ratio in (0.0, 0.5, 1.0)
    )
    assert ridge[-1] == pytest.approx(1e-6 * ridge[0])
    assert lasso[-1] == pytest.approx(1e-3 * lasso[0])
    assert mixed[-1] == pytest.approx(min(1e-3 * mixed[0], ridge[-1] / 0.5))


def test_the_units_of_the_target_do_not_move_the_grid_of_ridge(experiment):
    other = read_experiment(X, 1e3 * Y, None, {})
    settings = settings_of(experiment, 0.0)
    np.testing.assert_array_equal(
        grid_of(experiment.problem(), 5, 1e-3, settings),
        grid_of(other.problem(), 5, 1e-3, settings),
    )


@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_solutions_are_certified_and_optimal(experiment, l1_ratio):
    problem, settings = experiment.problem(), settings_of(experiment, l1_ratio)
    alphas = np.array([0.5, 0.05])
    solved = coefficients(problem, Y, alphas, settings)
    assert np.all(solved.gaps <= settings.tol)
    columns = problem.standardised(np.arange(len(problem.index)))
    goal = (Y - Y.mean()) / np.sqrt(50)
    for alpha, coef in zip(alphas, solved.values.T, strict=True):
        left = columns.T @ (goal - columns @ coef) - alpha * (1 - l1_ratio) * coef
        allowed = alpha * l1_ratio
        np.testing.assert_allclose(left[coef != 0], allowed * np.sign(coef[coef != 0]), atol=1e-7)
        assert np.all(np.abs(left) <= allowed + 1e-7)


def test_given_alphas_are_the_grid(experiment):
    grid = grid_of(experiment.problem(), [1, 3, 2], 1e-3, experiment.settings)
    assert grid.tolist() == [3.0, 2.0, 1.0]
