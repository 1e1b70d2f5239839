"""Tests of the size of an expression against sympy's tree of the same formula."""

import pytest

from polylasso.inspection import expression_size
from polylasso.terms import Term


@pytest.mark.parametrize(
    ("labels", "size"),
    [
        ([], 1),
        # x: the sum, the constant, the product, its coefficient, the column
        (["x"], 5),
        (["x^2"], 7),
        (["x*z"], 6),
        (["x", "z"], 8),
        (["log1p(x)"], 6),
        (["log1p(x)^2"], 8),
        (["[k = p]"], 7),
        (["[k is missing]"], 6),
        (["x*[k = p]"], 8),
        # multiplied out: x and x^2
        (["legendre(x, 2)"], 10),
        # x, z, x*z
        (["legendre(x, 1)*legendre(z, 1)"], 12),
        # what two Legendre polynomials share is counted once
        (["legendre(x, 1)", "legendre(x, 2)"], 10),
    ],
)
def test_nodes(labels, size):
    assert expression_size(map(Term.parse, labels)) == size
