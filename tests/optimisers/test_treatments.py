import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.optimisers import Proximal, SmoothedSign, Subgradient

numbers = st.floats(-1e3, 1e3)
amounts = st.floats(0.0, 1e3)


@given(numbers, amounts)
def test_soft_threshold_is_the_proximal_operator(coef, amount):
    shrunk = float(Proximal().shrink(np.array([coef]), np.array([amount]))[0])

    def objective(value):
        return 0.5 * (value - coef) ** 2 + amount * abs(value)

    least = objective(shrunk)
    for other in (0.0, coef, shrunk - 0.1, shrunk + 0.1, coef - amount, coef + amount):
        assert least <= objective(other) + 1e-9 * (1.0 + abs(objective(other)))


def test_soft_threshold_makes_exact_zeros():
    shrunk = Proximal().shrink(np.array([-3.0, -0.5, 0.0, 0.5, 3.0]), np.full(5, 1.0))
    np.testing.assert_array_equal(shrunk, [-2.0, 0.0, 0.0, 0.0, 2.0])


@given(numbers.filter(lambda value: abs(value) > 1e-3), st.floats(1e-6, 1.0))
def test_smoothed_sign_is_a_derivative(coef, epsilon):
    def smooth(value):
        return abs(value) - epsilon * np.log1p(abs(value) / epsilon)

    step = 1e-4 * abs(coef)
    difference = (smooth(coef + step) - smooth(coef - step)) / (2.0 * step)
    slope = SmoothedSign(epsilon).slope(np.array([coef]), np.array([1.0]))[0]
    assert slope == pytest.approx(difference, rel=1e-5)


@given(numbers.filter(lambda value: value != 0.0))
def test_smoothed_sign_is_within_the_sign(coef):
    slope = SmoothedSign().slope(np.array([coef]), np.array([2.0]))[0]
    assert abs(slope) <= 2.0
    assert slope * coef >= 0.0


def test_subgradient_is_the_sign():
    slope = Subgradient().slope(np.array([-2.0, 0.0, 0.1]), np.array([1.0, 2.0, 3.0]))
    np.testing.assert_array_equal(slope, [-1.0, 0.0, 3.0])


@pytest.mark.parametrize("treatment", [Subgradient(), SmoothedSign()])
def test_only_the_proximal_one_shrinks(treatment):
    coef = np.array([-1.0, 0.0, 1e-9])
    np.testing.assert_array_equal(treatment.shrink(coef, np.ones(3)), coef)


def test_proximal_adds_no_slope():
    assert Proximal().slope(np.ones(2), np.ones(2)) == 0.0


@pytest.mark.parametrize("epsilon", [0.0, -1.0, float("nan")])
def test_epsilon_must_be_positive(epsilon):
    with pytest.raises(ValueError, match="epsilon"):
        SmoothedSign(epsilon)
