"""Tests of values and slopes of atoms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import hermite_e, legendre

from polylasso.encoding import (
    FUNCTIONS,
    Encoded,
    atom_exponent,
    atom_values,
    slopes,
    transformed_range,
)
from polylasso.encoding.functions import power_exponent
from polylasso.errors import DataError
from polylasso.terms import TRANSFORMS, Atom, Variable

MOMENTS = tuple((0.2 + k, 1.5 - 0.2 * k) for k in range(len(TRANSFORMS)))
X = Variable("x", transforms=TRANSFORMS, lower=0.5, upper=7.0, moments=MOMENTS)
POINTS = np.linspace(0.5, 7.0, 41)


def encoded_of(values, missing=None):
    nothing = np.zeros(len(values), dtype=bool)
    return Encoded({"x": values}, {"x": nothing if missing is None else missing}, nothing)


def value_of(atom, points=POINTS, variable=X):
    return atom_values(encoded_of(points), {"x": variable}, (atom,))[0]


def slope_of(atom, points=POINTS, variable=X):
    return slopes(encoded_of(points), {"x": variable}, (atom,))[0]


atoms = st.builds(
    Atom,
    st.just("x"),
    st.sampled_from(["power", "legendre", "hermite"]),
    st.integers(1, 6),
    st.sampled_from(TRANSFORMS),
)


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("degree", [1, 2, 5])
def test_powers_are_raw_powers_over_a_power_of_two(transform, degree):
    atom = Atom("x", "power", degree, transform)
    raw = FUNCTIONS[transform].value(POINTS) ** degree
    scaled = np.ldexp(value_of(atom), atom_exponent(atom, X))
    np.testing.assert_allclose(scaled, raw, rtol=1e-15)


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_training_values_lie_in_the_unit_interval_and_fill_half_of_it(one, other):
    lower, upper = sorted((one, other))
    exponent = power_exponent(Variable("x", lower=lower, upper=upper), "identity")
    largest = np.ldexp(max(abs(lower), abs(upper)), -exponent)
    assert largest == 0 or 0.5 <= largest <= 1.0


@given(st.floats(1e-100, 1e100), st.sampled_from([1.0, -1.0]))
def test_scaling_is_exact(size, sign):
    value = sign * size
    variable = Variable("x", lower=-1e100, upper=1e100)
    atom = Atom("x", "power")
    values = value_of(atom, np.array([value]), variable)
    assert np.ldexp(values, atom_exponent(atom, variable))[0] == value


def test_high_powers_of_large_values_do_not_overflow():
    variable = Variable("x", lower=1e100, upper=2e100)
    values = value_of(Atom("x", "power", 10), np.array([1e100, 2e100]), variable)
    assert np.all((values > 0) & (values <= 1))


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("degree", [1, 2, 3, 7])
def test_legendre_polynomials_are_those_of_numpy(transform, degree):
    low, high = transformed_range(X, transform)
    u = (2 * FUNCTIONS[transform].value(POINTS) - low - high) / (high - low)
    expected = legendre.legval(u, [0] * degree + [1])
    values = value_of(Atom("x", "legendre", degree, transform))
    np.testing.assert_allclose(values, expected, atol=1e-13)


def test_legendre_polynomials_are_one_at_the_upper_end():
    for degree in range(1, 8):
        assert value_of(Atom("x", "legendre", degree), np.array([7.0]))[0] == 1.0


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("degree", [1, 2, 3, 7])
def test_hermite_polynomials_are_those_of_numpy(transform, degree):
    mean, spread = MOMENTS[TRANSFORMS.index(transform)]
    z = (FUNCTIONS[transform].value(POINTS) - mean) / spread
    expected = hermite_e.hermeval(z, [0] * degree + [1])
    values = value_of(Atom("x", "hermite", degree, transform))
    np.testing.assert_allclose(values, expected, rtol=1e-12, atol=1e-11 * np.abs(expected).max())


def test_hermite_polynomials_of_normal_values_are_orthogonal():
    z, weights = hermite_e.hermegauss(12)
    variable = Variable("x", lower=-9.0, upper=9.0, moments=((0.0, 1.0),))
    atoms = tuple(Atom("x", "hermite", degree) for degree in range(1, 6))
    values = atom_values(encoded_of(z), {"x": variable}, atoms)
    gram = values * weights / weights.sum() @ values.T
    np.testing.assert_allclose(gram, np.diag([1, 2, 6, 24, 120]), atol=1e-10)


def test_hermite_polynomials_need_moments():
    with pytest.raises(DataError, match=r"no mean of identity\(x\) was learnt"):
        value_of(Atom("x", "hermite"), variable=Variable("x"))


@pytest.mark.parametrize("kind", ["legendre", "hermite"])
def test_orthogonal_atoms_have_no_exponent(kind):
    assert atom_exponent(Atom("x", kind, 3), X) == 0


@given(atoms)
def test_slopes_are_those_of_finite_differences(atom):
    step = 1e-5
    inner = POINTS[1:-1]
    rise = value_of(atom, inner + step) - value_of(atom, inner - step)
    scale = np.abs(slope_of(atom)).max()
    np.testing.assert_allclose(slope_of(atom, inner), rise / (2 * step), atol=1e-6 * scale)


def test_the_slope_of_a_square_root_is_finite_at_zero():
    variable = Variable("x", lower=0.0, upper=4.0)
    slope = slope_of(Atom("x", "power", 1, "sqrt"), np.array([0.0, 4.0]), variable)
    np.testing.assert_array_equal(slope, [0.0, 0.25 / 4])


def test_the_order_of_degrees_does_not_matter():
    up = [Atom("x", "legendre", degree) for degree in (1, 2, 3, 4)]
    encoded, variables = encoded_of(POINTS), {"x": X}
    rising = atom_values(encoded, variables, tuple(up))
    falling = atom_values(encoded, variables, tuple(up[::-1]))
    np.testing.assert_array_equal(rising, falling[::-1])


def test_levels_are_zero_and_one():
    variable = Variable("x", "categorical", levels=("a", "b"))
    values = value_of(Atom("x", "level", level="b"), np.array([0, 1, -1]), variable)
    assert values.tolist() == [0.0, 1.0, 0.0]


def test_missing_indicators_are_zero_and_one():
    encoded = encoded_of(np.zeros(2), np.array([True, False]))
    assert atom_values(encoded, {"x": X}, (Atom("x", "missing"),)).tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize("atom", [Atom("x", "missing"), Atom("x", "level", level="a")])
def test_indicators_have_no_slope(atom):
    assert slope_of(atom, np.zeros(2)).tolist() == [0.0, 0.0]


def test_the_range_of_a_falling_transform_is_turned():
    assert transformed_range(Variable("x", lower=2.0, upper=4.0), "reciprocal") == (0.25, 0.5)


def test_the_exponent_of_zero():
    assert power_exponent(Variable("x", lower=0.0, upper=0.0), "identity") == 0


@pytest.mark.parametrize("transform", TRANSFORMS)
def test_slopes_of_the_transforms(transform):
    function = FUNCTIONS[transform]
    rise = function.value(POINTS + 1e-6) - function.value(POINTS - 1e-6)
    np.testing.assert_allclose(function.slope(POINTS), rise / 2e-6, rtol=1e-7)
