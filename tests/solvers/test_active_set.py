"""Tests of the exact minimisation over a working set at one alpha."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.solvers import Penalty
from polylasso.solvers import active_set as module
from polylasso.solvers.active_set import ActiveSet, WorkingGram
from tests.solvers.dense import DenseDesign, optimality
from tests.solvers.strategies import designs


def active_set(design):
    everything = np.arange(design.n_terms)
    working = WorkingGram(capacity=2)
    working.grow(design.gram(everything, everything), design.null_gradient)
    return ActiveSet(working)


def solved(design, alpha, l1_ratio=1.0, factor=None, active=None):
    active = active or active_set(design)
    factor = np.ones(design.n_terms) if factor is None else factor
    assert active.solve(Penalty(alpha, l1_ratio, factor), 2000)
    return active


def check(design, active, alpha, l1_ratio=1.0):
    wrong = optimality(design, active.active, active.coef, alpha, l1_ratio, np.ones(design.n_terms))
    assert wrong.gap <= 1e-9
    assert wrong.violation <= 1e-9


def share_of_largest(design):
    return np.abs(design.null_gradient).max()


@given(designs(), st.sampled_from([0.9, 0.3, 0.05, 0.003]), st.sampled_from([1.0, 0.5, 0.01]))
def test_the_optimum_of_nasty_problems(design, share, l1_ratio):
    largest = share_of_largest(design)
    if largest > 1e-9 * np.linalg.norm(design.target):
        alpha = share * largest / l1_ratio
        check(design, solved(design, alpha, l1_ratio), alpha, l1_ratio)


@given(designs(), st.lists(st.sampled_from([2.0, 1.0, 0.7, 0.2, 0.01]), min_size=2, max_size=5))
def test_alphas_in_any_order(design, shares):
    largest = share_of_largest(design)
    if largest <= 1e-9 * np.linalg.norm(design.target):
        return
    active = active_set(design)
    for share in shares:
        solved(design, share * largest, active=active)
        check(design, active, share * largest)


@given(designs())
def test_signs_are_those_of_the_coefficients(design):
    largest = share_of_largest(design)
    if largest > 1e-9 * np.linalg.norm(design.target):
        active = solved(design, 0.1 * largest)
        assert np.all(active.signs * active.coef >= 0)


def test_of_two_equal_columns_one_enters():
    design = DenseDesign.of(np.array([[1.0, 1], [2, 2], [4, 4]]), np.array([1.0, 3, 3]))
    assert solved(design, 0.01).active.tolist() == [0]


def test_the_ridge_shares_between_equal_columns():
    design = DenseDesign.of(np.array([[1.0, 1], [2, 2], [4, 4]]), np.array([1.0, 3, 3]))
    active = solved(design, 0.1, l1_ratio=0.5)
    assert active.coef[0] == pytest.approx(active.coef[1], rel=1e-12)


def test_aliases_of_a_ridge_that_vanishes_leave_the_fit_unchanged():
    design = DenseDesign.of(np.array([[1.0, 1], [2, 2], [4, 4]]), np.array([1.0, 3, 3]))
    active = solved(design, 0.1, l1_ratio=0.5)
    solved(design, 1e-18, l1_ratio=0.5, active=active)
    assert active.coef.sum() == pytest.approx(design.null_gradient[0], rel=1e-10)


def test_an_entrant_in_the_span_is_exchanged_for_what_it_saves():
    """y = a + b is cheaper as one column; a and b come first."""
    rng = np.random.default_rng(0)
    raw = rng.standard_normal((30, 2))
    raw = np.column_stack([raw, raw.sum(axis=1)])
    design = DenseDesign.of(raw, raw[:, 2])
    active = active_set(design)
    solved(design, 0.3, factor=np.array([1.0, 1.0, 10.0]), active=active)
    assert sorted(active.active) == [0, 1]
    solved(design, 0.3, active=active)
    assert active.active.tolist() == [2]


def test_too_few_steps_are_reported():
    rng = np.random.default_rng(0)
    design = DenseDesign.of(rng.standard_normal((50, 30)), rng.standard_normal(50))
    assert not active_set(design).solve(Penalty(0.001, 1.0, np.ones(30)), 3)


def test_unpenalised_terms_stay_at_any_alpha():
    rng = np.random.default_rng(0)
    design = DenseDesign.of(rng.standard_normal((20, 3)), rng.standard_normal(20))
    active = active_set(design)
    active.admit_unpenalised(np.array([1]))
    solved(design, 100.0, factor=np.array([1.0, 0.0, 1.0]), active=active)
    assert active.active.tolist() == [1]
    assert active.coef == pytest.approx([design.null_gradient[1]], rel=1e-12)


def test_unpenalised_aliases_of_others_stay_out():
    design = DenseDesign.of(np.array([[1.0, 1], [2, 2], [4, 4]]), np.array([1.0, 3, 3]))
    active = active_set(design)
    active.admit_unpenalised(np.array([0, 1]))
    assert active.active.tolist() == [0]


@given(designs(), st.sampled_from([1.0, 0.5, 0.01]))
def test_the_unpenalised_fit_has_the_residual_of_least_squares(design, l1_ratio):
    norm, largest = np.linalg.norm(design.target), share_of_largest(design)
    if largest <= 1e-9 * norm:
        return
    active = solved(design, 0.1 * largest / l1_ratio, l1_ratio)
    columns = design.columns[:, active.active]
    expected = columns @ np.linalg.lstsq(columns, design.target, rcond=1e-7)[0]
    fitted = columns @ active.unpenalised_fit()
    np.testing.assert_allclose(fitted, expected, rtol=0, atol=1e-6 * norm)


def test_refining_corrects_coefficients():
    rng = np.random.default_rng(0)
    design = DenseDesign.of(rng.standard_normal((20, 3)), rng.standard_normal(20))
    active = solved(design, 0.01)
    exact = active.coef
    active.coef = exact * (1 + 1e-6)
    active.refine(active.correlation()[active.active], np.full(3, 0.01))
    np.testing.assert_allclose(active.coef, exact, rtol=1e-13)


def test_refining_never_turns_a_sign():
    design = DenseDesign.of(np.array([[1.0], [2], [4]]), np.array([1.0, 3, 3]))
    active = solved(design, 0.01)
    before = active.coef
    active.refine(np.array([-100.0]), np.array([0.01]))
    np.testing.assert_array_equal(active.coef, before)


def test_the_working_gram_grows_beyond_its_capacity():
    gram = np.arange(25.0).reshape(5, 5)
    gram = gram + gram.T
    working = WorkingGram(capacity=1)
    for stop in (1, 3, 5):
        working.grow(gram[:stop, working.size : stop], np.arange(working.size, stop, dtype=float))
    np.testing.assert_array_equal(working.gram, gram)
    np.testing.assert_array_equal(working.null_gradient, np.arange(5.0))


@pytest.mark.parametrize("chunk_bytes", [1, 100, 1 << 20])
def test_combined_inner_products_do_not_depend_on_the_chunks(chunk_bytes, monkeypatch):
    monkeypatch.setattr(module, "CHUNK_BYTES", chunk_bytes)
    rng = np.random.default_rng(0)
    columns = rng.standard_normal((9, 5))
    working = WorkingGram(capacity=2)
    working.grow(columns.T @ columns, np.zeros(5))
    positions, coef = np.array([3, 0, 4]), np.array([1.0, -2.0, 0.5])
    expected = columns.T @ (columns[:, positions] @ coef)
    np.testing.assert_allclose(working.combine(positions, coef), expected, rtol=1e-12, atol=1e-12)
    assert not working.combine(positions[:0], coef[:0]).any()
