"""The path as a function."""

import numpy as np
import pytest

from polylasso import PolynomialLasso, polynomial_lasso_path
from polylasso.errors import DataWarning, SolverWarning


def data(n_rows=100, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_rows, 3))
    return X, X[:, 0] * X[:, 1] + X[:, 2] + 0.3 * rng.normal(size=n_rows)


def test_every_alpha_is_certified():
    path = polynomial_lasso_path(*data(), degree=3, eps=1e-4)
    assert len(path.alphas) == 100
    assert (path.gaps <= 1e-9).all()
    assert path.n_terms[0] == 0
    assert (np.diff(path.explained) > -1e-12).all()


def test_coefficients_are_those_of_the_estimator():
    X, y = data()
    path = polynomial_lasso_path(X, y, alphas=[0.2, 0.05])
    model = PolynomialLasso(0.05).fit(X, y)
    column = path.raw_coef[:, [1]].toarray().ravel()
    kept = {term: value for term, value in zip(path.terms, column, strict=True) if value}
    assert set(kept) == set(model.terms_)
    np.testing.assert_allclose([kept[t] for t in model.terms_], model.coef_, rtol=1e-9)
    assert path.intercept[1] == pytest.approx(model.intercept_, rel=1e-9)


def test_knots_are_where_the_support_changes():
    X, y = data()
    path = polynomial_lasso_path(X, y, eps=1e-2, knots=True)
    active = set()
    for knot in path.knots:
        (active.add if knot.enters else active.remove)(knot.term)
    last = path.coef[:, [-1]].toarray().ravel()
    assert active == {term for term, value in zip(path.terms, last, strict=True) if value}
    assert (np.diff([knot.alpha for knot in path.knots]) <= 0).all()


def test_a_term_is_zero_just_above_its_knot_and_not_just_below():
    X, y = data()
    path = polynomial_lasso_path(X, y, eps=1e-2, knots=True)
    for knot in path.knots[:6]:
        above = PolynomialLasso(knot.alpha * (1 + 1e-6)).fit(X, y)
        below = PolynomialLasso(knot.alpha * (1 - 1e-6)).fit(X, y)
        assert (knot.term in below.terms_) == knot.enters
        assert (knot.term in above.terms_) != knot.enters


def test_elastic_net_path():
    path = polynomial_lasso_path(*data(), l1_ratio=0.5, eps=1e-3)
    assert (path.gaps <= 1e-9).all()
    with pytest.raises(ValueError, match="l1_ratio=1 only"):
        polynomial_lasso_path(*data(), l1_ratio=0.5, knots=True)


def test_entry_alphas_are_the_first_on_the_grid():
    path = polynomial_lasso_path(*data())
    dense = path.coef.toarray() != 0
    expected = path.alphas[dense.argmax(axis=1)]
    np.testing.assert_array_equal(path.entry_alphas(), expected)


@pytest.mark.parametrize("alphas", [0, [0.0, 1.0], [np.nan], [[1.0]], True])
def test_bad_alphas(alphas):
    with pytest.raises(ValueError, match="alphas"):
        polynomial_lasso_path(*data(), alphas=alphas)


def test_gap_that_is_not_reached_and_columns_left_out_are_told():
    X, y = data()
    with pytest.warns(SolverWarning, match="raise alpha or max_iter"):
        polynomial_lasso_path(X, y, max_iter=1)
    with pytest.warns(DataWarning, match="'x3' constant"):
        polynomial_lasso_path(np.column_stack([X, np.ones(len(y))]), y)
