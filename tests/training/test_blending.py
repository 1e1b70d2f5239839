"""Blends of lasso and refit along a path: loss, coefficients, and the model that was chosen."""

import numpy as np
import pytest

from polylasso import PolynomialLassoCV, polynomial_lasso_path
from polylasso.inspection import cv_curve


def data(n_rows=150, noise=0.5, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_rows, 4)) + 2.0
    return X, 3 * X[:, 0] * X[:, 1] - X[:, 2] ** 2 + noise * rng.normal(size=n_rows)


def chosen(path, alpha):
    return int(np.flatnonzero(path.alphas == alpha)[0])


@pytest.mark.parametrize("relax", ["auto", True, False])
@pytest.mark.parametrize("l1_ratio", [1.0, 0.7])
def test_at_the_chosen_alpha_the_path_of_the_blend_is_the_model(relax, l1_ratio):
    X, y = data()
    model = PolynomialLassoCV(relax=relax, l1_ratio=l1_ratio).fit(X, y)
    path = model.blended_path_
    place = chosen(path, model.alpha_)
    coef = path.raw_coef[:, [place]].toarray().ravel()
    found = {term: value for term, value in zip(path.terms, coef, strict=True) if value}
    assert tuple(found) == model.terms_
    np.testing.assert_allclose(list(found.values()), model.coef_, rtol=1e-9)
    assert path.intercept[place] == pytest.approx(model.intercept_, rel=1e-9)
    assert path.explained[place] == pytest.approx(model.summary().r2, rel=1e-9)


def test_without_a_refit_it_is_the_path():
    model = PolynomialLassoCV(relax=False).fit(*data())
    assert model.blended_path_ is model.path_


@pytest.mark.parametrize("l1_ratio", [1.0, 0.7])
def test_what_a_blend_explains_is_what_its_predictions_explain(l1_ratio):
    X, y = data(60, noise=3.0)
    model = PolynomialLassoCV(degree=1, relax=True, l1_ratio=l1_ratio).fit(X, y)
    path = model.blended_path_
    terms = np.column_stack([X[:, int(str(term)[1:])] for term in path.terms])
    predicted = terms @ path.raw_coef.toarray() + path.intercept
    explained = 1.0 - ((predicted - y[:, None]) ** 2).sum(axis=0) / ((y - y.mean()) ** 2).sum()
    np.testing.assert_allclose(path.explained, explained, rtol=1e-9, atol=1e-12)


def test_a_refit_explains_more_than_its_lasso():
    X, y = data()
    model = PolynomialLassoCV(relax=True).fit(X, y)
    lasso = polynomial_lasso_path(X, y, alphas=model.alphas_)
    assert (model.blended_path_.explained >= lasso.explained - 1e-12).all()


@pytest.mark.parametrize("seed", range(4))
def test_under_one_se_the_choice_is_the_simplest_of_its_curve(seed):
    model = PolynomialLassoCV().fit(*data(80, noise=4.0, seed=seed))
    curve = cv_curve(
        model.alphas_, model.mse_path_, model.alpha_, model.path_.n_terms, model.cv_bound_
    )
    assert curve.simplest == curve.chosen
