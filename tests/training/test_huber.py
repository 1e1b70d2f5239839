"""Tests of Huber's weights: the minimum they lead to, and a scale that outliers do not move."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from polylasso.training.huber import EFFICIENT, huber_scale, huber_shares


def huber_loss(residual, most):
    """Huber 1964: squares within, a straight line of the same slope beyond."""
    size = np.abs(residual)
    return np.where(size <= most, 0.5 * size**2, most * (size - 0.5 * most))


def test_reweighted_least_squares_minimises_the_loss_of_huber():
    rng = np.random.default_rng(0)
    X = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    y = X @ [1.0, 2.0, -1.0] + 0.3 * rng.standard_t(2, size=40)
    scale, coef = 0.4, np.zeros(3)
    for _ in range(300):
        shares = huber_shares(y - X @ coef, scale)
        coef = np.linalg.solve(X.T * shares @ X, X.T * shares @ y)
    found = minimize(
        lambda c: huber_loss(y - X @ c, EFFICIENT * scale).sum(), np.zeros(3), tol=1e-12
    )
    assert coef == pytest.approx(found.x, abs=1e-5)  # as far as BFGS gets by differences


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(1e-6, 1e6))
def test_shares_are_one_within_and_bound_the_pull_beyond(values, scale):
    residual = np.array(values)
    shares = huber_shares(residual, scale)
    assert ((shares > 0.0) & (shares <= 1.0)).all()
    assert (shares[np.abs(residual) <= EFFICIENT * scale] == 1.0).all()
    assert np.abs(shares * residual).max() <= EFFICIENT * scale * (1.0 + 1e-12)


def test_scale_is_the_standard_deviation_of_normal_errors():
    residual = 3.0 * np.random.default_rng(0).normal(size=100_000)
    scale = huber_scale(residual, np.ones(len(residual)), residual)
    assert scale == pytest.approx(3.0, rel=0.01)  # three standard errors of the median


def test_outliers_do_not_move_the_scale_beyond_bounds():
    rng = np.random.default_rng(0)
    residual = rng.normal(size=1000)
    wild = np.where(np.arange(1000) < 200, 1e9, residual)
    # the median of a fifth more of large ones is a higher quantile of the others
    assert huber_scale(wild, np.ones(1000), wild) < 1.5


def test_a_weight_of_two_is_two_rows():
    residual = np.array([0.1, -0.5, 2.0, 3.0, -7.0])
    weights = np.array([1, 2, 2, 1, 1])
    repeated = np.repeat(residual, weights)
    once = huber_scale(residual, weights.astype(float), residual)
    assert once == huber_scale(repeated, np.ones(7), repeated)


def test_a_constant_target_has_no_outliers():
    scale = huber_scale(np.full(3, 1e-17), np.ones(3), np.full(3, 0.1))
    assert huber_shares(np.full(3, 1e-17), scale).tolist() == [1.0, 1.0, 1.0]


def test_a_perfect_fit_has_a_scale_above_zero():
    scale = huber_scale(np.zeros(5), np.ones(5), np.arange(5.0))
    assert scale > 0.0
    assert (huber_shares(np.zeros(5), scale) == 1.0).all()
