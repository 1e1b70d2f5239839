import numpy as np
import pytest
from sklearn.preprocessing import PolynomialFeatures

from benchmarks.monomials import exponents_of, find, monomials


@pytest.mark.parametrize(("n_inputs", "degree"), [(1, 1), (1, 4), (5, 1), (4, 2), (3, 3), (6, 4)])
def test_order_is_that_of_polynomial_features(n_inputs, degree):
    fitted = PolynomialFeatures(degree, include_bias=False).fit(np.zeros((1, n_inputs)))
    assert np.array_equal(exponents_of(monomials(n_inputs, degree), n_inputs), fitted.powers_)


def test_powers_of_two_valued_inputs_are_left_out():
    listed = monomials(2, 3, np.array([True, False]))
    assert exponents_of(listed, 2).tolist() == [[1, 0], [0, 1], [1, 1], [0, 2], [1, 2], [0, 3]]


def test_find_returns_places_in_any_order():
    listed = monomials(5, 3)[::-1]
    wanted = np.array([7, 0, 30])
    assert find(listed[wanted], listed, 5).tolist() == wanted.tolist()


def test_find_refuses_a_term_that_is_not_listed():
    with pytest.raises(KeyError, match="not among the candidates"):
        find(np.array([[0, 0]], dtype=np.int32), monomials(2, 2)[:2], 2)
