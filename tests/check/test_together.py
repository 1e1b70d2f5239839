"""Columns together: collinear, explained, leaking."""

import numpy as np
import pytest

from polylasso.check.collinear import collinear_pairs, explained_columns, standardise
from polylasso.check.leaks import find_leak
from polylasso.check.sizes import count_in_words
from polylasso.sources.table import Column


def numbers(n_rows=300, n_columns=3, seed=0):
    values = np.random.default_rng(seed).normal(size=(n_columns, n_rows))
    return [Column(f"x{position}", row) for position, row in enumerate(values)]


def test_collinear_pair():
    columns = numbers()
    columns.append(Column("near", 5 - 3 * columns[1].values + 1e-3 * columns[0].values))
    (pair,), count = collinear_pairs(standardise(columns))
    assert (pair.first, pair.second, count) == ("x1", "near", 1)
    assert pair.correlation == pytest.approx(-1.0, abs=1e-6)


def test_pairs_beyond_one_block_are_found():
    columns = numbers(50, 700)
    columns.append(Column("twin", columns[3].values + 1.0))
    (pair,), _ = collinear_pairs(standardise(columns))
    assert (pair.first, pair.second) == ("x3", "twin")


def test_many_pairs_are_counted_but_not_all_listed():
    column = numbers()[0]
    pairs, count = collinear_pairs(
        standardise([Column(f"c{k}", column.values + k) for k in range(20)])
    )
    assert count == 190
    assert len(pairs) == 50


def test_sum_of_columns_is_explained():
    columns = numbers()
    columns.append(Column("sum", columns[0].values + columns[1].values))
    explained = explained_columns(standardise(columns))
    assert [one.name for one in explained] == ["x0", "x1", "sum"]
    assert set(explained[2].by) == {"x0", "x1"}


def test_independent_columns_are_not_explained():
    assert explained_columns(standardise(numbers())) == ()


def test_dummies_of_all_levels_are_explained():
    codes = np.arange(300) % 3
    columns = [Column(f"is{k}", (codes == k).astype(float)) for k in range(3)]
    assert len(explained_columns(standardise(columns))) == 3


def test_columns_that_do_not_vary_are_left_out():
    columns = [*numbers(), Column("one", np.ones(300)), Column("none", np.full(300, np.nan))]
    assert standardise(columns).names == ("x0", "x1", "x2")


def test_large_tables_are_sampled(monkeypatch):
    monkeypatch.setattr("polylasso.check.collinear._MOST_CELLS", 6000)
    sample = standardise(numbers(10_000))
    assert sample.is_sample
    assert sample.values.shape == (3, 2000)


@pytest.mark.parametrize(
    ("function", "how"),
    [
        (lambda x: 3.0 - 2.0 * x, "linear"),
        (lambda x: x**2, "quadratic"),
        (np.exp, "rank"),
    ],
)
def test_numeric_leaks(function, how):
    column = numbers()[0]
    leak = find_leak(column, function(column.values))
    assert (leak.how, leak.name) == (how, "x0")
    assert leak.r2 > 0.999


def test_numbers_that_stand_for_groups():
    codes = np.arange(300) % 7
    target = np.array([3.0, 9.0, 1.0, 8.0, 2.0, 7.0, 0.0])[codes]
    assert find_leak(Column("code", codes.astype(float)), target).how == "groups"


def test_labels_that_give_the_target():
    codes = np.arange(300) % 4
    column = Column("fuel", codes, ("a", "b", "c", "d"))
    assert find_leak(column, codes**2 + 0.0).how == "groups"
    assert find_leak(column, np.random.default_rng(0).normal(size=300)) is None


def test_identifiers_are_no_leak():
    column = Column("name", np.arange(300), tuple(map(str, range(300))))
    assert find_leak(column, np.random.default_rng(0).normal(size=300)) is None


def test_noise_is_no_leak():
    first, second, _ = numbers()
    assert find_leak(first, first.values + 0.1 * second.values) is None


def test_missing_rows_are_left_out_of_a_leak():
    values = numbers()[0].values.copy()
    target = 2 * values
    values[:5], target[5:9] = np.nan, np.nan
    assert find_leak(Column("x", values), target).how == "linear"


def test_too_few_rows_are_no_leak():
    assert find_leak(Column("x", np.arange(5.0)), np.arange(5.0)) is None


@pytest.mark.parametrize(
    ("count", "words"),
    [(12345, "12,345"), (168_000_000_000, "1.7e11"), (9_999_999_999, "1.0e10")],
)
def test_counts_in_words(count, words):
    assert count_in_words(count) == words
