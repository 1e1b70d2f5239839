"""Optimisers behind the estimator: the same model, approached."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone

from polylasso import PolynomialLasso, PolynomialLassoCV, load_model, polynomial_lasso_path
from polylasso.errors import SolverWarning
from polylasso.optimisers import Adam, GradientDescent, SmoothedSign

NAMES = ["gradient_descent", "momentum", "rmsprop", "adam", "ista", "fista"]


@pytest.fixture
def table():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((80, 3))
    return X, 3.0 + X[:, 0] * X[:, 1] + 0.3 * rng.standard_normal(80)


def fitted(solver, table, **options):
    """Return a fit; that an optimiser has a gap above 1e-9 is no fault here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SolverWarning)
        return PolynomialLasso(0.05, degree=3, solver=solver, **options).fit(*table)


@pytest.mark.parametrize("solver", NAMES)
def test_optimisers_find_the_exact_model(solver, table):
    exact, approached = fitted("exact", table), fitted(solver, table)
    assert approached.terms_ == exact.terms_
    np.testing.assert_allclose(approached.coef_, exact.coef_, rtol=1e-3, atol=1e-4)
    assert 0.0 <= approached.dual_gap_ < 1e-4
    assert approached.n_iter_ == approached.trace_.n_iter
    assert not hasattr(exact, "trace_")


def test_elastic_net_weights_and_kept_terms(table):
    options = {"l1_ratio": 0.5, "keep": ("x2",)}
    weights = np.arange(80.0) + 1.0
    exact = PolynomialLasso(0.05, **options).fit(*table, sample_weight=weights)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SolverWarning)  # as above
        approached = PolynomialLasso(0.05, solver="fista", **options)
        approached.fit(*table, sample_weight=weights)
    assert approached.terms_ == exact.terms_
    np.testing.assert_allclose(approached.predict(table[0]), exact.predict(table[0]), atol=1e-4)


def test_smoothed_sign_keeps_every_term(table):
    model = fitted(Adam(l1=SmoothedSign(), max_iter=500), table)
    assert len(model.terms_) == model.n_candidate_terms_ == 19


def test_least_squares_by_steps(table):
    exact = PolynomialLasso(0.0).fit(*table)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SolverWarning)  # as above
        stepped = PolynomialLasso(0.0, solver="gradient_descent").fit(*table)
    np.testing.assert_allclose(stepped.predict(table[0]), exact.predict(table[0]), atol=1e-4)


def test_a_gap_is_warned_of_with_a_remedy(table):
    with pytest.warns(SolverWarning, match="gradient descent only approaches .* solver='exact'"):
        PolynomialLasso(0.05, solver=GradientDescent(max_iter=3)).fit(*table)


def test_never_formed_columns(table):
    stored, implicit = (fitted("fista", table, storage=s) for s in ("stored", "implicit"))
    np.testing.assert_allclose(stored.predict(table[0]), implicit.predict(table[0]), atol=1e-9)


def test_an_optimiser_is_cloned_and_saved(table, tmp_path):
    model = clone(fitted(Adam(learning_rate=0.01, max_iter=100), table))
    assert model.solver.learning_rate == 0.01
    model = fitted(model.solver, table)
    model.save(tmp_path / "model.json")
    saved = load_model(tmp_path / "model.json")
    np.testing.assert_array_equal(saved.predict(table[0]), model.predict(table[0]))


@pytest.mark.parametrize("solver", ["Adam", "lars", None, 3])
def test_unknown_solvers_are_refused(solver, table):
    with pytest.raises(ValueError, match="solver must be one of 'exact', 'gradient_descent'"):
        PolynomialLasso(solver=solver).fit(*table)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"heredity": "strong"}, "heredity needs"),
        ({"checkpoint": "fit.npz"}, "checkpoint needs"),
        ({"verbose": True}, "verbose needs"),
        ({"callback": print}, "callback needs"),
        ({"solver": Adam(l1=SmoothedSign()), "storage": "implicit"}, "make no zeros"),
    ],
)
def test_what_optimisers_cannot_do_is_refused(options, words, table):
    with pytest.raises(ValueError, match=words):
        PolynomialLasso(0.1, **{"solver": "adam", **options}).fit(*table)


def test_paths_are_exact(table):
    with pytest.raises(ValueError, match="exact solver"):
        polynomial_lasso_path(*table, solver="adam")
    assert "solver" not in PolynomialLassoCV().get_params()
