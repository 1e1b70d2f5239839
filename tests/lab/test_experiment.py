"""Reading what a study is given."""

import numpy as np
import pytest

from polylasso import PolynomialLasso, PolynomialLassoCV
from polylasso.errors import DataError
from polylasso.lab.experiment import check_grid, find_terms, options_of, read_experiment

RNG = np.random.default_rng(0)
X = RNG.normal(size=(30, 2))
Y = X[:, 0] + X[:, 1]


@pytest.mark.parametrize("name", ["alpha", "l1_ratio", "solver", "storage", "checkpoint"])
def test_refuses_options_that_a_study_sets(name):
    with pytest.raises(TypeError, match=name):
        read_experiment(X, Y, None, {name: 1})


def test_refuses_unknown_options():
    with pytest.raises(TypeError, match="degre"):
        read_experiment(X, Y, None, {"degre": 2})


def test_checks_the_values_of_options():
    with pytest.raises(ValueError, match="missing"):
        read_experiment(X, Y, None, {"missing": "perhaps"})


def test_holds_the_columns():
    assert read_experiment(X, Y, None, {"degree": 3}).problem().storage == "stored"


def test_a_constant_target_is_nothing_to_study():
    with pytest.raises(DataError, match="constant"):
        read_experiment(X, np.full(30, 0.1), None, {}).problem()


def test_a_table_without_varying_terms_is_refused():
    with pytest.raises(DataError, match="no candidate term"):
        read_experiment(np.ones((30, 2)), Y, None, {}).problem()


def test_finds_terms_in_the_order_asked_for():
    problem = read_experiment(X, Y, None, {}).problem()
    found = problem.terms(find_terms(problem, ["x1*x0", "x0"]))
    assert [set(term.variables) for term in found] == [{"x0", "x1"}, {"x0"}]


@pytest.mark.parametrize("name", ["x0^3", "z", "x0*", ""])
def test_names_what_is_no_term(name):
    problem = read_experiment(X, Y, None, {}).problem()
    with pytest.raises(DataError, match="no candidate term"):
        find_terms(problem, [name])


def test_names_a_term_that_does_not_vary():
    halves = np.column_stack([np.maximum(X[:, 0], 0.0), np.maximum(-X[:, 0], 0.0)])
    problem = read_experiment(halves, Y, None, {}).problem()
    with pytest.raises(DataError, match="does not vary"):
        find_terms(problem, ["x0*x1"])


@pytest.mark.parametrize("alphas", [0, [], [1.0, 0.0], [-1.0], [np.nan], "many"])
def test_refuses_grids(alphas):
    with pytest.raises(ValueError, match="alphas"):
        check_grid(alphas, 1e-3)


def test_options_are_those_that_shape_the_terms():
    model = PolynomialLasso(0.1, degree=3, l1_ratio=0.5, keep=("x0",)).fit(X, Y)
    options = options_of(model)
    assert options["degree"] == 3
    assert options["keep"] == ("x0",)
    assert not {"alpha", "l1_ratio", "solver", "callback"} & options.keys()
    read_experiment(X, Y, None, options)


def test_the_degree_is_the_one_that_was_chosen():
    noisy = Y + RNG.normal(size=30)
    model = PolynomialLassoCV(degree=(1, 2), cv=3).fit(X, noisy)
    assert options_of(model)["degree"] == model.degree_
