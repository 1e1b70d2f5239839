"""Tests of atoms: which ones a variable has, and what they are called."""

import pytest

from polylasso.terms import Atom, Variable, atoms_of


def labels(variable, degree, basis="power"):
    return [atom.label for atom in atoms_of(variable, degree, basis)]


def test_numeric_variable_has_its_powers():
    assert labels(Variable("x"), 3) == ["x", "x^2", "x^3"]


def test_numeric_variable_has_legendre_polynomials_in_that_basis():
    assert labels(Variable("x"), 2, "legendre") == ["legendre(x, 1)", "legendre(x, 2)"]


def test_transforms_have_powers_side_by_side_with_those_of_the_variable():
    variable = Variable("x", transforms=("identity", "log1p"))
    assert labels(variable, 2) == ["x", "log1p(x)", "x^2", "log1p(x)^2"]


def test_numeric_variable_has_hermite_polynomials_in_that_basis():
    assert labels(Variable("x"), 2, "hermite") == ["hermite(x, 1)", "hermite(x, 2)"]


def test_legendre_polynomial_of_a_transform():
    variable = Variable("x", transforms=("sqrt",))
    assert labels(variable, 1, "legendre") == ["legendre(sqrt(x), 1)"]


@pytest.mark.parametrize(("own", "expected"), [(None, 3), (1, 1), (2, 2), (9, 3)])
def test_degree_of_the_variable_is_a_cap(own, expected):
    assert len(labels(Variable("x", degree=own), 3)) == expected


@pytest.mark.parametrize("basis", ["power", "legendre", "hermite"])
def test_binary_variable_has_no_powers(basis):
    assert labels(Variable("x", "binary"), 5, basis) == ["x"]


def test_categorical_variable_has_an_indicator_per_level():
    variable = Variable("fuel", "categorical", levels=("D", "E", "X"))
    assert labels(variable, 4) == ["[fuel = D]", "[fuel = E]", "[fuel = X]"]


def test_indicator_of_missing_values_stands_with_the_atoms_of_degree_one():
    assert labels(Variable("x", missing=True), 2) == ["x", "[x is missing]", "x^2"]


def test_indicators_have_degree_one():
    variable = Variable("fuel", "categorical", levels=("D", "E", "X"), missing=True)
    assert {atom.degree for atom in atoms_of(variable, 4, "power")} == {1}


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "power", "degree": 0},
        {"kind": "power", "transform": "exp"},
        {"kind": "legendre", "level": "E"},
        {"kind": "level", "degree": 2, "level": "E"},
        {"kind": "missing", "level": "E"},
        {"kind": "missing", "transform": "log"},
        {"kind": "spline"},
    ],
)
def test_parts_that_do_not_go_together_are_refused(parts):
    with pytest.raises(ValueError, match="no such atom"):
        Atom("x", **parts)
