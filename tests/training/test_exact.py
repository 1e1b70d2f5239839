"""Least squares in rational arithmetic against rational normal equations."""

from fractions import Fraction

import numpy as np
import pytest

from polylasso import PolynomialLasso


def rational_least_squares(columns, target):
    """Solve the normal equations by elimination in rational arithmetic."""
    rows = [[Fraction(1), *map(Fraction, row)] for row in columns.tolist()]
    size = len(rows[0])
    system = [
        [sum(row[i] * row[j] for row in rows) for j in range(size)]
        + [sum(row[i] * Fraction(y) for row, y in zip(rows, target.tolist(), strict=True))]
        for i in range(size)
    ]
    for i in range(size):
        system[i] = [value / system[i][i] for value in system[i]]
        for k in range(size):
            if k != i:
                factor = system[k][i]
                system[k] = [a - factor * b for a, b in zip(system[k], system[i], strict=True)]
    return np.array([float(row[-1]) for row in system])


@pytest.mark.parametrize("shift", [0.0, 1000.0])
def test_coefficients_are_correctly_rounded(shift):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 2)) + shift
    y = rng.normal(size=30)
    model = PolynomialLasso(0.0).fit(X, y)
    assert [str(term) for term in model.terms_] == ["x0", "x1", "x0^2", "x1^2", "x0*x1"]
    columns = np.column_stack(
        [
            np.prod([X[:, int(a.variable[1:])] ** a.degree for a in term.atoms], axis=0)
            for term in model.terms_
        ]
    )
    # The columns of the oracle are rounded products; shifted ones magnify that.
    expected = rational_least_squares(columns, y)
    tolerance = 1e-12 if shift == 0 else 1e-5
    np.testing.assert_allclose(np.append(model.intercept_, model.coef_), expected, rtol=tolerance)


def test_weights_and_levels_enter():
    rng = np.random.default_rng(1)
    x = rng.normal(size=40)
    X = np.column_stack([x, rng.integers(0, 2, size=40)])
    weights = rng.integers(0, 3, size=40)
    y = 1 + 2 * x * X[:, 1]
    model = PolynomialLasso(0.0, degree=2).fit(X, y, weights)
    np.testing.assert_allclose(model.predict(X), y, atol=1e-13)
