"""Paths of several penalties on the same terms, against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import ElasticNet, Ridge, lasso_path
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from polylasso import PolynomialLasso
from polylasso.datasets import load_diabetes
from polylasso.errors import DataError, DataWarning
from polylasso.lab import penalty_paths

TERMS = ("x0", "x1", "x2", "x0^2", "x0*x1", "x0*x2", "x1^2", "x1*x2", "x2^2")


def make_table(n_rows=60, seed=0):
    generator = np.random.default_rng(seed)
    X = generator.normal(size=(n_rows, 3)) + 0.3
    return X, 2 * X[:, 0] - X[:, 1] * X[:, 2] + generator.normal(size=n_rows)


def standardised(X, degree=2):
    """Return the columns of `TERMS`, which PolynomialFeatures orders alike."""
    return StandardScaler().fit_transform(
        PolynomialFeatures(degree, include_bias=False).fit_transform(X)
    )


def test_ridge_is_that_of_scikit_learn():
    X, y = make_table()
    paths = penalty_paths(X, y, l1_ratios=(0,), alphas=7, terms=TERMS)
    Z = standardised(X)
    for coef, alpha in zip(paths.coef[0].T, paths.alphas[0], strict=True):
        # 1/(2n) |r|^2 + alpha/2 |b|^2 is |r|^2 + n alpha |b|^2.
        theirs = Ridge(alpha=len(y) * alpha).fit(Z, y).coef_
        np.testing.assert_allclose(coef, theirs, rtol=1e-9, atol=1e-11)


def test_elastic_net_is_that_of_scikit_learn():
    X, y = make_table()
    paths = penalty_paths(X, y, l1_ratios=(0.3,), alphas=[0.5, 0.1, 0.01], terms=TERMS)
    Z = standardised(X)
    for coef, alpha in zip(paths.coef[0].T, paths.alphas[0], strict=True):
        theirs = ElasticNet(alpha=alpha, l1_ratio=0.3, tol=1e-13, max_iter=100_000).fit(Z, y).coef_
        np.testing.assert_allclose(coef, theirs, atol=1e-8)


def test_lasso_is_that_of_scikit_learn():
    X, y = make_table()
    paths = penalty_paths(X, y, l1_ratios=(1,), alphas=[0.5, 0.1, 0.01], terms=TERMS)
    theirs = lasso_path(
        standardised(X), y - y.mean(), alphas=paths.alphas[0], tol=1e-13, max_iter=100_000
    )[1]
    np.testing.assert_allclose(paths.coef[0], theirs, atol=1e-8)
    np.testing.assert_array_equal(paths.n_terms[0], np.count_nonzero(paths.coef[0], axis=0))


def test_more_terms_than_rows():
    X, y = make_table(n_rows=8)
    paths = penalty_paths(X, y, l1_ratios=(0, 1), alphas=[0.1, 0.01], degree=4)
    assert paths.n_candidate_terms == 34
    Z = standardised(X, 4)
    theirs = Ridge(alpha=8 * 0.1).fit(Z, y)
    expected = 1 - np.mean((y - theirs.predict(Z)) ** 2) / y.var()
    assert paths.explained[0, 0] == pytest.approx(expected, abs=1e-10)
    assert paths.n_terms[1].max() <= 8


def test_weights_equal_repeated_rows():
    X, y = make_table()
    counts = np.random.default_rng(1).integers(0, 3, size=len(y))
    weighted = penalty_paths(X, y, alphas=9, sample_weight=counts)
    repeated = penalty_paths(
        np.repeat(X, counts, axis=0), np.repeat(y, counts), alphas=9, terms=weighted.terms
    )
    np.testing.assert_allclose(weighted.coef, repeated.coef, atol=1e-8)
    np.testing.assert_allclose(weighted.explained, repeated.explained, atol=1e-9)


def test_grids_begin_with_null_models_and_end_with_full_ones():
    X, y = make_table()
    paths = penalty_paths(X, y, eps=1e-4)
    assert paths.n_terms[:, 0].tolist() == [9, 0, 0]
    assert np.all(paths.explained[:, 0] < 0.25)
    assert np.all(paths.n_terms[:, -1] == 9)
    np.testing.assert_allclose(paths.explained[:, -1], paths.explained[2, -1], atol=1e-3)
    assert np.all(np.diff(paths.alphas, axis=1) < 0)


def test_given_alphas_serve_all_penalties_and_are_sorted():
    X, y = make_table()
    paths = penalty_paths(X, y, alphas=[0.1, 1.0])
    np.testing.assert_array_equal(paths.alphas, [[1.0, 0.1]] * 3)


def test_the_terms_shown_are_the_largest():
    X, y = make_table()
    paths = penalty_paths(X, y)
    assert len(paths.terms) == 7
    assert {str(term) for term in paths.terms[:2]} == {"x0", "x1*x2"}


def test_terms_may_be_given_as_terms():
    X, y = make_table()
    first = penalty_paths(X, y, alphas=3)
    again = penalty_paths(X, y, alphas=3, terms=first.terms[:2])
    assert again.terms == first.terms[:2]
    np.testing.assert_array_equal(again.coef, first.coef[:, :2])


def test_one_term_only():
    X, y = make_table()
    paths = penalty_paths(X[:, :1], y, degree=1, alphas=5)
    assert paths.coef.shape == (3, 1, 5)
    slope = np.polyfit(StandardScaler().fit_transform(X[:, :1])[:, 0], y, 1)[0]
    np.testing.assert_allclose(paths.coef[0, 0], slope / (1 + paths.alphas[0]), rtol=1e-10)
    np.testing.assert_allclose(paths.coef[2, 0], slope - paths.alphas[2], atol=1e-9)


def test_kept_terms_are_not_shrunk():
    X, y = make_table()
    paths = penalty_paths(X, y, alphas=4, keep=["x1*x2"], terms=["x1*x2"])
    alone = np.polyfit((X[:, 1] * X[:, 2] - np.mean(X[:, 1] * X[:, 2])), y, 1)[0]
    expected = alone * np.std(X[:, 1] * X[:, 2])
    np.testing.assert_allclose(paths.coef[1:, 0, 0], expected, rtol=1e-9)
    assert paths.coef[0, 0, 0] == pytest.approx(expected, rel=0.2)


def test_a_categorical_table_with_a_constant_column():
    generator = np.random.default_rng(0)
    table = pd.DataFrame(
        {"fuel": generator.choice(["E", "D"], 40), "one": 1.0, "size": generator.normal(size=40)}
    )
    y = pd.Series((table["fuel"] == "E") * table["size"], name="co2")
    with pytest.warns(DataWarning, match="one"):
        paths = penalty_paths(table, y, alphas=5)
    assert paths.target_name == "co2"
    assert any("fuel" in str(term) and "size" in str(term) for term in paths.terms)


def test_missing_values_may_be_indicated():
    X, y = make_table()
    X[::5, 0] = np.nan
    with pytest.raises(DataError, match="missing"):
        penalty_paths(X, y, alphas=3)
    paths = penalty_paths(X, y, alphas=3, missing="indicator", terms=["[x0 is missing]"])
    assert np.all(paths.coef[0] != 0)


def test_without_noise_all_penalties_find_the_target():
    X, _ = make_table()
    paths = penalty_paths(X, X[:, 0] * X[:, 1], eps=1e-5)
    np.testing.assert_allclose(paths.explained[:, -1], 1.0, atol=1e-5)


@pytest.mark.parametrize("l1_ratios", [(), (1.1,), (-0.1,), (np.nan,)])
def test_refuses_ratios(l1_ratios):
    X, y = make_table()
    with pytest.raises(ValueError, match="l1_ratios"):
        penalty_paths(X, y, l1_ratios=l1_ratios)


def test_refuses_ridge_under_heredity():
    X, y = make_table()
    with pytest.raises(ValueError, match="heredity"):
        penalty_paths(X, y, heredity="strong")


def test_the_lasso_is_the_estimators():
    diabetes = load_diabetes()
    paths = penalty_paths(diabetes.data, diabetes.target, alphas=[2.0], l1_ratios=(1,))
    model = PolynomialLasso(2.0).fit(diabetes.data, diabetes.target)
    assert paths.n_terms[0, 0] == len(model.terms_)
    expected = dict(zip(model.terms_, model.standardized_coef_, strict=True))
    for term, coef in zip(paths.terms, paths.coef[0, :, 0], strict=True):
        assert coef == pytest.approx(expected.get(term, 0.0), abs=1e-7)
