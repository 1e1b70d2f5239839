"""The geometry of two terms of a fitted model."""

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import NotFittedError

from polylasso import PolynomialLasso, PolynomialLassoCV
from polylasso.errors import DataError, DataWarning
from polylasso.lab import geometry

GENERATOR = np.random.default_rng(0)
X = GENERATOR.normal(size=(80, 3)) + 0.5
Y = 3 * X[:, 0] + X[:, 1] * X[:, 2] + GENERATOR.normal(size=80)


def fitted(model, plane):
    coef = dict(zip(model.terms_, model.standardized_coef_, strict=True))
    return np.array([coef.get(term, 0.0) for term in plane.terms])


def test_the_diamond_touches_at_the_lasso_itself():
    model = PolynomialLasso(0.2).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x1*x2")
    np.testing.assert_allclose(plane.fitted, fitted(model, plane), rtol=1e-12)
    np.testing.assert_allclose(plane.sets[0].solution, plane.fitted, rtol=1e-7)
    assert plane.sets[0].alpha == pytest.approx(0.2, rel=1e-7)
    assert plane.n_held == len(model.terms_) - 2


def test_a_term_outside_the_model_is_a_corner():
    model = PolynomialLasso(0.5).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x2^2")
    diamond = plane.sets[0]
    assert plane.fitted[1] == 0.0
    assert diamond.at_corner
    assert diamond.solution[1] == 0.0
    assert diamond.solution[0] == pytest.approx(plane.fitted[0], rel=1e-9)
    assert not plane.sets[2].at_corner


def test_the_set_of_an_elastic_net_touches_at_the_elastic_net_itself():
    model = PolynomialLasso(0.3, l1_ratio=0.6).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x1*x2")
    assert [each.l1_ratio for each in plane.sets] == [1.0, 0.6, 0.0]
    np.testing.assert_allclose(plane.sets[1].solution, plane.fitted, rtol=1e-7)
    assert plane.sets[1].alpha == pytest.approx(0.3, rel=1e-7)


def test_in_between_both_parts_are_equal_at_a_corner():
    model = PolynomialLasso(0.2).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x1")
    ratio = plane.sets[1].l1_ratio
    assert ratio * plane.budget == pytest.approx((1 - ratio) * plane.budget**2 / 2)


def test_the_loss_is_that_of_the_model():
    weights = np.random.default_rng(1).uniform(0.5, 2.0, size=80)
    model = PolynomialLasso(0.2).fit(X, Y, weights)
    plane = geometry(model, X, Y, "x0", "x1*x2", sample_weight=weights)
    expected = 0.5 * np.average((Y - model.predict(X)) ** 2, weights=weights)
    assert plane.loss.at(plane.fitted) == pytest.approx(expected, rel=1e-9)


def test_the_grid_holds_the_loss():
    plane = geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0", "x1*x2")
    point = np.array([plane.first[7], plane.second[90]])
    assert plane.values[90, 7] == pytest.approx(plane.loss.at(point), rel=1e-12)
    assert plane.first[0] < -plane.budget < plane.budget < plane.first[-1]
    assert plane.second[0] < plane.loss.centre[1] < plane.second[-1]


def test_a_budget_may_be_given():
    plane = geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0", "x1", budget=0.5, l1_ratios=(1,))
    (diamond,) = plane.sets
    assert np.abs(diamond.solution).sum() == pytest.approx(0.5)


def test_an_empty_model_has_half_the_budget_of_least_squares():
    model = PolynomialLasso(1e3).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x1")
    assert plane.n_held == 0
    assert plane.budget == pytest.approx(0.5 * np.abs(plane.loss.centre).sum())


def test_least_squares_is_no_constraint_so_that_half_its_budget_is_shown():
    x = X[:, :2]
    model = PolynomialLasso(0.0, degree=1).fit(x, Y)
    plane = geometry(model, x, Y, "x0", "x1")
    np.testing.assert_allclose(plane.loss.centre, plane.fitted, rtol=1e-6)
    assert plane.sets[0].alpha > 0


