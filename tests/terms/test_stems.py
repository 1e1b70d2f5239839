"""Tests of blocks as products of stems against the listed terms."""

import numpy as np
from hypothesis import given, settings

from polylasso.terms import Dictionary, Factoring, Variable
from tests.terms.strategies import dictionaries


def listed(dictionary, block):
    """Positions of the atoms of the terms of a block."""
    width = len(block.degrees)
    return dictionary.table().factors[block.offset : block.offset + block.count, :width]


@settings(deadline=None)
@given(dictionaries())
def test_left_stems_by_right_stems_are_the_terms_in_order(dictionary):
    factoring = Factoring(dictionary)
    for split in factoring.products:
        everything = np.arange(len(split.left))
        left, right = np.nonzero(split.follows(everything, 0))
        places = np.hstack((split.left.places[left], split.right.places[right]))
        found = np.stack(
            [
                factoring.atoms[degree][column]
                for degree, column in zip(split.block.degrees, places.T, strict=True)
            ],
            axis=1,
        )
        np.testing.assert_array_equal(found, listed(dictionary, split.block))
        assert split.starts[-1] == split.block.offset + split.block.count


@settings(deadline=None)
@given(dictionaries())
def test_batches_take_every_left_stem_that_goes_on_once(dictionary):
    for split in Factoring(dictionary).products:
        taken = [stem for batch in split.batches for stem in batch.stems]
        assert len(taken) == len(set(taken))
        left_out = np.setdiff1d(np.arange(len(split.left)), taken)
        assert not split.follows(left_out, 0).any()
        for batch in split.batches:
            before = split.follows(batch.stems, 0)[:, : batch.first]
            assert not before.any()


@settings(deadline=None)
@given(dictionaries())
def test_places_are_those_of_the_listed_terms(dictionary):
    factoring = Factoring(dictionary)
    for block in dictionary.blocks:
        if not block.degrees:
            continue
        indices = np.arange(block.offset, block.offset + block.count)[::-1]
        places = factoring.places(block, indices)
        found = [
            factoring.atoms[degree][column]
            for degree, column in zip(block.degrees, places.T, strict=True)
        ]
        np.testing.assert_array_equal(np.stack(found, axis=1), listed(dictionary, block)[::-1])


def test_long_groups_are_cut_and_short_ones_joined():
    variables = tuple(Variable(f"x{k}") for k in range(400))
    factoring = Factoring(Dictionary(variables, 3))
    split = next(s for s in factoring.products if len(s.left.degrees) == 2)
    sizes = [len(batch.stems) for batch in split.batches]
    assert max(sizes) <= 256
    assert sum(sizes[:3]) > 100
