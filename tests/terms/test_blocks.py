"""Tests of counting and addressing within blocks."""

import numpy as np
import pytest

from polylasso.terms.blocks import BlockCounter, compositions

NO_PAIRS = np.empty((0, 2), dtype=int)


def test_compositions_are_ordered_by_total_then_parts_then_lexicographically():
    expected = [(1,), (2,), (1, 1), (3,), (1, 2), (2, 1), (1, 1, 1)]
    assert list(compositions(3, 3)) == expected


def test_compositions_have_at_most_so_many_parts():
    assert max(map(len, compositions(5, 2))) == 2


@pytest.mark.parametrize("truncation", [0.3, 0.5, 0.7, 1.0])
@pytest.mark.parametrize("degree", [1, 4, 9])
def test_compositions_are_those_within_the_norm(degree, truncation):
    everything = compositions(degree, degree)
    within = [
        parts
        for parts in everything
        if sum(part**truncation for part in parts) ** (1 / truncation) <= degree + 1e-9
    ]
    assert list(compositions(degree, degree, truncation)) == within


def test_a_sum_on_the_bound_belongs():
    assert (4, 4) in compositions(16, 2, 0.5)  # (2 + 2)^2 = 16
    assert (4, 5) not in compositions(16, 2, 0.5)


@pytest.mark.parametrize("forbidden", [NO_PAIRS, np.array([[0, 1], [0, 4], [2, 3], [3, 5]])])
@pytest.mark.parametrize("degrees", [(1,), (2,), (1, 2), (2, 1), (1, 1, 1), (1, 2, 1, 1)])
def test_unrank_and_rank_are_inverse_and_in_order(degrees, forbidden):
    multiplicity = np.array([[2, 1], [3, 0], [1, 1], [1, 2], [0, 1], [4, 1]])
    counter = BlockCounter(multiplicity, forbidden)
    terms = [counter.unrank(degrees, place) for place in range(counter.count(degrees))]
    assert terms == sorted(terms)
    assert [counter.rank(degrees, term) for term in terms] == list(range(len(terms)))


def test_counts_beyond_64_bits_are_exact():
    counter = BlockCounter(np.full((1000, 1), 10**6), NO_PAIRS)
    assert counter.count((1, 1, 1, 1)) == 41_417_124_750 * 10**24


def test_places_beyond_64_bits_are_exact():
    counter = BlockCounter(np.full((1000, 1), 10**6), np.array([[0, 1], [1, 2], [3, 999]]))
    place = counter.count((1,) * 4) - 12_345
    assert counter.rank((1,) * 4, counter.unrank((1,) * 4, place)) == place
