"""The lasso of a table, made ready for optimisers."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.errors import DataError
from polylasso.lab import lasso_task
from tests.lab.tables import small_problem


def test_optimum_is_the_objective_of_the_exact_solution():
    task = lasso_task(*small_problem(), alpha=0.1)
    slope = task.problem.loss.at(task.solution)
    objective = task.problem.objective(slope.loss, task.solution)
    assert objective == pytest.approx(task.problem.optimum, rel=1e-12)
    assert task.problem.gap(objective) == pytest.approx(0.0, abs=1e-12)


def test_solution_is_that_of_the_estimator():
    X, y = small_problem()
    task = lasso_task(X, y, alpha=0.1)
    model = PolynomialLasso(0.1).fit(X, y)
    found = {task.terms[k]: task.solution[k] for k in np.flatnonzero(task.solution)}
    expected = dict(zip(map(str, model.terms_), model.standardized_coef_, strict=True))
    assert found == pytest.approx(expected)


def test_scales_are_standard_deviations_of_the_terms():
    X, y = small_problem()
    task = lasso_task(X, y)
    place = task.terms.index("x0*x1")
    assert task.scales[place] == pytest.approx((X[:, 0] * X[:, 1]).std())


def test_alpha_of_the_original_is_divided_by_the_rows():
    X, y = small_problem()
    task = lasso_task(X, y, alpha=8.0, scaling="original")
    assert task.alpha == 8.0 / 80


def test_alpha_without_a_value_leaves_some_terms():
    task = lasso_task(*small_problem())
    assert 0 < np.count_nonzero(task.solution) <= len(task.terms)


@pytest.mark.parametrize("alpha", [0.0, -1.0, float("nan"), float("inf")])
def test_alpha_that_is_none(alpha):
    with pytest.raises(ValueError, match="alpha must be positive"):
        lasso_task(*small_problem(), alpha=alpha)


def test_unknown_scaling():
    with pytest.raises(ValueError, match="scaling must be"):
        lasso_task(*small_problem(), alpha=1.0, scaling="theirs")


def test_target_that_does_not_vary():
    X, y = small_problem()
    with pytest.raises(DataError, match="no term varies with the target"):
        lasso_task(X, np.ones_like(y))


def test_column_left_out_is_told():
    X, y = small_problem()
    task = lasso_task(np.column_stack([X, np.ones(len(y))]), y)
    assert [one.name for one in task.excluded] == ["x3"]


def test_share_is_of_the_least_alpha_without_terms():
    X, y = small_problem()
    task = lasso_task(X, y, share=0.1)
    assert task.alpha == pytest.approx(0.1 * task.alpha_max)
    assert not np.any(lasso_task(X, y, alpha=task.alpha_max).solution)
    assert np.any(lasso_task(X, y, share=0.999).solution)


@pytest.mark.parametrize("share", [0.0, 1.5, float("nan")])
def test_share_that_is_none(share):
    with pytest.raises(ValueError, match="share must be"):
        lasso_task(*small_problem(), share=share)


def test_weights_and_options_are_those_of_the_estimator():
    X, y = small_problem()
    weights = np.linspace(0.5, 2.0, len(y))
    task = lasso_task(X, y, alpha=0.1, sample_weight=weights, max_interaction=1)
    model = PolynomialLasso(0.1, max_interaction=1).fit(X, y, sample_weight=weights)
    assert task.n_rows == len(y)
    assert np.flatnonzero(task.solution).size == len(model.terms_)
    assert task.solution[task.solution != 0] == pytest.approx(model.standardized_coef_)
