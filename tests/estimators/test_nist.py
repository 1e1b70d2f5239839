"""Certified digits: the polynomial sets of NIST's Statistical Reference Datasets."""

import json

import numpy as np
import pytest

from polylasso import PolynomialLasso

# Design figures: R's lm drops a term of Filip, numpy.polyfit has 7.8 digits there.
DIGITS = {
    "filip": 12,
    "wampler1": 10,
    "wampler2": 10,
    "wampler3": 10,
    "wampler4": 10,
    "wampler5": 7,
    "pontius": 10,
}


@pytest.fixture
def certified(data_root, name):
    return json.loads((data_root / "nist" / "strd.json").read_text())["sets"][name]


def correct_digits(found, certified):
    """Return the log relative error of the worst coefficient, at most 15."""
    error = np.abs(found - certified) / np.abs(certified)
    return float(np.min(-np.log10(np.maximum(error, 1e-15))))


@pytest.mark.parametrize("name", DIGITS)
def test_coefficients_of_powers(certified, name):
    x, y = np.array(certified["x"], float)[:, None], np.array(certified["y"], float)
    model = PolynomialLasso(0.0, degree=certified["degree"]).fit(x, y)
    found = np.zeros(certified["degree"] + 1)
    found[0] = model.intercept_
    for term, coef in zip(model.terms_, model.coef_, strict=True):
        found[term.degree] = coef
    assert correct_digits(found, np.array(certified["certified"])) >= DIGITS[name]


@pytest.mark.parametrize("name", DIGITS)
def test_curve_in_legendre_polynomials(certified, name):
    """The certified coefficients have 15 digits, of which Filip's curve keeps about 8."""
    x, y = np.array(certified["x"], float)[:, None], np.array(certified["y"], float)
    model = PolynomialLasso(0.0, degree=certified["degree"], basis="legendre").fit(x, y)
    grid = np.linspace(x.min(), x.max(), 400)
    curve = np.polynomial.polynomial.polyval(grid, np.array(certified["certified"]))
    error = np.abs(model.predict(grid[:, None]) - curve).max() / np.abs(curve).max()
    assert -np.log10(error) >= (7.9 if name == "filip" else 12)


def test_longley_by_least_squares(data_root):
    longley = json.loads((data_root / "nist" / "strd.json").read_text())["sets"]["longley"]
    X, y = np.array(longley["x"], float), np.array(longley["y"], float)
    model = PolynomialLasso(0.0, degree=1).fit(X, y)
    found = np.append(model.intercept_, model.coef_)
    assert correct_digits(found, np.array(longley["certified"])) >= 12
