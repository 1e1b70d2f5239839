"""Tests of problems of fewer columns, of reweighted terms, and of the mean of folds."""

import numpy as np
import pandas as pd
import pytest

from polylasso.encoding import EncodingOptions
from polylasso.solvers import Settings
from polylasso.sources.frames import to_table
from polylasso.training import (
    Specification,
    Vocabulary,
    average,
    build_narrowed,
    build_problem,
    reweighted,
    start_path,
)
from polylasso.training.narrowing import LOCKED, restricted

SHAPE = Specification(degree=2, basis="legendre", storage="stored")


def table(n_rows=80):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.uniform(size=(n_rows, 4)), columns=list("abcd"))
    target = 3.0 * frame.a * frame.b - frame.c + 0.05 * rng.normal(size=n_rows)
    return to_table(frame), target.to_numpy(), np.ones(n_rows)


def masks(n_rows=80, n_folds=4):
    return np.arange(n_rows) % n_folds != np.arange(n_folds)[:, None]


def solved(problem, share=0.05):
    follower = start_path(problem, Settings())
    return follower.solve(share * follower.alpha_max)


def test_problems_have_the_columns_asked_for():
    rows, target, weights = table()
    columns = [{"a", "b"}, {"a", "c"}, {"b"}]
    problems = build_narrowed(rows, target, weights, masks()[:2], SHAPE, columns)
    assert [[v.name for v in problem.variables] for problem in problems] == [
        ["a", "b"],
        ["a", "c"],
        ["b"],
    ]
    assert [len(problem.weights) for problem in problems] == [80, 60, 60]


def test_what_is_said_of_other_columns_is_left_out():
    shape = Specification(
        encoding=EncodingOptions(
            categorical=("a", "b"), transform={"a": ("log",), "c": ("log",)}, degrees={"b": 1}
        ),
        forbidden_pairs=(("a", "b"), ("a", "c")),
        required_pairs=(("b", "c"),),
    )
    own = restricted(shape, {"a", "c"})
    assert own.encoding.categorical == ("a",)
    assert own.encoding.transform == {"a": ("log",), "c": ("log",)}
    assert own.encoding.degrees == {}
    assert own.forbidden_pairs == (("a", "c"),)
    assert own.required_pairs == ()


def test_large_terms_are_penalised_less_and_others_stay_out():
    rows, target, weights = table()
    problem = build_problem(rows, target, weights, SHAPE)
    solution = solved(problem)
    narrowed = reweighted(problem, solution)
    size = np.abs(solution.refit)
    assert narrowed.factor[solution.support[size.argmax()]] == 1.0
    outside = np.setdiff1d(np.arange(len(problem.index)), solution.support)
    assert np.all(narrowed.factor[outside] == LOCKED)
    again = solved(narrowed, 1e-6)
    assert set(again.support) <= set(solution.support)
    assert again.gap <= 1e-9


def test_terms_without_penalty_stay_free():
    rows, target, weights = table()
    shape = Specification(degree=2, basis="legendre", keep=("legendre(d, 1)",))
    problem = build_problem(rows, target, weights, shape)
    narrowed = reweighted(problem, solved(problem))
    assert np.count_nonzero(narrowed.factor == 0.0) == 1


@pytest.mark.parametrize("lasso_share", [1.0, 0.5, 0.0])
def test_the_mean_of_folds_of_all_rows_is_the_model_itself(lasso_share):
    rows, target, weights = table()
    problem = build_problem(rows, target, weights, SHAPE)
    solution = solved(problem)
    everything = np.ones((3, len(target)), dtype=bool)
    parts = [(Vocabulary.of(problem), solution)] * 3
    final = average(problem, target, everything, parts, 1.0, lasso_share, 0.0)
    expected = lasso_share * solution.coef + (1.0 - lasso_share) * solution.refit
    np.testing.assert_array_equal(final.support, solution.support)
    np.testing.assert_allclose(final.coef, expected, rtol=1e-9)


def test_the_mean_of_folds_predicts_as_their_mean_does():
    rows, target, weights = table()
    trains = masks()
    shape = Specification(degree=2)  # powers do not depend on the range
    problem = build_problem(rows, target, weights, shape)
    folds = build_narrowed(rows, target, weights, trains, shape, [set("abcd")] * 5)[1:]
    solutions = [solved(fold) for fold in folds]
    parts = [(Vocabulary.of(f), s) for f, s in zip(folds, solutions, strict=True)]
    final = average(problem, target, trains, parts, 1.0, 0.0, 0.0)
    together = problem.model(final.support, final.coef, "y").predict(rows)
    each = [
        fold.model(solution.support, solution.refit, "y").predict(rows)
        for fold, solution in zip(folds, solutions, strict=True)
    ]
    shape_of = np.mean(each, axis=0)
    # The intercept is that of all rows.
    np.testing.assert_allclose(
        together - together.mean(), shape_of - shape_of.mean(), rtol=0, atol=1e-9
    )


def test_terms_that_all_rows_do_not_have_are_left_out_of_the_mean():
    rows, target, weights = table()
    trains = masks(n_folds=2)
    columns = [{"a", "b"}, {"a", "b"}, {"a", "b", "c"}]
    problem, *folds = build_narrowed(rows, target, weights, trains, SHAPE, columns)
    parts = [(Vocabulary.of(fold), solved(fold)) for fold in folds]
    final = average(problem, target, trains, parts, 1.0, 0.0, 0.0)
    assert {v for t in problem.terms(final.support) for v in t.variables} <= {"a", "b"}


def test_terms_of_too_few_folds_are_left_out_of_the_mean():
    rows, target, weights = table()
    trains = masks()
    folds = build_narrowed(rows, target, weights, trains, SHAPE, [set("abcd")] * 5)[1:]
    problem = build_problem(rows, target, weights, SHAPE)
    shares = [0.02, 0.02, 0.5, 0.5]
    parts = [(Vocabulary.of(f), solved(f, s)) for f, s in zip(folds, shares, strict=True)]
    everything = average(problem, target, trains, parts, 1.0, 0.0, 0.0)
    common = average(problem, target, trains, parts, 1.0, 0.0, 0.0, fewest=4)
    assert set(common.support) < set(everything.support)
    found = [set(problem.find(v.terms(s.support)).tolist()) for v, s in parts]
    assert set(common.support.tolist()) == set.intersection(*found)
