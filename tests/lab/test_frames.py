"""Frames: as much progress in each."""

import numpy as np
import pytest

from polylasso.lab.frames import coefficients_at, frames_of
from tests.lab.traces import falling_trace


def test_frames_are_even_in_progress():
    trace = falling_trace(lambda k: np.exp(-k / 50.0), n_iter=400)
    falls = np.diff(np.log(trace.gap[frames_of(trace, 9)]))
    assert np.allclose(falls, falls.mean(), rtol=0.15)


def test_first_and_last_are_shown():
    trace = falling_trace(lambda k: 1.0 / (1.0 + k), n_iter=300)
    places = frames_of(trace, 20)
    assert (places[0], places[-1]) == (0, len(trace.iterations) - 1)
    assert len(places) <= 21
    assert (np.diff(places) > 0).all()


def test_swings_are_no_progress():
    trace = falling_trace(lambda k: 0.1 + 0.05 * np.sin(k), n_iter=200)
    places = frames_of(trace, 30)
    assert len(places) < 15


def test_objective_serves_where_the_gap_is_not_known():
    trace = falling_trace(lambda k: 1.0 / (1.0 + k), n_iter=100, known=False)
    assert len(frames_of(trace, 10)) >= 9


def test_one_frame_is_no_animation():
    with pytest.raises(ValueError, match="n_frames"):
        frames_of(falling_trace(lambda k: 1.0 / (1.0 + k)), 1)


def test_coefficients_kept_are_returned_as_they_are():
    trace = falling_trace(lambda k: 1.0 / (1.0 + k), n_iter=500)
    assert np.allclose(coefficients_at(trace, trace.checkpoints), trace.coef)


def test_coefficients_between_are_between():
    trace = falling_trace(lambda k: 1.0 / (1.0 + k), n_iter=500)
    between = coefficients_at(trace, np.array([450]))[0]
    before = np.searchsorted(trace.checkpoints, 450) - 1
    low, high = np.sort(trace.coef[before : before + 2], axis=0)
    assert ((low <= between) & (between <= high)).all()


def test_one_checkpoint_serves_all():
    trace = falling_trace(lambda k: 1.0 / (1.0 + k), n_iter=0)
    assert coefficients_at(trace, np.array([0, 1])).shape == (2, 3)
