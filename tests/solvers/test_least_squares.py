"""Tests of least squares by QR."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.solvers import independent_columns, polish
from tests.solvers.strategies import raw_columns


def unit(columns):
    norm = np.linalg.norm(columns, axis=0)
    return columns / np.where(norm > 0, norm, 1.0)


def digits(value, truth):
    return -np.log10(np.max(np.abs(value - truth) / np.abs(truth)))


def test_an_ill_conditioned_vandermonde_keeps_digits_that_the_normal_equations_lose():
    points = np.arange(21.0)
    columns = np.vander(points, 6, increasing=True)[:, 1:]
    scale = np.linalg.norm(columns, axis=0)
    truth = np.ones(5)
    coef = polish(columns / scale, columns @ truth, np.zeros(5), np.zeros(5)) / scale
    normal = np.linalg.solve(columns.T @ columns, columns.T @ (columns @ truth))
    assert digits(coef, truth) > 11
    assert digits(coef, truth) > digits(normal, truth) + 1.5


@given(st.integers(0, 10**6), st.integers(0, 8), st.sampled_from([0.0, 0.3]))
def test_thresholds_and_ridge_solve_their_linear_system(seed, size, ridge):
    rng = np.random.default_rng(seed)
    columns, target = rng.standard_normal((12, size)), rng.standard_normal(12)
    threshold, constants = rng.standard_normal(size), ridge * rng.uniform(0, 1, size)
    coef = polish(columns, target, threshold, constants)
    left = (columns.T @ columns + np.diag(constants)) @ coef
    np.testing.assert_allclose(left, columns.T @ target - threshold, atol=1e-10)


def test_a_repeated_column_gets_zero():
    columns = np.eye(3)[:, [0, 0, 1]]
    coef = polish(columns, np.array([1.0, 2.0, 3.0]), np.zeros(3), np.zeros(3))
    np.testing.assert_allclose(coef, [1.0, 0.0, 2.0], atol=1e-15)


def test_more_columns_than_rows_fit_exactly():
    rng = np.random.default_rng(0)
    columns, target = unit(rng.standard_normal((4, 7))), rng.standard_normal(4)
    coef = polish(columns, target, np.zeros(7), np.zeros(7))
    np.testing.assert_allclose(columns @ coef, target, atol=1e-12)
    assert np.count_nonzero(coef) == 4


def test_a_ridge_separates_repeated_columns():
    columns = np.eye(3)[:, [0, 0]]
    coef = polish(columns, np.array([1.0, 2.0, 3.0]), np.zeros(2), np.ones(2))
    np.testing.assert_allclose(coef, [1 / 3, 1 / 3], rtol=1e-14)


@given(st.integers(0, 10**6), st.integers(1, 20), st.integers(1, 150), st.integers(1, 20))
def test_as_many_are_independent_as_the_rank(seed, n_rows, n_columns, rank):
    rng = np.random.default_rng(seed)
    columns = rng.standard_normal((n_rows, rank)) @ rng.standard_normal((rank, n_columns))
    assert len(independent_columns(unit(columns))) == np.linalg.matrix_rank(columns)


@given(raw_columns())
def test_what_is_left_out_is_in_the_span_of_what_came_before(drawn):
    columns = unit(drawn[0])
    kept = independent_columns(columns)
    for left_out in np.setdiff1d(np.arange(columns.shape[1]), kept):
        before = columns[:, kept[kept < left_out]]
        fitted = before @ np.linalg.lstsq(before, columns[:, left_out], rcond=1e-13)[0]
        assert np.linalg.norm(columns[:, left_out] - fitted) < 1e-6


@given(raw_columns())
def test_what_is_kept_is_independent(drawn):
    columns = unit(drawn[0])
    kept = columns[:, independent_columns(columns)]
    assert np.linalg.matrix_rank(kept, tol=1e-11) == kept.shape[1]


def test_of_aliases_the_earliest_is_kept():
    columns = unit(np.array([[0.0, 1, 2, 1, 0], [0.0, 0, 0, 1, 1], [0.0, 0, 0, 0, 0]]))
    assert independent_columns(columns).tolist() == [1, 3]


@pytest.mark.parametrize("shape", [(3, 0), (3, 5)])
def test_without_any_column_nothing_is_kept(shape):
    assert independent_columns(np.zeros(shape)).size == 0


def test_aliases_across_blocks():
    rng = np.random.default_rng(0)
    columns = unit(rng.standard_normal((100, 70)))
    repeated = np.hstack([columns, columns[:, ::-1]])
    assert independent_columns(repeated).tolist() == list(range(70))
