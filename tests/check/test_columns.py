"""Ranges, skewness, transforms and outliers of one column."""

import numpy as np
import pytest

from polylasso.check.columns import check_column
from polylasso.check.outliers import find_outliers
from polylasso.check.shapes import skewness, suggest_transform
from polylasso.sources.table import Column


def drawn(kind, n_values=2000, seed=1):
    return getattr(np.random.default_rng(seed), kind)(size=n_values)


def test_range_and_counts():
    column = check_column(Column("a", np.array([1.0, 2.0, np.nan, 6.0])))
    assert (column.lower, column.mean, column.upper) == (1.0, 3.0, 6.0)
    assert (column.n_missing, column.n_distinct) == (1, 3)


def test_range_of_huge_values():
    column = check_column(Column("a", np.array([1.5e308, 1.6e308, 1.7e308])))
    assert column.mean == pytest.approx(1.6e308)


def test_skewness_of_an_exponential():
    assert skewness(drawn("exponential", 200_000)) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_skewness_has_no_scale(scale):
    values = drawn("exponential")
    assert skewness(values * scale) == pytest.approx(skewness(values))


def test_no_skewness_without_variation():
    assert skewness(np.full(10, 3.0)) is None
    assert skewness(np.zeros(10)) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (1000 * np.exp(drawn("normal")), "log1p"),
        (0.001 * np.exp(2 * drawn("normal")), "log"),
        ((3.0 + drawn("uniform")) ** 40, "log1p"),
        (np.maximum(100 * drawn("normal") + 150, 0.0) ** 2, "sqrt"),
        (1.0 / (1e-3 + drawn("uniform")), "reciprocal"),
        (drawn("normal"), None),
        (-np.exp(drawn("normal")), None),
        (np.exp(drawn("normal")) - 3.0, None),
    ],
)
def test_transform_follows_shape_and_domain(values, expected):
    assert suggest_transform(values, skewness(values), len(values)) == expected


@pytest.mark.parametrize("kind", ["normal", "exponential", "laplace", "uniform", "logistic"])
@pytest.mark.parametrize("n_values", [50, 1000, 40_000])
def test_ordinary_tails_have_hardly_any_outliers(kind, n_values):
    assert find_outliers(drawn(kind, n_values)).sum() <= 1


@pytest.mark.parametrize("n_values", [50, 1000, 40_000])
def test_wild_values_are_found(n_values):
    values = drawn("normal", n_values)
    values[[3, 7]] = 40.0, -25.0
    assert np.flatnonzero(find_outliers(values)).tolist() == [3, 7]


def test_log_normal_is_judged_after_its_transform():
    column = check_column(Column("a", 100 * np.exp(2 * drawn("normal"))))
    assert column.transform is not None
    assert column.n_outliers == 0


def test_mostly_equal_values():
    values = np.zeros(500)
    values[:20] = np.linspace(1, 2, 20)
    assert not find_outliers(values).any()
    values[20] = 1e6
    assert np.flatnonzero(find_outliers(values)).tolist() == [20]


def test_few_values_have_no_outliers():
    assert not find_outliers(np.array([0.0, 1.0, 1e9])).any()


def test_outliers_are_listed_by_row_from_1():
    values = drawn("normal", 300)
    values[10] = np.nan
    values[41] = 99.0
    (outlier,) = check_column(Column("a", values)).outliers
    assert (outlier.row, outlier.value) == (42, 99.0)


def test_no_more_than_twenty_outliers_are_listed():
    values = np.concatenate([drawn("normal", 2000), np.full(30, 1e6)])
    column = check_column(Column("a", values))
    assert column.n_outliers == 30
    assert len(column.outliers) == 20
