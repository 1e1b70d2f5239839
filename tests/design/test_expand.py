"""Tests of the term columns against plain products."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.design import expand
from polylasso.terms import Dictionary, Term, Variable

WEIGHTS = np.full(30, 1 / 30)


def dictionary_of(degree, max_interaction=None, extra=(), basis="power"):
    variables = (
        Variable("a"),
        Variable("b", "binary", lower=0.0, upper=1.0),
        Variable("c", "categorical", levels=("p", "q", "r")),
        Variable("d", degree=1),
    )
    return Dictionary(variables, degree, max_interaction, basis, extra=extra)


def random_atoms(dictionary, n_rows=30, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (len(dictionary.atoms), n_rows))


def plain_products(dictionary, atoms):
    position = {atom: place for place, atom in enumerate(dictionary.atoms)}
    terms = (dictionary.term(index) for index in range(dictionary.n_terms))
    return np.array(
        [np.prod([atoms[position[atom]] for atom in term.atoms], axis=0) for term in terms]
    )


KEPT = (Term.parse("a^7"), Term.parse("a^6*b*d"), Term.parse("b*[c = q]*d"))


@settings(max_examples=30)
@given(
    st.integers(1, 4),
    st.none() | st.integers(1, 3),
    st.sampled_from([(), KEPT]),
    st.sampled_from(["power", "legendre", "hermite"]),
)
def test_columns_are_standardised_plain_products(degree, max_interaction, extra, basis):
    extra = extra if basis == "power" else ()
    dictionary = dictionary_of(degree, max_interaction, extra, basis)
    atoms = random_atoms(dictionary)
    products = plain_products(dictionary, atoms)
    columns = expand(atoms, dictionary.table(), WEIGHTS)
    np.testing.assert_allclose(columns.mean, products.mean(axis=1), atol=1e-15)
    np.testing.assert_allclose(columns.scale, products.std(axis=1), rtol=1e-10)
    centred = products - products.mean(axis=1, keepdims=True)
    expected = centred / products.std(axis=1, keepdims=True)
    np.testing.assert_allclose(columns.values, expected, atol=1e-9)


def test_parents_in_the_same_chunk_are_ready_before_their_children():
    """With few rows all terms fall into one chunk."""
    dictionary = dictionary_of(4)
    atoms = random_atoms(dictionary, n_rows=3)
    columns = expand(atoms, dictionary.table(), np.full(3, 1 / 3), centred=False)
    products = columns.values * columns.scale[:, None]
    np.testing.assert_allclose(products, plain_products(dictionary, atoms), atol=1e-15)


def test_many_rows_make_chunks_of_one_term():
    dictionary = dictionary_of(2)
    atoms = random_atoms(dictionary, n_rows=140_000)
    columns = expand(atoms, dictionary.table(), np.full(140_000, 1 / 140_000), centred=False)
    products = columns.values * columns.scale[:, None]
    np.testing.assert_allclose(products, plain_products(dictionary, atoms), atol=1e-14)


@pytest.mark.parametrize("value", [0.0, 1.0, 0.1])
def test_a_constant_term_is_zero_with_scale_one(value):
    dictionary = Dictionary((Variable("a"),), 1)
    columns = expand(np.full((1, 30), value), dictionary.table(), WEIGHTS)
    assert columns.constant.tolist() == [True]
    assert columns.scale.tolist() == [1.0]
    np.testing.assert_array_equal(columns.values, 0.0)


def test_without_centring_a_constant_term_varies():
    dictionary = Dictionary((Variable("a"),), 1)
    columns = expand(np.full((1, 30), 0.5), dictionary.table(), WEIGHTS, centred=False)
    assert columns.constant.tolist() == [False]
    np.testing.assert_allclose(columns.values, 1.0)


def test_varying_leaves_out_constant_terms():
    dictionary = Dictionary((Variable("a"), Variable("b"), Variable("c")), 1)
    atoms = random_atoms(dictionary)
    atoms[1] = 3.0
    columns, kept = expand(atoms, dictionary.table(), WEIGHTS).varying()
    assert kept.tolist() == [0, 2]
    assert columns.values.shape == (2, 30)


def test_expanding_does_not_touch_the_atoms():
    dictionary = dictionary_of(3)
    atoms = random_atoms(dictionary)
    before = atoms.copy()
    expand(atoms, dictionary.table(), WEIGHTS)
    np.testing.assert_array_equal(atoms, before)


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_weights_move_mean_and_scale(seed):
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0.1, 1.0, 30)
    weights /= weights.sum()
    dictionary = Dictionary((Variable("a"),), 1)
    atoms = rng.standard_normal((1, 30))
    columns = expand(atoms, dictionary.table(), weights)
    assert columns.mean[0] == pytest.approx(weights @ atoms[0], abs=1e-15)
    assert columns.values[0] ** 2 @ weights == pytest.approx(1.0, rel=1e-13)