def test_collinear_terms_have_a_valley():
    table = np.column_stack([X[:, 0], 2 * X[:, 0] + 1])
    model = PolynomialLasso(0.1, degree=1).fit(table, Y)
    plane = geometry(model, table, Y, "x0", "x1")
    assert plane.loss.correlation == 1.0
    diamond, _, circle = plane.sets
    assert diamond.at_corner
    assert np.abs(diamond.solution).sum() == pytest.approx(np.abs(plane.fitted).sum(), rel=1e-6)
    assert circle.solution[0] == pytest.approx(circle.solution[1])


def test_without_noise_the_least_loss_is_zero():
    x = X[:, :2]
    y = 2 * x[:, 0] - x[:, 1]
    plane = geometry(PolynomialLasso(0.1, degree=1).fit(x, y), x, y, "x0", "x1")
    assert plane.loss.least == pytest.approx(0.0, abs=1e-12)


def test_a_categorical_table_with_a_constant_column():
    table = pd.DataFrame({"fuel": np.where(X[:, 1] > 0.5, "E", "D"), "size": X[:, 0], "one": 1})
    with pytest.warns(DataWarning, match="one"):
        model = PolynomialLasso(0.1).fit(table, pd.Series(Y, name="co2"))
    plane = geometry(model, table, pd.Series(Y, name="co2"), "size", "[fuel = E]*size")
    np.testing.assert_allclose(plane.fitted, fitted(model, plane), rtol=1e-9)
    assert plane.target_name == "co2"


def test_more_terms_than_rows():
    x, y = X[:9], Y[:9]
    model = PolynomialLasso(0.05, degree=4).fit(x, y)
    first, second = (str(term) for term in model.terms_[:2])
    plane = geometry(model, x, y, first, second)
    np.testing.assert_allclose(plane.sets[0].solution, plane.fitted, atol=1e-6)


def test_the_model_of_cross_validation_has_its_own_degree():
    model = PolynomialLassoCV(degree=(1, 2), cv=3, relax=False).fit(X, Y)
    plane = geometry(model, X, Y, "x0", "x1*x2" if model.degree_ == 2 else "x1")
    assert plane.sets[0].alpha == pytest.approx(model.alpha_, rel=1e-6)


def test_the_model_is_not_changed():
    model = PolynomialLasso(0.2).fit(X, Y)
    before = dict(vars(model))
    geometry(model, X, Y, "x0", "x1")
    assert vars(model) == before


def test_refuses_a_model_that_is_not_fitted():
    with pytest.raises(NotFittedError):
        geometry(PolynomialLasso(0.2), X, Y, "x0", "x1")


def test_refuses_one_term_twice():
    with pytest.raises(ValueError, match="the same"):
        geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0*x1", "x1*x0")


def test_refuses_a_term_that_is_no_candidate():
    with pytest.raises(DataError, match=r"x0\^7"):
        geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0^7", "x1")


def test_refuses_terms_without_penalty():
    model = PolynomialLasso(0.2, keep=("x1",)).fit(X, Y)
    with pytest.raises(ValueError, match="penalty factor of x1 is 0"):
        geometry(model, X, Y, "x0", "x1")


@pytest.mark.parametrize("budget", [0.0, -1.0, np.nan, np.inf])
def test_refuses_budgets(budget):
    with pytest.raises(ValueError, match="budget"):
        geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0", "x1", budget=budget)


@pytest.mark.parametrize("l1_ratios", [(), (2.0,), (np.nan,)])
def test_refuses_ratios(l1_ratios):
    with pytest.raises(ValueError, match="l1_ratios"):
        geometry(PolynomialLasso(0.2).fit(X, Y), X, Y, "x0", "x1", l1_ratios=l1_ratios)
