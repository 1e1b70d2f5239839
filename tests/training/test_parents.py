"""Heredity: what may enter, and that the path obeys it."""

import numpy as np
import pytest

from polylasso import PolynomialLasso, PolynomialLassoCV, Term, polynomial_lasso_path
from polylasso.solvers import Heredity
from polylasso.training.parents import parents_of


def test_parents_divide_a_term():
    found = {str(term) for term in parents_of(Term.parse("x^2*z*[f = E]"))}
    assert found == {"z*[f = E]*x", "x^2*[f = E]", "x^2*z"}
    assert list(parents_of(Term.parse("x"))) == []


@pytest.mark.parametrize(("strong", "free"), [(True, [1, 1, 0]), (False, [1, 1, 1])])
def test_strong_asks_for_all_parents_and_weak_for_one(strong, free):
    heredity = Heredity(np.array([[-1, -1], [-1, -1], [0, 1]]), strong)
    assert heredity.free(np.array([True, False, False])).tolist() == [bool(f) for f in free]


def data():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 4))
    return X, X[:, 0] * X[:, 1] + 0.3 * X[:, 0] + 0.1 * rng.normal(size=200)


@pytest.mark.parametrize("heredity", ["weak", "strong"])
def test_no_term_comes_before_its_parents(heredity):
    path = polynomial_lasso_path(*data(), degree=3, eps=1e-2, heredity=heredity)
    seen = set()
    for column in path.coef.toarray().T:
        seen |= {term for term, value in zip(path.terms, column, strict=True) if value}
        for term in seen:
            there = [parent in seen for parent in parents_of(term)]
            assert not there or (all if heredity == "strong" else any)(there)
    assert (path.gaps <= 1e-9).all()


def test_without_heredity_the_product_comes_first():
    X, y = data()
    assert [str(t) for t in PolynomialLasso(0.5).fit(X, y).terms_] == ["x0*x1"]
    assert "x0*x1" not in {str(t) for t in PolynomialLasso(0.5, heredity="strong").fit(X, y).terms_}


def test_cross_validation_obeys_too():
    model = PolynomialLassoCV(heredity="strong").fit(*data())
    names = {str(term) for term in model.path_.terms}
    assert "x0*x1" in names
    assert {"x0", "x1"} <= names
    assert model.dual_gap_ <= 1e-9


def test_knots_are_refused():
    with pytest.raises(ValueError, match="heredity=None"):
        polynomial_lasso_path(*data(), heredity="weak", knots=True)
