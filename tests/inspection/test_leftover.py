"""What residuals show along a column."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.inspection import leftover, leftovers
from polylasso.sources.table import Column, Table

RNG = np.random.default_rng(0)


def numbers(values, name="a"):
    return Column(name, np.asarray(values, dtype=float))


def test_a_few_numbers_are_groups_of_their_own():
    found = leftover(numbers([1, 1, 2, 2, 2]), np.array([1.0, 3, 5, 5, 8]), np.zeros(5))
    assert found.centres.tolist() == [1.0, 2.0]
    assert found.means.tolist() == [2.0, 6.0]
    assert found.counts.tolist() == [2, 3]
    np.testing.assert_allclose(found.errors, [1.0, 1.0])  # sqrt(2 / 1 / 2) and sqrt(6 / 2 / 3)


def test_many_numbers_are_parted_into_groups_of_like_size():
    values = RNG.normal(size=1200)
    found = leftover(numbers(values), values, np.zeros(1200))
    assert found.counts.tolist() == [100] * 12
    assert (np.diff(found.centres) > 0).all()


def test_levels_come_with_the_most_frequent_first():
    column = Column("f", np.array([0, 2, 2, -1, 2, 0]), ("p", "unused", "q"))
    found = leftover(column, np.array([1.0, 2, 3, 99, 4, 3]), np.zeros(6))
    assert found.labels == ("q", "p")
    assert found.means.tolist() == [3.0, 2.0]
    assert len(found.residual) == 5


def test_the_share_is_corrected_for_the_number_of_groups():
    noise = RNG.normal(size=3000)
    nothing = leftover(numbers(RNG.normal(size=3000)), noise, np.zeros(3000))
    assert nothing.share < 0.01
    signs = RNG.choice([-1.0, 1.0], size=3000)  # of variance 1, as the noise
    found = leftover(numbers(signs), signs + noise, np.zeros(3000))
    assert found.share == pytest.approx(0.5, abs=0.04)


def test_columns_that_tell_most_come_first():
    label = RNG.integers(0, 2, 400)
    table = Table((numbers(RNG.normal(size=400)), Column("f", label, ("p", "q"))), 400)
    found = leftovers(table, 3.0 * label + RNG.normal(size=400), np.zeros(400), "y")
    assert [one.column.name for one in found] == ["f", "a"]
    assert found[0].share > 0.5


def test_rows_without_a_prediction_are_left_out():
    found = leftover(numbers([1, 2, 3, np.nan]), np.ones(4), np.array([0, np.nan, 0, 0]))
    assert found.residual.tolist() == [1.0, 1.0]
    assert np.isnan(found.errors).all()  # of single rows


@pytest.mark.parametrize("column", [numbers([]), Column("f", np.empty(0, dtype=int), ("p",))])
def test_no_row(column):
    found = leftover(column, np.empty(0), np.empty(0))
    assert (len(found.means), found.labels, found.share) == (0, (), 0.0)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=200), st.integers(0, 2**32 - 1))
def test_groups_hold_every_row_once(values, seed):
    residual = np.random.default_rng(seed).normal(size=len(values))
    found = leftover(numbers(values), residual, np.zeros(len(values)))
    assert found.counts.sum() == len(values)
    assert found.counts.min() >= 1
    assert found.counts @ found.means == pytest.approx(residual.sum(), abs=1e-9)
    assert 0.0 <= found.share <= 1.0


def test_levels_of_few_rows_tell_nothing():
    actual = RNG.normal(size=400)
    names = tuple(f"car {number:03d}" for number in range(400))
    identifier = Column("name", np.arange(400), names)
    assert leftover(identifier, actual, np.zeros(400)).share == 0.0
    halves = Column("f", np.where(np.arange(400) < 200, 0, np.arange(400)), names)
    assert leftover(halves, actual, np.zeros(400)).share == 0.0  # one group of some size
