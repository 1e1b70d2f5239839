"""Tests that monomials say what the model says, and of their digits."""

import json
import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from polylasso.errors import DataError
from polylasso.inspection import monomials
from polylasso.inspection.expansion import hermite_coefficients, legendre_coefficients
from polylasso.model import PolynomialModel
from polylasso.sources.frames import to_table
from polylasso.terms import Atom, Dictionary, Term, Variable
from tests.inspection.models import models, size_of_parts, table_for

# Coefficients of Legendre polynomials in float64 allow no more than 9.8 digits of the intercept
# of the Wampler sets: it is 1, where they are about a million.
DIGITS = {
    "filip": 12,
    "wampler1": 9,
    "wampler2": 10,
    "wampler3": 9,
    "wampler4": 9,
    "wampler5": 7,
    "pontius": 10,
}


def model_of(coef, variables, intercept=0.0):
    """Return a model from a mapping of labels to coefficients."""
    terms = tuple(map(Term.parse, coef))
    return PolynomialModel(tuple(variables), terms, np.array([*coef.values()], float), intercept)


def in_monomials(model):
    expanded = monomials(model)
    return replace(model, terms=expanded.terms, coef=expanded.coef, intercept=expanded.intercept)


def fitted_legendre(x, y, degree):
    """Return the least-squares polynomial, by QR of Legendre polynomials."""
    variable = Variable("x", lower=x.min(), upper=x.max())
    argument = (x - variable.lower - (variable.upper - x)) / (variable.upper - variable.lower)
    q, r = np.linalg.qr(np.polynomial.legendre.legvander(argument, degree))
    intercept, *coef = np.linalg.solve(r, q.T @ y)
    terms = tuple(Term((Atom("x", "legendre", k),)) for k in range(1, degree + 1))
    return PolynomialModel((variable,), terms, np.array(coef), intercept)


@pytest.fixture(scope="module")
def nist(data_root):
    return json.loads((data_root / "nist" / "strd.json").read_text())["sets"]


@pytest.mark.parametrize("name", DIGITS)
def test_certified_digits(nist, name):
    x, y, certified = (np.array(nist[name][part], float) for part in ("x", "y", "certified"))
    expanded = monomials(fitted_legendre(x, y, nist[name]["degree"]))
    error = np.abs(np.array([expanded.intercept, *expanded.coef]) - certified)
    assert (error <= 10.0 ** -DIGITS[name] * np.abs(certified)).all()


@pytest.mark.parametrize("name", DIGITS)
def test_monomials_of_certified_sets_predict_alike(nist, name):
    x, y = (np.array(nist[name][part], float) for part in ("x", "y"))
    model = fitted_legendre(x, y, nist[name]["degree"])
    table = to_table(x[:, None], ["x"])
    expanded = in_monomials(model)
    # On Filip the parts are a million times their sum, so that rounding alone exceeds 1e-10.
    allowed = 1e-10 * np.abs(model.predict(table)) + 1e-15 * size_of_parts(expanded, table)
    assert (np.abs(expanded.predict(table) - model.predict(table)) <= allowed).all()


@settings(max_examples=150)
@given(models())
def test_monomials_predict_what_the_model_does(model):
    table = table_for(model)
    model = replace(model, extrapolation="extend")
    expanded = in_monomials(model)
    error = np.abs(expanded.predict(table) - model.predict(table))
    assert (error <= 1e-12 * (size_of_parts(expanded, table) + size_of_parts(model, table))).all()


@settings(max_examples=50)
@given(models())
def test_monomials_stay_as_they_are(model):
    once = in_monomials(model)
    twice = in_monomials(once)
    assert twice.terms == once.terms
    assert (twice.intercept, *twice.coef) == (once.intercept, *once.coef)
    kinds = {atom.kind for term in once.terms for atom in term.atoms}
    assert kinds.isdisjoint(("legendre", "hermite"))


@pytest.mark.parametrize("degree", range(8))
def test_legendre_coefficients_on_the_standard_range(degree):
    exact = legendre_coefficients(degree, -1.0, 1.0)
    assert np.allclose(
        np.array(exact, float), np.polynomial.legendre.leg2poly([0] * degree + [1]), rtol=1e-14
    )


