"""Tests of the path over all candidate terms against conditions recomputed from the columns."""

import time
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet

from polylasso.solvers import Heredity, PathFollower, Settings
from polylasso.solvers import working_set as module
from tests.solvers.dense import DenseDesign, optimality
from tests.solvers.strategies import designs

RATIOS = st.sampled_from([1.0, 1.0, 0.5, 0.01])
BATCHES = st.sampled_from([1, 3, 100])
DOWN = np.geomspace(1.0, 1e-4, 9)


def follower_of(design, factor=None, whole=0, **settings):
    factor = np.ones(design.n_terms) if factor is None else factor
    return PathFollower(design, factor, Settings(whole=whole, **settings))


def follow(design, shares, factor=None, **options):
    """Solutions at shares of alpha_max; none where every gradient is rounding error."""
    follower = follower_of(design, factor, **options)
    return list(follower.follow(shares * follower.alpha_max)) if follower.alpha_max > 0 else []


def check(design, solutions, l1_ratio, factor=None):
    factor = np.ones(design.n_terms) if factor is None else factor
    for solution in solutions:
        wrong = optimality(
            design, solution.support, solution.coef, solution.alpha, l1_ratio, factor
        )
        # The gap is a sum of coefficients times gradients. These are rounded to their size, that of
        # the coefficients, which beside a target that nearly collinear columns share are large.
        size = 1.0 + np.abs(solution.coef).sum() / max(np.sqrt(2.0 * design.null_loss), 1e-300)
        rounding = 10.0 * np.finfo(float).eps * size**2
        assert wrong.gap <= 1e-9 + rounding
        assert wrong.violation <= 1e-9
        assert solution.gap <= 1e-9 + rounding


def normal(n_rows, n_columns, seed=0):
    rng = np.random.default_rng(seed)
    return DenseDesign.of(rng.standard_normal((n_rows, n_columns)), rng.standard_normal(n_rows))


@given(designs(), RATIOS, BATCHES)
def test_every_solution_of_a_nasty_path_is_optimal(design, l1_ratio, batch):
    check(design, follow(design, DOWN, l1_ratio=l1_ratio, batch=batch), l1_ratio)


@settings(max_examples=30)
@given(designs(max_columns=60), RATIOS)
def test_more_columns_than_rows(design, l1_ratio):
    check(design, follow(design, DOWN, l1_ratio=l1_ratio, batch=5), l1_ratio)


@given(designs(), RATIOS, st.lists(st.floats(1e-3, 3.0), min_size=1, max_size=5))
def test_alphas_in_any_order_and_above_the_largest(design, l1_ratio, shares):
    check(design, follow(design, np.array(shares), l1_ratio=l1_ratio, batch=3), l1_ratio)


@given(designs(), RATIOS, st.data())
def test_penalty_factors(design, l1_ratio, data):
    values = st.sampled_from([0.5, 1.0, 1.0, 10.0])
    factor = np.array([data.draw(values) for _ in range(design.n_terms)])
    check(design, follow(design, DOWN, factor, l1_ratio=l1_ratio), l1_ratio, factor)


@pytest.mark.parametrize("l1_ratio", [1.0, 0.5, 0.01])
@pytest.mark.parametrize("kind", ["independent", "collinear", "constant"])
def test_unpenalised_terms(kind, l1_ratio):
    rng = np.random.default_rng(1)
    raw = rng.standard_normal((30, 8))
    if kind == "collinear":
        raw[:, 2] = raw[:, 0] + raw[:, 1]
    elif kind == "constant":
        raw[:, 1] = 3.0
    design = DenseDesign.of(raw, rng.standard_normal(30))
    factor = np.array([0.0, 0, 0, 1, 1, 1, 1, 1])
    solutions = follow(design, DOWN, factor, l1_ratio=l1_ratio)
    check(design, solutions, l1_ratio, factor)
    independent = {"independent": [0, 1, 2], "collinear": [0, 1], "constant": [0, 2]}[kind]
    assert solutions[0].support.tolist() == independent


def test_with_all_terms_unpenalised_the_solution_is_least_squares():
    design = normal(20, 4)
    solution = follower_of(design, np.zeros(4)).solve(0.1)
    expected = np.linalg.lstsq(design.columns, design.target, rcond=None)[0]
    np.testing.assert_allclose(solution.coef, expected, rtol=1e-10)


@given(designs(), RATIOS)
def test_supports_increase_and_have_no_zeros(design, l1_ratio):
    for solution in follow(design, DOWN, l1_ratio=l1_ratio):
        assert np.all(np.diff(solution.support) > 0)


