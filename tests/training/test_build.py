"""Problems from tables: what folds share, and what they learn for themselves."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.design import ColumnDesign, MomentDesign
from polylasso.encoding import EncodingOptions
from polylasso.errors import MemoryLimitError
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem, build_problems, build_resampled


def data(n_rows=40):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n_rows, 3))
    return to_table(X), X[:, 0] * X[:, 1], np.ones(n_rows)


def folds(n_rows, n_folds):
    return np.arange(n_rows) % n_folds != np.arange(n_folds)[:, None]


def test_folds_share_columns_of_powers():
    problems = build_problems(*data(), folds(40, 4), Specification())
    assert len(problems) == 5
    assert all(problem.columns is problems[0].columns for problem in problems)
    assert all(isinstance(problem.design, MomentDesign) for problem in problems)


@pytest.mark.parametrize(
    "specification",
    [
        Specification(basis="legendre"),
        Specification(basis="hermite"),
        Specification(extrapolation="linear"),
        Specification(keep=("legendre(x0, 2)",)),
        Specification(keep=("hermite(x0, 2)",)),
    ],
    ids=["legendre", "hermite", "linear", "kept legendre", "kept hermite"],
)
def test_folds_learn_ranges_for_themselves(specification):
    table, target, weights = data()
    trains = folds(40, 4)
    problems = build_problems(table, target, weights, trains, specification)
    for problem, train in zip(problems[1:], trains, strict=True):
        values = table.columns[0].values[train]
        assert problem.variables[0].lower == values.min()
        assert problem.columns.values.shape[1] == train.sum()


def test_folds_learn_moments_for_themselves():
    table, target, _ = data()
    weights = np.linspace(1.0, 2.0, len(target))
    trains = folds(40, 4)
    problems = build_problems(table, target, weights, trains, Specification(basis="hermite"))
    values = table.columns[0].values
    for problem, train in zip(problems[1:], trains, strict=True):
        ((mean, spread),) = problem.variables[0].moments
        expected = np.average(values[train], weights=weights[train])
        assert mean == pytest.approx(expected)
        variance = np.average((values[train] - expected) ** 2, weights=weights[train])
        assert spread == pytest.approx(np.sqrt(variance))


def test_folds_learn_fill_values_for_themselves():
    table, target, weights = data()
    table.columns[0].values[3] = np.nan
    trains = folds(40, 4)
    specification = Specification(encoding=EncodingOptions(missing="indicator"))
    problems = build_problems(table, target, weights, trains, specification)
    for problem, train in zip(problems[1:], trains, strict=True):
        assert problem.variables[0].fill == pytest.approx(
            np.nanmean(table.columns[0].values[train])
        )


def test_leaving_one_out_does_not_hold_moments_for_every_row():
    """Moments of 300 segments of 700 terms would need a gigabyte."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 36))
    problems = build_problems(to_table(X), X[:, 0], np.ones(300), folds(300, 300), Specification())
    assert all(isinstance(problem.design, ColumnDesign) for problem in problems)


def test_constant_terms_are_counted_and_left_out():
    X = np.array([[0.0, 1.0, 0.0, 2.0], [1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 1.0, 3.0]] * 5)
    X[::2, 3] += np.arange(8)
    problem = build_problem(to_table(X), X[:, 3], np.ones(15), Specification())
    # The products of the three exclusive dummies are never written down.
    assert problem.dictionary.n_terms == 4 + 1 + 3
    assert problem.n_constant == 0
    assert problem.find(problem.terms(np.arange(3))).tolist() == [0, 1, 2]


def test_need_of_separate_folds_is_counted():
    table, target, weights = data()
    limit = 30_000.0
    asked = Specification(memory_limit=limit, storage="stored")
    build_problems(table, target, weights, folds(40, 4), asked)
    with pytest.raises(MemoryLimitError, match="9 candidate terms"):
        build_problems(
            table,
            target,
            weights,
            folds(40, 8),
            replace(asked, basis="legendre"),
        )


def test_a_resample_is_the_problem_of_its_rows_repeated():
    table, target, weights = data()
    counts = np.random.default_rng(1).integers(0, 3, size=40)
    specification = Specification(basis="legendre", storage="stored")
    (resampled,) = build_resampled(table, target, weights, [counts], specification)
    rows = np.repeat(np.arange(40), counts)
    repeated = build_problem(table.take(rows), target[rows], weights[rows], specification)
    everything = np.arange(len(repeated.index))
    assert resampled.dictionary.n_terms == repeated.dictionary.n_terms
    np.testing.assert_allclose(
        resampled.design.gram(everything, everything),
        repeated.design.gram(everything, everything),
        atol=1e-12,
    )
    np.testing.assert_allclose(
        resampled.design.null_gradient, repeated.design.null_gradient, atol=1e-12
    )


def test_a_resample_passes_over_named_terms_that_it_cannot_form():
    fuel = np.array(["E", "D", "E", "D", "N", "E"], dtype=object)
    table = to_table(np.column_stack([np.arange(6.0).astype(object), fuel]), ["x", "fuel"])
    specification = Specification(keep=("[fuel = N]",), storage="stored")
    counts = [np.array([1, 1, 1, 2, 0, 1]), np.array([1, 1, 1, 1, 1, 1])]
    weights = np.ones(6)
    without, with_it = build_resampled(table, np.arange(6.0), weights, counts, specification)
    assert not (without.factor == 0.0).any()
    assert np.count_nonzero(with_it.factor == 0.0) == 1
