"""Points, few or many."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from polylasso.plots.points import thinned


@given(st.lists(st.floats(-1e6, 1e6)).map(np.array), st.integers(2, 50))
def test_thinned_values_are_few_and_have_the_ends(values, most):
    shown = thinned(values, most)
    assert len(shown) <= most + 3
    assert set(shown) <= set(values)
    if values.size:
        assert (shown.min(), shown.max()) == (values.min(), values.max())


def test_no_value_of_a_few_is_lost():
    np.testing.assert_array_equal(thinned(np.array([3.0, 1.0, 2.0, 1.0]), 10), [1.0, 2.0, 3.0])