@given(designs(), RATIOS)
def test_the_refit_has_the_residual_of_least_squares(design, l1_ratio):
    for solution in follow(design, DOWN[:6], l1_ratio=l1_ratio):
        columns = design.columns[:, solution.support]
        expected = columns @ np.linalg.lstsq(columns, design.target, rcond=1e-7)[0]
        atol = 1e-6 * np.linalg.norm(design.target)
        np.testing.assert_allclose(columns @ solution.refit, expected, rtol=0, atol=atol)


@given(designs(), RATIOS)
def test_the_loss_is_that_of_the_residual(design, l1_ratio):
    for solution in follow(design, DOWN, l1_ratio=l1_ratio):
        residual = design.target - design.columns[:, solution.support] @ solution.coef
        expected = 0.5 * residual @ residual
        assert solution.loss == pytest.approx(expected, abs=1e-9 * design.null_loss)


@settings(max_examples=25)
@given(designs(scales=(1.0,)), RATIOS)
def test_no_objective_of_scikit_learn_is_lower(design, l1_ratio):
    n_rows = len(design.target)
    root = np.sqrt(n_rows)
    for solution in follow(design, np.array([0.5, 0.05]), l1_ratio=l1_ratio):
        peer = ElasticNet(
            alpha=solution.alpha, l1_ratio=l1_ratio, fit_intercept=False, tol=1e-12, max_iter=20_000
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            coef = peer.fit(root * design.columns, root * design.target).coef_
        support, factor = np.flatnonzero(coef), np.ones(design.n_terms)
        theirs = optimality(design, support, coef[support], solution.alpha, l1_ratio, factor)
        ours = optimality(design, solution.support, solution.coef, solution.alpha, l1_ratio, factor)
        assert ours.primal <= theirs.primal * (1 + 1e-8) + 1e-14 * design.null_loss


@given(designs())
def test_nothing_is_active_from_alpha_max_on(design):
    follower = follower_of(design)
    for share in (1.0, 1.5):
        solution = follower.solve(share * follower.alpha_max)
        assert solution.support.size == 0
        assert solution.gap <= 1e-12


@given(designs())
def test_something_is_active_just_below_alpha_max(design):
    for solution in follow(design, np.array([0.999])):
        assert solution.support.size > 0


@pytest.mark.parametrize("value", [0.0, 1.0, 1 / 3, 1e12])
def test_a_constant_target_has_alpha_max_zero(value):
    rng = np.random.default_rng(0)
    design = DenseDesign.of(rng.standard_normal((9, 3)), np.full(9, value))
    follower = follower_of(design)
    solution = follower.solve(follower.alpha_max)
    assert follower.alpha_max == 0.0
    assert (solution.support.size, solution.gap) == (0, 0.0)


def test_a_target_explained_by_unpenalised_terms_has_alpha_max_zero():
    rng = np.random.default_rng(0)
    raw = rng.standard_normal((9, 3))
    assert follower_of(DenseDesign.of(raw, raw[:, 0]), np.array([0.0, 1, 1])).alpha_max == 0.0


def test_a_target_orthogonal_to_all_columns_has_alpha_max_zero():
    design = DenseDesign(np.eye(4)[:, :2], np.array([1e-17, 0.0, 1.0, 1.0]))
    assert follower_of(design).alpha_max == 0.0


def test_no_terms_at_all():
    solution = follower_of(DenseDesign(np.zeros((5, 0)), np.arange(5.0))).solve(1.0)
    assert solution.support.size == 0


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_the_solution_scales_with_the_target(scale):
    design = normal(20, 30)
    scaled = DenseDesign(design.columns, scale * design.target)
    for plain, other in zip(follow(design, DOWN), follow(scaled, DOWN), strict=True):
        np.testing.assert_array_equal(plain.support, other.support)
        np.testing.assert_allclose(scale * plain.coef, other.coef, rtol=1e-9)


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_permuting_columns_permutes_terms(order):
    design = normal(20, 12)
    permuted = DenseDesign(design.columns[:, list(order)], design.target)
    for plain, other in zip(follow(design, DOWN), follow(permuted, DOWN), strict=True):
        dense = np.zeros(12)
        dense[np.array(order)[other.support]] = other.coef
        expected = np.zeros(12)
        expected[plain.support] = plain.coef
        np.testing.assert_allclose(dense, expected, rtol=1e-9, atol=1e-12)


def test_a_whole_working_set_and_a_grown_one_agree(monkeypatch):
    design = normal(40, 60)
    looked_up = DenseDesign(design.columns, design.target, has_gram=True)
    grown, whole = follow(design, DOWN, batch=2), follow(looked_up, DOWN)
    for one, other in zip(grown, whole, strict=True):
        np.testing.assert_array_equal(one.support, other.support)
        np.testing.assert_allclose(one.coef, other.coef, rtol=1e-9)


def test_a_whole_working_set_needs_no_full_pass():
    design = normal(40, 10)
    follower = follower_of(DenseDesign(design.columns, design.target, has_gram=True))
    list(follower.follow(DOWN * follower.alpha_max))
    assert follower.n_passes == 0


@pytest.mark.parametrize("batch", [3, 100])
def test_few_terms_are_a_whole_working_set_whatever_the_design(batch):
    design = normal(40, 10)
    follower = follower_of(design, whole=10, batch=batch)
    check(design, list(follower.follow(DOWN * follower.alpha_max)), 1.0)
    assert follower.n_passes == 0


@given(designs(), RATIOS, BATCHES)
def test_a_whole_working_set_is_optimal_on_nasty_paths(design, l1_ratio, batch):
    check(design, follow(design, DOWN, l1_ratio=l1_ratio, batch=batch, whole=300), l1_ratio)


def test_a_table_that_is_too_large_for_a_whole_working_set_is_grown(monkeypatch):
    monkeypatch.setattr(module, "WHOLE", 5)
    design = normal(40, 10)
    design = DenseDesign(design.columns, design.target, has_gram=True)
    check(design, follow(design, DOWN), 1.0)


def test_full_passes_are_few():
    follower = follower_of(normal(100, 1000))
    list(follower.follow(follower.alpha_max * np.geomspace(1.0, 0.05, 30)))
    assert follower.n_passes <= 30


def test_giving_up_early_is_honest():
    design = normal(50, 200)
    follower = follower_of(design, max_steps=2, batch=5)
    solution = follower.solve(0.05 * follower.alpha_max)
    truth = optimality(design, solution.support, solution.coef, solution.alpha, 1.0, np.ones(200))
    assert solution.gap == pytest.approx(truth.gap, rel=1e-6)
    assert solution.gap > 1e-6


def test_the_dense_end_of_a_path_of_noise():
    """The support reaches the number of rows."""
    design = normal(120, 600)
    start = time.perf_counter()
    solutions = follow(design, np.geomspace(1.0, 1e-3, 30))
    assert time.perf_counter() - start < 20.0
    check(design, solutions[::7] + solutions[-1:], 1.0)
    assert solutions[-1].support.size >= 110


@given(designs(), RATIOS, BATCHES, st.integers(1, 8))
def test_a_path_that_goes_on_elsewhere_is_optimal(design, l1_ratio, batch, n_done):
    first = follower_of(design, l1_ratio=l1_ratio, batch=batch)
    if first.alpha_max == 0.0:
        return
    alphas = DOWN * first.alpha_max
    begun = list(first.follow(alphas[:n_done]))
    second = follower_of(design, l1_ratio=l1_ratio, batch=batch)
    resumed = second.resume(begun, first.members)
    for one, other in zip(begun, resumed, strict=True):
        np.testing.assert_array_equal(one.factor, other.factor)
    assert set(second.members) >= set(first.members)
    check(design, [*resumed, *second.follow(alphas[n_done:])], l1_ratio)


@pytest.mark.parametrize("strong", [False, True])
def test_what_heredity_has_let_in_is_known_after_going_on(strong):
    design = normal(30, 12)
    parents = np.full((12, 2), -1)
    parents[6:, 0], parents[6:, 1] = np.arange(6), np.roll(np.arange(6), 1)
    heredity = Heredity(parents, strong)
    whole = PathFollower(design, np.ones(12), Settings(), heredity)
    alphas = DOWN * whole.alpha_max
    expected = list(whole.follow(alphas))
    first, second = (PathFollower(design, np.ones(12), Settings(), heredity) for _ in range(2))
    begun = [*first.follow(alphas[:4])]
    found = [*second.resume(begun, first.members), *second.follow(alphas[4:])]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one.factor, other.factor)
        np.testing.assert_array_equal(one.support, other.support)
        np.testing.assert_allclose(one.coef, other.coef, rtol=1e-9)


def test_going_on_with_unpenalised_terms():
    design = normal(30, 8)
    factor = np.array([0.0, 0, 1, 1, 1, 1, 1, 1])
    first, second = follower_of(design, factor), follower_of(design, factor)
    alphas = DOWN * first.alpha_max
    begun = list(first.follow(alphas[:3]))
    found = [*second.resume(begun, first.members), *second.follow(alphas[3:])]
    check(design, found, 1.0, factor)
    assert {0, 1} <= set(found[-1].support)
