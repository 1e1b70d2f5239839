import numpy as np

from benchmarks.columns import standardised
from polylasso import Term

RAW = {
    "a": np.array([1.0, 2.0, 4.0, 3.0]),
    "b": np.array([0, 1, 1, 0]),
    "fuel": np.array(["E", "X", "E", "X"], dtype=object),
}
WEIGHTS = np.array([0.1, 0.2, 0.3, 0.4])


def columns(*labels):
    return standardised(RAW, [Term.parse(label) for label in labels], WEIGHTS)


def test_columns_have_mean_zero_and_variance_one_under_the_weights():
    Z = columns("a", "a^2", "a*[fuel = E]").Z
    assert np.allclose(WEIGHTS @ Z, 0.0, atol=1e-15)
    assert np.allclose(WEIGHTS @ Z**2, 1.0)


def test_a_term_is_the_product_of_its_atoms():
    product = RAW["a"] ** 2 * np.array([1.0, 0.0, 1.0, 0.0])
    centred = product - WEIGHTS @ product
    deviation = np.sqrt(WEIGHTS @ centred**2)
    assert np.allclose(columns("a^2*[fuel = E]").Z[:, 0], centred / deviation)


def test_constant_terms_are_left_out():
    raw = {**RAW, "one": np.full(4, 0.1)}
    kept = standardised(raw, [Term.parse(label) for label in ("a", "one", "one^2")], WEIGHTS)
    assert kept.terms == (Term.parse("a"),)


def test_dense_puts_coefficients_at_their_terms():
    terms = [Term.parse("b*a"), Term.parse("a")]
    found = columns("a", "b", "a*b").dense(terms, np.array([[2.0], [1.0]]))
    assert found[:, 0].tolist() == [1.0, 0.0, 2.0]
