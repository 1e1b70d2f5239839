"""Tests of the growing Cholesky factor against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.solvers.cholesky import GrowingCholesky


def positive_definite(order, seed=0):
    rng = np.random.default_rng(seed)
    columns = rng.standard_normal((order + 3, order))
    return columns.T @ columns


def grown(matrix, capacity=64):
    cholesky = GrowingCholesky(capacity)
    for k in range(len(matrix)):
        assert cholesky.append(matrix[:k, k], matrix[k, k])
    return cholesky


orders = st.integers(0, 9)
seeds = st.integers(0, 1000)


@given(orders, seeds, st.sampled_from([1, 2, 64]))
def test_appending_gives_the_factor_whatever_the_capacity(order, seed, capacity):
    matrix = positive_definite(order, seed)
    factor = grown(matrix, capacity).factor
    np.testing.assert_allclose(factor @ factor.T, matrix, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(factor, np.tril(factor))


@given(orders, seeds)
def test_solve(order, seed):
    matrix = positive_definite(order, seed)
    right = np.arange(1.0, order + 1.0)
    np.testing.assert_allclose(matrix @ grown(matrix).solve(right), right, rtol=1e-8, atol=1e-8)


@given(orders, seeds)
def test_quadratic(order, seed):
    matrix = positive_definite(order, seed)
    vector = np.arange(1.0, order + 1.0)
    assert grown(matrix).quadratic(vector) == pytest.approx(vector @ matrix @ vector, rel=1e-10)


@given(st.integers(1, 9), seeds, st.data())
def test_refactor_from_a_position_equals_factoring_anew(order, seed, data):
    matrix = positive_definite(order, seed)
    start = data.draw(st.integers(0, order - 1))
    stay = np.delete(np.arange(order), start)
    cholesky = grown(matrix)
    assert cholesky.refactor(matrix[np.ix_(stay, stay)], start)
    expected = np.linalg.cholesky(matrix[np.ix_(stay, stay)])
    np.testing.assert_allclose(cholesky.factor, expected, rtol=1e-9, atol=1e-9)


def test_refactor_beyond_the_capacity():
    matrix = positive_definite(7)
    cholesky = GrowingCholesky(2)
    assert cholesky.refactor(matrix)
    np.testing.assert_allclose(cholesky.factor, np.linalg.cholesky(matrix), rtol=1e-10)


def test_removing_the_last_leaves_order_zero():
    cholesky = grown(positive_definite(1))
    assert cholesky.refactor(np.zeros((0, 0)))
    assert cholesky.order == 0


def test_order_zero_solves_nothing():
    assert GrowingCholesky().solve(np.zeros(0)).size == 0


def test_order_one():
    cholesky = grown(np.array([[4.0]]))
    np.testing.assert_array_equal(cholesky.solve(np.array([2.0])), [0.5])


def test_an_exact_alias_is_refused():
    cholesky = grown(np.eye(2))
    assert not cholesky.append(np.array([0.6, 0.8]), 1.0)
    assert cholesky.order == 2


def test_a_column_of_zeros_is_refused():
    assert not GrowingCholesky().append(np.zeros(0), 0.0)


def test_a_near_alias_that_can_be_resolved_is_accepted():
    cross = np.array([np.sqrt(1 - 1e-12)])
    assert grown(np.eye(1)).append(cross, 1.0)


def test_what_counts_as_an_alias_grows_with_the_coefficients():
    """Beside columns at 1e-4 of each other, 1e-13 outside their span is rounding noise."""
    cosine = np.sqrt(1 - 1e-8)
    pair = grown(np.array([[1.0, cosine], [cosine, 1.0]]))
    # Coefficients about +-1e4 on the pair.
    weights = np.array([1e4, -1e4])
    matrix = np.array([[1.0, cosine], [cosine, 1.0]])
    diagonal = weights @ matrix @ weights + 1e-13
    assert not pair.append(matrix @ weights, diagonal)


def test_refactor_reports_a_singular_matrix_and_keeps_what_came_before():
    cholesky = grown(np.eye(1))
    matrix = np.ones((3, 3))
    matrix[0, 1:] = matrix[1:, 0] = 0.0
    assert not cholesky.refactor(matrix, 1)
    assert cholesky.order == 1


@pytest.mark.parametrize("positions", [[0], [2, 3], [7], [0, 7], [5, 6, 7], list(range(8))])
def test_removed_rows_and_columns_leave_the_factor_of_the_rest(positions):
    columns = np.random.default_rng(0).normal(size=(30, 8))
    matrix = columns.T @ columns
    cholesky = GrowingCholesky(4)
    assert cholesky.refactor(matrix)
    cholesky.remove(np.array(positions))
    kept = np.delete(np.arange(8), positions)
    np.testing.assert_allclose(
        cholesky.factor @ cholesky.factor.T, matrix[np.ix_(kept, kept)], atol=1e-12
    )
    np.testing.assert_array_equal(cholesky.factor, np.tril(cholesky.factor))


@given(seeds, st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_a_factor_that_grows_and_shrinks_stays_that_of_its_rows(seed, moves):
    """Beyond the blocks of LAPACK and the capacity; every third move drops up to three rows."""
    matrix = positive_definite(40, seed)
    cholesky, held = GrowingCholesky(2), list(range(30))
    assert cholesky.refactor(matrix[:30, :30])
    for turn, move in enumerate(moves):
        outside = [k for k in range(40) if k not in held]
        if turn % 3 == 0 and held:
            positions = np.unique([move % len(held), move // 7 % len(held), move // 11 % len(held)])
            cholesky.remove(positions)
            held = list(np.delete(held, positions))
        elif outside:
            term = outside[move % len(outside)]
            assert cholesky.append(matrix[held, term], matrix[term, term])
            held.append(term)
    expected = matrix[np.ix_(held, held)]
    np.testing.assert_allclose(cholesky.factor @ cholesky.factor.T, expected, atol=1e-10)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_removing_one_of_two_near_aliases_keeps_the_digits_of_the_rest(position):
    near = np.array([[1.0, 1.0 - 1e-13, 0.5], [1.0 - 1e-13, 1.0, 0.5], [0.5, 0.5, 1.0]])
    cholesky = grown(near)
    cholesky.remove(np.array([position]))
    kept = np.delete(np.arange(3), position)
    np.testing.assert_allclose(
        cholesky.factor @ cholesky.factor.T, near[np.ix_(kept, kept)], atol=1e-15
    )


@pytest.mark.parametrize("scale", [1e-150, 1e150])
def test_removal_at_extreme_scales(scale):
    matrix = scale * positive_definite(6)
    cholesky = grown(matrix)
    cholesky.remove(np.array([2, 4]))
    kept = [0, 1, 3, 5]
    np.testing.assert_allclose(
        cholesky.factor @ cholesky.factor.T, matrix[np.ix_(kept, kept)], rtol=1e-11
    )
