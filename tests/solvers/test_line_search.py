"""Tests of the exact line search against brute force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.solvers.line_search import minimise_on_ray


def rise(step, coef, direction, threshold, crossing, slope, curvature):
    """phi(step) - phi(0), each passed coordinate costing twice its threshold beyond its zero."""
    times = -coef[crossing] / direction[crossing]
    beyond = np.maximum(step - times, 0.0)
    bends = 2.0 * threshold[crossing] * np.abs(direction[crossing])
    return -slope * step + 0.5 * curvature * step**2 + bends @ beyond


@st.composite
def rays(draw):
    """Coordinates with small integers, so that ties are common."""
    size = draw(st.integers(1, 6))
    whole = st.lists(st.integers(1, 4), min_size=size, max_size=size)
    coef = np.array(draw(whole), float) * draw(st.sampled_from([0.0, 1.0, 1.0]))
    direction = -np.array(draw(whole), float)
    direction[draw(st.lists(st.integers(0, size - 1), max_size=size))] *= -1.0
    threshold = 0.25 * np.array(draw(whole), float)
    crossing = np.flatnonzero(direction < 0)
    slope, curvature = draw(st.integers(1, 20)), draw(st.sampled_from([0.5, 1.0, 4.0]))
    return coef, direction, threshold, crossing, float(slope), curvature


@given(rays())
def test_no_step_is_lower(ray):
    stop = minimise_on_ray(*ray)
    coef, direction, _, crossing, slope, curvature = ray
    times = -coef[crossing] / direction[crossing]
    grid = np.concatenate([np.linspace(0, slope / curvature, 400), times, [stop.step * 1.001]])
    least = min(rise(step, *ray) for step in grid)
    assert rise(stop.step, *ray) <= least + 1e-12


@given(rays())
def test_what_was_passed_has_flipped_and_what_is_reached_is_zero(ray):
    stop = minimise_on_ray(*ray)
    coef, direction, _, crossing, _, _ = ray
    times = -coef[crossing] / direction[crossing]
    before = times < stop.step
    if stop.zeroed.size:
        assert set(stop.zeroed) == set(crossing[times == stop.step])
        assert set(stop.flipped) == set(crossing[before])
    else:
        assert set(crossing[before]) <= set(stop.flipped) <= set(crossing[times <= stop.step])


def test_tied_coordinates_become_zero_together():
    one = np.ones(2)
    stop = minimise_on_ray(one, -one, one, np.arange(2), slope=2.0, curvature=1.0)
    assert stop.step == 1.0
    assert stop.zeroed.tolist() == [0, 1]


def test_without_curvature_the_minimum_is_a_breakpoint():
    coef, threshold = np.array([1.0, 3.0]), np.array([0.5, 1.0])
    stop = minimise_on_ray(coef, -np.ones(2), threshold, np.arange(2), slope=2.0, curvature=0.0)
    assert (stop.step, stop.flipped.tolist(), stop.zeroed.tolist()) == (3.0, [0], [1])


def test_without_curvature_or_breakpoints_the_step_is_infinite():
    nothing = np.zeros(0)
    stop = minimise_on_ray(nothing, nothing, nothing, np.zeros(0, int), 1.0, 0.0)
    assert stop.step == np.inf


def test_a_coordinate_at_zero_against_its_sign_stays_there():
    stop = minimise_on_ray(np.zeros(1), -np.ones(1), np.ones(1), np.arange(1), 1.0, 1.0)
    assert (stop.step, stop.zeroed.tolist()) == (0.0, [0])


def test_a_coordinate_at_zero_may_change_its_sign():
    stop = minimise_on_ray(np.zeros(1), -np.ones(1), np.ones(1), np.arange(1), 3.0, 1.0)
    assert (stop.step, stop.flipped.tolist()) == (1.0, [0])


@pytest.mark.parametrize("curvature", [1.0, 2.0])
def test_nothing_crosses_before_the_stationary_point(curvature):
    stop = minimise_on_ray(np.array([9.0]), -np.ones(1), np.ones(1), np.arange(1), 2.0, curvature)
    assert stop.step == 2.0 / curvature
    assert stop.flipped.size == stop.zeroed.size == 0
