"""Labels moved apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from polylasso.plots.spread import spread

heights = st.lists(st.floats(-1, 1), max_size=12).map(np.array)


@given(heights)
def test_labels_keep_their_distance(wanted):
    places = spread(wanted, 0.1, -1.0, 1.0)
    assert (np.diff(np.sort(places)) >= 0.1 - 1e-12).all()


@given(heights)
def test_the_order_is_kept(wanted):
    places = spread(wanted, 0.1, -1.0, 1.0)
    assert (np.diff(places[np.argsort(wanted, kind="stable")]) > 0).all()


@given(heights)
def test_labels_that_fit_stay_inside(wanted):
    places = spread(wanted, 0.1, -1.0, 1.0)
    assert ((places >= -1.0 - 1e-12) & (places <= 1.0 + 1e-12)).all()


def test_labels_that_are_apart_stay_where_they_are():
    np.testing.assert_allclose(spread(np.array([0.5, -0.5, 0.0]), 0.1, -1, 1), [0.5, -0.5, 0.0])


def test_labels_at_one_height_share_the_way():
    np.testing.assert_allclose(spread(np.zeros(3), 0.1, -1, 1), [-0.1, 0.0, 0.1], atol=1e-12)


def test_too_many_exceed_both_ends_alike():
    places = spread(np.zeros(5), 1.0, -1, 1)
    np.testing.assert_allclose(places, [-2, -1, 0, 1, 2])
