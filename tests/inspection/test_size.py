"""Tests of the size of an expression, counted by hand."""

import pytest

from polylasso.inspection import expression_size
from polylasso.terms import Term


@pytest.mark.parametrize(
    ("labels", "size"),
    [
        ([], 1),
        (["x"], 5),  # 1 + 2*x
        (["x^2"], 7),
        (["x*z"], 7),
        (["x*z^2"], 9),
        (["x", "z"], 9),
        (["log1p(x)"], 8),
        (["reciprocal(x)^2"], 9),
        (["[k = p]"], 7),
        (["[k is missing]"], 6),
        (["x*[k = p]"], 9),
        (["legendre(x, 2)"], 11),  # x and x^2
        (["hermite(x, 2)"], 11),
        (["legendre(x, 1)*legendre(z, 1)"], 15),  # x, z and x*z
        # what two Legendre polynomials share is counted once
        (["legendre(x, 1)", "legendre(x, 2)"], 11),
    ],
)
def test_nodes(labels, size):
    assert expression_size(map(Term.parse, labels)) == size
