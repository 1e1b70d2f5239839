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
    assert cholesky.remove(np.array(positions))
    kept = np.delete(np.arange(8), positions)
    np.testing.assert_allclose(
        cholesky.factor @ cholesky.factor.T, matrix[np.ix_(kept, kept)], atol=1e-12
    )