@pytest.mark.parametrize("degree", [1, 2, 10, 50])
def test_legendre_polynomials_are_one_at_the_upper_end(degree):
    low, high = 0.1, 0.7
    exact = legendre_coefficients(degree, low, high)
    ends = [
        sum(number * Fraction(end) ** power for power, number in enumerate(exact))
        for end in (low, high)
    ]
    assert ends == [(-1) ** degree, 1]


@pytest.mark.parametrize("degree", range(8))
def test_hermite_coefficients_of_the_standard_normal(degree):
    exact = hermite_coefficients(degree, 0.0, 1.0)
    assert np.array_equal(
        np.array(exact, float), np.polynomial.hermite_e.herme2poly([0] * degree + [1])
    )


def test_hermite_polynomials_are_of_the_standardised_variable():
    x = Variable("x", lower=0, upper=9, moments=((3.0, 2.0),))
    expanded = monomials(model_of({"hermite(x, 2)": 4.0}, [x]))
    # He_2((x - 3) / 2) = (x - 3)^2 / 4 - 1
    assert [term.label for term in expanded.terms] == ["x", "x^2"]
    assert (expanded.coef.tolist(), expanded.intercept) == ([-6.0, 1.0], 5.0)


def test_products_are_multiplied_out():
    square, line = Variable("x", lower=0, upper=2), Variable("z", lower=-2, upper=2)
    expanded = monomials(model_of({"legendre(z, 1)*legendre(x, 2)": 4.0}, [square, line]))
    # P_2(x - 1) = 3/2 x^2 - 3 x + 1, P_1(z / 2) = z / 2
    assert [term.label for term in expanded.terms] == ["z", "x*z", "x^2*z"]
    assert expanded.coef.tolist() == [2.0, -6.0, 3.0]
    assert expanded.intercept == 0.0


def test_like_monomials_are_added_and_those_that_cancel_left_out():
    x = Variable("x", lower=0, upper=2)  # legendre(x, 1) = x - 1
    expanded = monomials(model_of({"x": -3.0, "legendre(x, 1)": 3.0}, [x], intercept=5.0))
    assert (expanded.terms, expanded.coef.tolist(), expanded.intercept) == ((), [], 2.0)


def test_sums_are_rounded_once():
    x = Variable("x", lower=0, upper=2)
    coef = {"legendre(x, 1)": 1e20, "x": 1.0, "legendre(x, 3)": -1e20}
    expanded = monomials(model_of(coef, [x], intercept=1.0))
    assert expanded.intercept == 1.0  # P_1 and P_3 are both -1 at 0, and 1e20 hides no 1


def test_transformed_columns_stay_transformed():
    x = Variable("x", lower=0, upper=math.e - 1, transforms=("log1p",))
    expanded = monomials(model_of({"legendre(log1p(x), 2)": 1.0}, [x]))
    assert [term.label for term in expanded.terms] == ["log1p(x)", "log1p(x)^2"]
    assert expanded.coef == pytest.approx([-6, 6])


@pytest.mark.parametrize("basis", ["power", "legendre"])
def test_order_is_that_of_the_dictionary(basis):
    variables = [
        Variable("b", transforms=("identity", "log1p"), lower=1, upper=2, missing=True),
        Variable("f", "categorical", levels=("q", "p", "r")),
        Variable("a", lower=1, upper=3),
    ]
    listed = Dictionary(tuple(variables), 3, None, basis)
    terms = [listed.term(index) for index in range(listed.n_terms)]
    coef = {term.label: 1.0 + index for index, term in enumerate(terms)}
    powers = Dictionary(tuple(variables), 3)
    indices = [powers.index(term) for term in monomials(model_of(coef, variables)).terms]
    assert indices == sorted(indices)


@pytest.mark.parametrize(("coef", "upper"), [(1e300, 1e-20), (1e-300, 1e20)])
def test_coefficients_outside_the_floating_point_range_are_refused(coef, upper):
    x = Variable("x", lower=0, upper=upper)
    with pytest.raises(DataError, match=r"coefficient of x.* rescale .* 'x'"):
        monomials(model_of({"legendre(x, 2)": coef}, [x]))


def test_a_range_without_width_is_refused():
    with pytest.raises(DataError, match="'x' spans 1 to 1"):
        monomials(model_of({"legendre(x, 1)": 1.0}, [Variable("x", lower=1, upper=1)]))
