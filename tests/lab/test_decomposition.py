"""Squared bias + variance = error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.lab.decomposition import decompose, estimate


@given(st.integers(0, 1000))
def test_the_parts_sum_to_the_error(seed):
    generator = np.random.default_rng(seed)
    predictions = generator.normal(size=(5, 3, 7)) * 10 + 4
    weights = generator.dirichlet(np.ones(7))
    parts = decompose(predictions, generator.normal(size=7), weights)
    total = parts.squared_bias.value + parts.variance.value
    np.testing.assert_allclose(total, parts.error.value, rtol=1e-13)


def test_values_by_hand():
    predictions = np.array([[[1.0, 0.0]], [[3.0, 0.0]]])
    parts = decompose(predictions, np.array([5.0, 1.0]), np.array([0.25, 0.75]))
    assert parts.squared_bias.value.tolist() == [0.25 * 9 + 0.75]
    assert parts.variance.value.tolist() == [0.25]
    assert parts.error.value.tolist() == [0.25 * 10 + 0.75]


def test_models_that_agree_have_no_variance():
    predictions = np.tile(np.arange(4.0), (3, 2, 1))
    parts = decompose(predictions, np.zeros(4), np.full(4, 0.25))
    assert parts.variance.value.tolist() == [0.0, 0.0]
    for part in (parts.squared_bias, parts.variance, parts.error):
        assert part.standard_error.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("part", ["squared_bias", "variance", "error"])
def test_standard_errors_are_the_spread_of_repetitions(part):
    generator = np.random.default_rng(0)
    target, weights = np.array([1.0, -1.0, 0.0]), np.array([0.2, 0.3, 0.5])
    scale = np.array([1.0, 0.5, 2.0])
    found = [
        getattr(decompose(0.3 + scale * generator.normal(size=(60, 1, 3)), target, weights), part)
        for _ in range(400)
    ]
    spread = np.std([each.value[0] for each in found])
    claimed = np.mean([each.standard_error[0] for each in found])
    assert claimed == pytest.approx(spread, rel=0.12)


def test_an_estimate_is_a_mean_with_its_standard_error():
    found = estimate(np.array([[1.0], [3.0]]))
    assert found.value.tolist() == [2.0]
    assert found.standard_error.tolist() == [1.0]
