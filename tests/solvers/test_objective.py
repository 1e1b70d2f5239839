"""Tests of the objective and its duality gap."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.solvers import Penalty, duality_gap, penalised_ratios, primal
from tests.solvers.dense import DenseDesign, optimality


@st.composite
def states(draw):
    """A design, any coefficients, and a penalty without zero factors."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n_rows, n_terms = draw(st.integers(3, 12)), draw(st.integers(1, 8))
    design = DenseDesign.of(rng.standard_normal((n_rows, n_terms)), rng.standard_normal(n_rows))
    support = np.flatnonzero(rng.random(n_terms) < 0.6)
    coef = rng.standard_normal(support.size) * draw(st.sampled_from([1.0, 1e-3, 0.0]))
    penalty = Penalty(
        draw(st.floats(1e-4, 2.0)),
        draw(st.sampled_from([1.0, 0.5, 0.01])),
        rng.uniform(0.2, 3, n_terms),
    )
    return design, support, coef, penalty


def gap_of(design, support, coef, penalty):
    residual = design.target - design.columns[:, support] @ coef
    gradient = design.gradient(support, coef)
    correlation = gradient.copy()
    correlation[support] -= penalty.ridge[support] * coef
    ratios = penalised_ratios(correlation, penalty.factor, design.null_loss)
    loss = 0.5 * residual @ residual
    return duality_gap(loss, coef, gradient[support], penalty.at(support), ratios.max(initial=0.0))


@given(states())
def test_gap_equals_primal_minus_dual_written_out(state):
    design, support, coef, penalty = state
    plain = optimality(design, support, coef, penalty.alpha, penalty.l1_ratio, penalty.factor)
    gap = gap_of(*state) / design.null_loss
    assert gap == pytest.approx(plain.gap, rel=1e-9, abs=1e-13 * (1 + plain.primal))


@given(states())
def test_primal_equals_the_augmented_lasso(state):
    design, support, coef, penalty = state
    plain = optimality(design, support, coef, penalty.alpha, penalty.l1_ratio, penalty.factor)
    residual = design.target - design.columns[:, support] @ coef
    value = primal(0.5 * residual @ residual, coef, penalty.at(support))
    assert value == pytest.approx(plain.primal, rel=1e-12)


@given(states())
def test_gap_is_not_negative(state):
    assert gap_of(*state) >= 0.0


@given(st.floats(-3, 3), st.floats(0.01, 2), st.sampled_from([1.0, 0.5, 0.01]))
def test_gap_is_zero_at_the_optimum_of_one_column(projection, alpha, l1_ratio):
    """Soft threshold and shrinkage in closed form, for y of norm 5."""
    design = DenseDesign(np.array([[1.0], [0.0]]), np.array([projection, 4.0]))
    size = max(abs(projection) - alpha * l1_ratio, 0.0) / (1 + alpha * (1 - l1_ratio))
    support = np.flatnonzero([size > 0])
    coef = np.full(support.size, np.sign(projection) * size)
    gap = gap_of(design, support, coef, Penalty(alpha, l1_ratio, np.ones(1)))
    assert gap <= 1e-14 * design.null_loss


def test_gap_counts_what_is_left_of_an_unpenalised_coefficient():
    penalty = Penalty(1.0, 1.0, np.zeros(1))
    assert duality_gap(0.5, np.array([2.0]), np.array([0.1]), penalty, 0.0) == pytest.approx(0.2)


def test_no_terms_and_no_penalty_leave_no_gap():
    nothing = np.zeros(0)
    assert duality_gap(3.0, nothing, nothing, Penalty(0.0, 1.0, nothing), 0.0) == 0.0


def test_ratios_divide_by_the_factors():
    ratios = penalised_ratios(np.array([-1.0, 3.0]), np.array([2.0, 0.5]), null_loss=0.5)
    np.testing.assert_array_equal(ratios, [0.5, 6.0])


def test_an_unpenalised_term_has_ratio_zero():
    assert penalised_ratios(np.ones(1), np.zeros(1), null_loss=0.5) == 0.0


def test_a_gradient_of_rounding_size_counts_as_zero():
    correlation = np.array([1e-14, 1e-9])
    np.testing.assert_array_equal(penalised_ratios(correlation, np.ones(2), 0.5), [0.0, 1e-9])


def test_threshold_and_ridge_share_alpha():
    penalty = Penalty(2.0, 0.25, np.array([1.0, 3.0]))
    np.testing.assert_array_equal(penalty.threshold, [0.5, 1.5])
    np.testing.assert_array_equal(penalty.ridge, [1.5, 4.5])


@settings(max_examples=20)
@given(st.permutations(range(4)))
def test_penalty_at_some_terms(order):
    factor = np.array([1.0, 2.0, 3.0, 4.0])
    at = Penalty(1.0, 0.5, factor).at(np.array(order))
    np.testing.assert_array_equal(at.factor, factor[order])
