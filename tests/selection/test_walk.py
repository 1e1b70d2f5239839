"""When the walk of cross-validation ends, on made-up errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.selection.walk import _clearly_rising

NOISE = np.array([-0.1, 0.0, 0.1])


def blends(curve, *others):
    """Return errors of three folds about curves, one per blend."""
    return np.array([[value + NOISE for value in own] for own in (curve, *others)])


def test_a_rise_is_clear_once_every_blend_has_risen():
    falling, rising = [3.0, 2, 1, 1, 1, 1, 1, 0.9], [3.0, 1, 2, 3, 4, 5, 6, 7]
    assert _clearly_rising(blends(rising, rising), 100)
    assert not _clearly_rising(blends(rising, falling), 100)


def test_five_alphas_must_have_risen_or_a_twentieth_of_the_grid():
    rising = np.array([3.0, 1, 2, 3, 4, 5, 6])
    assert not _clearly_rising(blends(rising[:6]), 100)
    assert _clearly_rising(blends(rising), 100)
    assert not _clearly_rising(blends(rising), 200)


def test_a_rise_within_the_noise_of_the_folds_is_not_clear():
    errors = blends([3.0, 1, 2, 2, 2, 2, 2])
    wild = errors.copy()
    wild[:, 2:] += [-3.0, 0.0, 3.0]
    assert _clearly_rising(errors, 100)
    assert not _clearly_rising(wild, 100)


def test_one_fold_has_no_noise_to_compare_with():
    assert not _clearly_rising(blends([3.0, 1, 2, 3, 4, 5, 6])[:, :, :1], 100)


def test_a_refit_that_is_not_tried_has_risen():
    errors = blends([3.0, 1, 2, 3, 4, 5, 6], [3.0, 1, np.inf, np.inf, np.inf, np.inf, np.inf])
    assert _clearly_rising(errors, 100)


@given(st.floats(1e-6, 1e6), st.lists(st.floats(0.1, 10.0), min_size=7, max_size=12))
@pytest.mark.filterwarnings("error")
def test_the_unit_of_the_target_does_not_matter(scale, curve):
    errors = blends(curve)
    # A power of two leaves every digit alone.
    scale = 2.0 ** round(np.log2(scale))
    assert _clearly_rising(errors, 100) == _clearly_rising(scale * errors, 100)


@given(st.lists(st.floats(0.1, 10.0), min_size=6, max_size=12))
def test_a_minimum_among_the_last_alphas_is_no_rise(curve):
    assert not _clearly_rising(blends([*curve, min(curve) - 0.05]), 100)
