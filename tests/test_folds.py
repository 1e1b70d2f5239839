"""Tests of folds that keep identical rows together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.errors import DataError
from polylasso.folds import count_duplicates, fold_masks, held_out, row_identity
from polylasso.sources.table import Column, Table


def identity_of(*columns, target=None):
    arrays = [np.asarray(column) for column in columns]
    n_rows = len(arrays[0])
    table = Table(tuple(Column(str(k), array) for k, array in enumerate(arrays)), n_rows)
    return row_identity(table, np.zeros(n_rows) if target is None else np.asarray(target))


def test_equal_rows_have_equal_identities():
    identity = identity_of([1.0, 2.0, 1.0], [5.0, 5.0, 5.0])
    assert identity[0] == identity[2] != identity[1]


def test_the_target_belongs_to_the_row():
    identity = identity_of([1.0, 1.0], target=[0.0, 1.0])
    assert identity[0] != identity[1]


def test_columns_are_not_interchangeable():
    identity = identity_of([1.0, 2.0], [2.0, 1.0])
    assert identity[0] != identity[1]


def test_codes_of_labels_count():
    table = Table((Column("f", np.array([0, 1, 0]), ("a", "b")),), 3)
    identity = row_identity(table, np.zeros(3))
    assert identity[0] == identity[2] != identity[1]


def test_zero_equals_minus_zero():
    identity = identity_of([0.0, -0.0])
    assert identity[0] == identity[1]


def test_missing_equals_missing_whatever_its_bits():
    values = np.array([np.nan, -np.nan, 0.0])
    values[1:2].view(np.uint64)[0] |= np.uint64(7)
    identity = identity_of(values)
    assert identity[0] == identity[1] != identity[2]


def test_identities_do_not_depend_on_the_order_of_rows():
    rng = np.random.default_rng(0)
    columns, order = rng.integers(0, 3, (2, 50)).astype(float), rng.permutation(50)
    np.testing.assert_array_equal(identity_of(*columns)[order], identity_of(*columns[:, order]))


def test_many_distinct_rows_have_distinct_identities():
    grid = np.indices((200, 200)).reshape(2, -1).astype(float)
    assert count_duplicates(identity_of(*grid)) == 0


def test_duplicates_are_counted_beyond_the_first():
    assert count_duplicates(np.array([3, 1, 3, 3, 2, 1])) == 3


sizes_of_groups = st.lists(st.integers(1, 6), min_size=10, max_size=60)


@given(sizes_of_groups, st.integers(2, 10), st.integers(0, 100))
def test_folds_never_split_an_identity(sizes, n_folds, seed):
    identity = np.repeat(np.arange(len(sizes)), sizes)
    masks = fold_masks(identity, n_folds, seed)
    for group in range(len(sizes)):
        inside = masks[:, identity == group]
        assert np.all(inside == inside[:, :1])


@given(sizes_of_groups, st.integers(2, 10), st.integers(0, 100))
def test_every_row_is_held_out_once(sizes, n_folds, seed):
    masks = fold_masks(np.repeat(np.arange(len(sizes)), sizes), n_folds, seed)
    np.testing.assert_array_equal((~masks).sum(axis=0), 1)


@given(sizes_of_groups, st.integers(2, 10), st.integers(0, 100))
def test_every_fold_holds_rows_out_and_trains_on_some(sizes, n_folds, seed):
    masks = fold_masks(np.repeat(np.arange(len(sizes)), sizes), n_folds, seed)
    assert np.all((~masks).any(axis=1) & masks.any(axis=1))


@given(st.integers(10, 500), st.integers(2, 10), st.integers(0, 100))
def test_distinct_rows_make_folds_of_sizes_that_differ_by_one(n_rows, n_folds, seed):
    scored = (~fold_masks(np.arange(n_rows), n_folds, seed)).sum(axis=1)
    assert scored.max() - scored.min() <= 1


@given(sizes_of_groups, st.integers(2, 10), st.integers(0, 100))
def test_folds_are_balanced_up_to_the_largest_group(sizes, n_folds, seed):
    scored = (~fold_masks(np.repeat(np.arange(len(sizes)), sizes), n_folds, seed)).sum(axis=1)
    assert np.all(np.abs(scored - sum(sizes) / n_folds) <= max(sizes) + 1)


@pytest.mark.parametrize("sizes", [[100, 1, 1], [1, 100, 1], [1, 1, 100], [50, 50, 1]])
def test_a_giant_group_leaves_no_fold_empty(sizes):
    identity = np.repeat(np.arange(3), sizes)
    for seed in range(6):
        assert (~fold_masks(identity, 3, seed)).any(axis=1).all()


def test_the_seed_decides():
    identity = np.arange(50)
    first, again, other = (fold_masks(identity, 5, seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_folds_do_not_depend_on_the_order_of_rows():
    identity = np.random.default_rng(0).integers(0, 2**60, 40)
    order = np.random.default_rng(1).permutation(40)
    np.testing.assert_array_equal(
        fold_masks(identity, 5, 0)[:, order], fold_masks(identity[order], 5, 0)
    )


def test_too_few_distinct_rows():
    message = "5 folds need at least 5 distinct rows, but there are 2; lower cv or add rows"
    with pytest.raises(DataError, match=message):
        fold_masks(np.array([1, 1, 1, 2, 2, 2]), 5, 0)


def test_too_few_groups():
    with pytest.raises(DataError, match="at least 3 groups"):
        fold_masks(np.array([1, 2]), 3, 0, what="groups")


@given(sizes_of_groups, st.floats(0.05, 0.95), st.integers(0, 100))
def test_rows_held_out_are_whole_groups_and_about_the_share(sizes, share, seed):
    identity = np.repeat(np.arange(len(sizes)), sizes)
    mask = held_out(identity, share, seed, "groups")
    assert 0 < mask.sum() < len(mask)
    assert not set(identity[mask]) & set(identity[~mask])
    assert abs(mask.sum() - share * len(mask)) <= max(sizes)


def test_one_group_cannot_be_parted():
    with pytest.raises(DataError, match="not two groups to hold one out; pass test_size=0"):
        held_out(np.zeros(9), 0.2, 0, "groups")
