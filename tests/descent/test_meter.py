"""The watch, on a clock that the test winds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.descent import Meter
from polylasso.solvers import Solution
from tests.descent.walkers import followers

LAST = Solution(0.5, np.arange(3), np.ones(3), np.ones(3), 1.0, 1e-12, np.ones(3))


def tell_at(moments, n_grid=100, n_grids=1, n_known=0):
    """Return what is told if an alpha is done at each moment."""
    now, told = [0.0], []
    meter = Meter(told.append, n_grids, clock=lambda: now[0])
    (walker,) = followers(1)
    meter.start(n_known)
    for count, now[0] in enumerate(moments, start=n_known + 1):
        meter.tell(count, n_grid, LAST, walker)
    return told


def test_time_left_is_not_told_before_it_can_be():
    assert {progress.seconds_left for progress in tell_at(np.arange(1.0, 6.0))} == {None}
    assert tell_at(np.arange(1.0, 10.0) / 100)[-1].seconds_left is None


def test_an_even_pace():
    (*_, last) = tell_at(np.arange(1.0, 11.0))
    assert (last.n_done, last.n_total, last.seconds) == (10, 100, 10.0)
    assert last.seconds_left == pytest.approx(90.0)


@pytest.mark.parametrize("power", [1.5, 3.0, 5.0])
@pytest.mark.parametrize("n_done", [40, 70, 95])
def test_alphas_that_cost_more_and_more(power, n_done):
    """The pace at the middle of a window is not quite its mean: within a tenth."""
    (*_, last) = tell_at(np.arange(1.0, n_done + 1) ** power)
    assert last.seconds_left == pytest.approx(100.0**power - n_done**power, rel=0.1)


def test_alphas_of_a_checkpoint_took_no_time():
    (*_, last) = tell_at(np.arange(1.0, 8.0), n_known=90)
    assert last.n_done == 97
    assert last.seconds_left == pytest.approx(3.0)


def test_nothing_is_known_of_later_grids():
    told = tell_at(np.arange(1.0, 11.0), n_grids=2)
    assert {p.seconds_left for p in told} == {None}
    assert told[-1].share == 0.05


@given(st.lists(st.floats(0.0, 10.0), min_size=1, max_size=30))
def test_time_left_is_never_negative_and_zero_at_the_end(steps):
    told = tell_at(np.cumsum(steps), n_grid=len(steps))
    assert all(p.seconds_left is None or p.seconds_left >= 0.0 for p in told)
    assert told[-1].seconds_left in (None, 0.0)
