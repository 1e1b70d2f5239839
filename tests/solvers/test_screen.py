"""Tests of the bounds outside the working set against the gradients themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.solvers.screen import Screen
from tests.solvers.strategies import designs


def gradient_at(design, members, coef):
    """Z'r from the columns."""
    return design.gradient(members, coef)


@given(designs(), st.integers(0, 2**32), st.integers(0, 5))
def test_no_violator_is_ever_certified(design, seed, n_references):
    """Whatever references were made, on random coefficients of random members."""
    rng = np.random.default_rng(seed)
    norm = np.sqrt(2 * design.null_loss)
    members = np.flatnonzero(rng.random(design.n_terms) < 0.6)
    gram = design.gram(members, members)
    factor = rng.choice([0.5, 1.0, 3.0], design.n_terms)
    screen = Screen(factor, design.null_loss, design.null_gradient)
    screen.join(members)
    for _ in range(n_references):
        coef = norm * rng.standard_normal(len(members)) * (rng.random(len(members)) < 0.7)
        screen.refer(gradient_at(design, members, coef), coef, members)
    coef = norm * rng.standard_normal(len(members))
    ratios = np.abs(gradient_at(design, members, coef)) / factor
    outside = np.setdiff1d(np.arange(design.n_terms), members)
    for bound in (0.0, *np.quantile(ratios, [0.3, 0.9])):
        doubtful = screen.doubtful(coef, gram, float(bound))
        violators = outside[ratios[outside] > bound + 1e-9 * norm]
        assert np.isin(violators, doubtful).all()
        assert np.isin(doubtful, outside).all()


@pytest.fixture
def problem():
    """Columns of norm 1, many outside a working set of five."""
    rng = np.random.default_rng(0)
    columns = rng.standard_normal((50, 40))
    columns /= np.linalg.norm(columns, axis=0)
    target = columns[:, :3] @ [3.0, -2.0, 1.0] + 0.1 * rng.standard_normal(50)
    return columns, target


def screen_of(columns, target, members):
    screen = Screen(np.ones(columns.shape[1]), 0.5 * target @ target, columns.T @ target)
    screen.join(members)
    return screen


def test_on_a_line_of_known_residuals_nothing_is_doubtful_but_what_exceeds(problem):
    """Between two knots the residual moves along a line: one step on it tells all of it."""
    columns, target = problem
    members = np.arange(5)
    gram = columns[:, :5].T @ columns[:, :5]
    direction = np.array([1.0, -1.0, 0.5, 0.0, 0.0])
    screen = screen_of(columns, target, members)
    for share in (0.2, 0.4):
        coef = share * direction
        screen.refer(columns.T @ (target - columns[:, :5] @ coef), coef, members)
    coef = 2.5 * direction
    ratios = np.abs(columns.T @ (target - columns[:, :5] @ coef))
    ratios[:5] = 0.0
    bound = float(np.sort(ratios)[-3])
    doubtful = screen.doubtful(coef, gram, bound + 1e-4)
    assert doubtful.tolist() == np.flatnonzero(ratios > bound + 1e-4).tolist()


def test_without_a_step_the_distance_to_the_reference_bounds(problem):
    columns, target = problem
    gram = columns[:, :5].T @ columns[:, :5]
    screen = screen_of(columns, target, np.arange(5))
    coef = np.array([0.5, 0.0, 0.0, 0.0, 0.0])
    outside = np.abs(columns.T @ target)
    outside[:5] = 0.0
    bound = 2.0
    expected = np.flatnonzero(outside + 0.5 > bound)
    np.testing.assert_array_equal(screen.doubtful(coef, gram, bound), expected)


def test_members_are_never_doubtful(problem):
    columns, target = problem
    screen = screen_of(columns, target, np.arange(5))
    gram = columns[:, :5].T @ columns[:, :5]
    assert screen.doubtful(np.zeros(5), gram, 0.0).min() >= 5


def test_the_same_reference_twice_makes_no_step(problem):
    columns, target = problem
    members = np.arange(5)
    gram = columns[:, :5].T @ columns[:, :5]
    screen = screen_of(columns, target, members)
    coef = np.array([0.5, 0.0, 0.0, 0.0, 0.0])
    gradient = columns.T @ (target - columns[:, :5] @ coef)
    for _ in range(2):
        screen.refer(gradient, coef, members)
    ratios = np.abs(gradient)
    ratios[:5] = 0.0
    doubtful = screen.doubtful(coef, gram, float(ratios.max()) - 0.01)
    assert ratios.argmax() in doubtful


def test_ratios_follow_the_factors(problem):
    columns, target = problem
    screen = screen_of(columns, target, np.zeros(0, dtype=int))
    factor = np.linspace(1.0, 2.0, 40)
    screen.weigh(factor, np.arange(2))
    gradient = np.abs(columns.T @ target)
    assert screen.largest_ratio == pytest.approx((gradient / factor).max())
    assert screen.outside_ratio == pytest.approx((gradient / factor)[2:].max())
