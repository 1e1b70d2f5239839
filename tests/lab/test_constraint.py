"""The least loss on constraint sets in the plane: optimality, tangency, singular cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from polylasso.lab.constraint import Loss, budget_of, outline, solve, strength

COORDINATE = st.floats(-10, 10).map(lambda value: round(value, 3))
RATIO = st.sampled_from([0.0, 0.1, 0.5, 0.9, 0.999, 1.0])
CORRELATION = st.sampled_from([-1.0, -0.95, -0.3, 0.0, 0.5, 0.99, 1.0])
BUDGET = st.floats(0.05, 12)


def loss_at(correlation, first, second):
    """Return a loss whose centre is the shortest of the least-squares points."""
    centre = np.array([first, second])
    if abs(correlation) == 1.0:
        direction = np.array([1.0, correlation]) / 2.0
        centre = direction * (np.array([1.0, correlation]) @ centre)
    return Loss(correlation, centre, 1.0)


def level(point, l1_ratio):
    return l1_ratio * np.abs(point).sum() + 0.5 * (1 - l1_ratio) * point @ point


@given(CORRELATION, COORDINATE, COORDINATE, RATIO, BUDGET)
def test_solutions_lie_in_the_set(correlation, first, second, l1_ratio, budget):
    solution = solve(loss_at(correlation, first, second), l1_ratio, budget)
    allowed = level(np.array([budget, 0.0]), l1_ratio)
    assert level(solution, l1_ratio) <= allowed * (1 + 1e-9)


@given(CORRELATION, COORDINATE, COORDINATE, RATIO, BUDGET)
def test_the_optimality_conditions_hold(correlation, first, second, l1_ratio, budget):
    loss = loss_at(correlation, first, second)
    solution = solve(loss, l1_ratio, budget)
    alpha = strength(loss, l1_ratio, solution)
    descent = loss.descent(solution)
    small = 1e-7 * (1.0 + np.abs(descent).max())
    for value, pull in zip(solution, descent, strict=True):
        ridge = alpha * (1 - l1_ratio) * value
        if value == 0.0:
            assert abs(pull) <= alpha * l1_ratio + small
        else:
            assert pull == pytest.approx(alpha * l1_ratio * np.sign(value) + ridge, abs=small)
    if alpha > small:  # the constraint binds
        assert level(solution, l1_ratio) == pytest.approx(
            level(np.array([budget, 0.0]), l1_ratio), rel=1e-9
        )


@given(CORRELATION, COORDINATE, COORDINATE, RATIO, BUDGET)
def test_no_point_of_the_rim_is_better(correlation, first, second, l1_ratio, budget):
    loss = loss_at(correlation, first, second)
    best = loss.at(solve(loss, l1_ratio, budget))
    assert best <= loss.at(outline(l1_ratio, budget)).min() + 1e-9 * (1 + best)


@given(COORDINATE, COORDINATE, st.sampled_from([0.0, 0.3, 0.7]), BUDGET)
def test_the_contour_is_tangent_to_a_smooth_rim(first, second, l1_ratio, budget):
    loss = loss_at(0.5, first, second)
    solution = solve(loss, l1_ratio, budget)
    descent = loss.descent(solution)
    if np.any(solution == 0.0) or np.linalg.norm(descent) < 1e-6:
        return
    normal = l1_ratio * np.sign(solution) + (1 - l1_ratio) * solution
    across = descent[0] * normal[1] - descent[1] * normal[0]
    assert abs(across) <= 1e-6 * np.linalg.norm(descent) * np.linalg.norm(normal)


@pytest.mark.parametrize("l1_ratio", [0.0, 0.4, 1.0])
def test_agrees_with_a_general_solver(l1_ratio):
    loss = Loss(0.6, np.array([3.0, -1.0]), 0.0)
    # In positive and negative parts the constraint is smooth.
    found = minimize(
        lambda parts: loss.at(parts[:2] - parts[2:]),
        np.full(4, 0.1),
        bounds=[(0, None)] * 4,
        constraints={
            "type": "ineq",
            "fun": lambda parts: (
                level(np.array([1.5, 0.0]), l1_ratio)
                - l1_ratio * parts.sum()
                - 0.5 * (1 - l1_ratio) * np.sum((parts[:2] - parts[2:]) ** 2)
            ),
        },
        options={"ftol": 1e-14, "maxiter": 500},
    ).x
    np.testing.assert_allclose(solve(loss, l1_ratio, 1.5), found[:2] - found[2:], atol=1e-5)


def test_a_corner_is_exactly_zero_in_one_coefficient():
    solution = solve(Loss(0.0, np.array([5.0, 0.5]), 0.0), 1.0, 2.0)
    assert solution.tolist() == [2.0, 0.0]


def test_an_elastic_net_has_corners_too():
    solution = solve(Loss(0.0, np.array([5.0, 0.1]), 0.0), 0.5, 2.0)
    assert solution.tolist() == [2.0, 0.0]


def test_a_circle_has_none():
    solution = solve(Loss(0.0, np.array([5.0, 0.1]), 0.0), 0.0, 2.0)
    assert solution[1] > 0.0
    assert np.linalg.norm(solution) == pytest.approx(2.0, rel=1e-14)


def test_least_squares_inside_the_set_is_the_solution():
    loss = Loss(0.3, np.array([1.0, -1.0]), 0.0)
    for l1_ratio in (0.0, 0.5, 1.0):
        assert solve(loss, l1_ratio, 10.0).tolist() == [1.0, -1.0]
        assert strength(loss, l1_ratio, np.array([1.0, -1.0])) == 0.0


def test_twins_end_in_a_corner_of_the_diamond_and_share_the_circle():
    loss = Loss(1.0, np.array([2.0, 2.0]), 0.0)
    assert solve(loss, 1.0, 1.0).tolist() == [1.0, 0.0]
    np.testing.assert_allclose(solve(loss, 0.0, 1.0), np.sqrt([0.5, 0.5]), rtol=1e-12)


def test_loss_is_that_of_the_columns():
    generator = np.random.default_rng(0)
    columns = generator.normal(size=(20, 2))
    columns /= np.linalg.norm(columns, axis=0)
    target = generator.normal(size=20)
    loss = Loss.of(columns, target)
    np.testing.assert_allclose(loss.centre, np.linalg.lstsq(columns, target, rcond=None)[0])
    np.testing.assert_allclose(loss.hessian, columns.T @ columns, atol=1e-15)
    points = generator.normal(size=(3, 4, 2))
    expected = 0.5 * np.sum((target - points @ columns.T) ** 2, axis=-1)
    np.testing.assert_allclose(loss.at(points), expected)
    point = points[0, 0]
    np.testing.assert_allclose(loss.descent(point), columns.T @ (target - columns @ point))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_collinear_columns_have_the_shortest_least_squares_point(sign):
    column = np.array([0.6, 0.8])
    loss = Loss.of(np.column_stack([column, sign * column]), 3.0 * column)
    assert loss.correlation == sign
    np.testing.assert_allclose(loss.centre, [1.5, 1.5 * sign], rtol=1e-12)
    assert loss.least == pytest.approx(0.0, abs=1e-15)
    assert loss.eigenvalues.min() == 0.0


@given(RATIO, BUDGET)
def test_outlines_pass_through_the_corners_and_close(l1_ratio, budget):
    rim = outline(l1_ratio, budget)
    np.testing.assert_allclose(rim[60], [0.0, budget], rtol=1e-12)
    np.testing.assert_array_equal(rim[0], rim[-1])
    levels = [level(point, l1_ratio) for point in rim]
    np.testing.assert_allclose(levels, level(np.array([budget, 0.0]), l1_ratio), rtol=1e-9)


@given(COORDINATE, COORDINATE, RATIO)
def test_the_budget_of_a_point_puts_it_on_the_rim(first, second, l1_ratio):
    point = np.array([first, second])
    corner = np.array([budget_of(point, l1_ratio), 0.0])
    assert level(corner, l1_ratio) == pytest.approx(level(point, l1_ratio), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_least_squares_may_lie_far_away(l1_ratio):
    solution = solve(Loss(0.0, np.array([1e18, 0.0]), 0.0), l1_ratio, 1.0)
    np.testing.assert_allclose(solution, [1.0, 0.0], atol=1e-12)
