"""Tests of sums over atoms that are mostly zero against those of products in full."""

import numpy as np
import pytest

from polylasso.design import AtomValues
from polylasso.design import rare as rare_module
from polylasso.design.products import term_sums
from polylasso.design.rare import find_rare_pairs
from polylasso.terms import Dictionary, Factoring, Variable

LEVELS = tuple("abcdefghijklmnopqrstuvwxyz")


def problem(degree, forbidden=(), n_rows=400):
    """Three categories of 26 levels between numeric columns and a rare dummy."""
    rng = np.random.default_rng(0)
    variables = (
        Variable("x", degree=1),
        Variable("c0", "categorical", levels=LEVELS),
        Variable("y", degree=1),
        Variable("c1", "categorical", levels=LEVELS),
        Variable("c2", "categorical", levels=LEVELS),
        Variable("rare", "binary", lower=0.0, upper=1.0),
    )
    pairs = frozenset(map(frozenset, forbidden))
    factoring = Factoring(Dictionary(variables, degree, None, "power", pairs))
    columns = [rng.standard_normal(n_rows)]
    codes = rng.integers(0, 26, (3, n_rows))
    columns += [codes[0] == level for level in range(26)]
    columns += [rng.standard_normal(n_rows)]
    columns += [codes[k] == level for k in (1, 2) for level in range(26)]
    columns += [rng.random(n_rows) < 0.03]
    return factoring, AtomValues(degree, {1: np.array(columns, dtype=float)}, None), rng


@pytest.mark.parametrize("degree", [2, 3])
@pytest.mark.parametrize("forbidden", [(), (("c0", "c2"),), (("x", "c1"), ("c1", "c2"))])
@pytest.mark.parametrize("squared", [False, True])
def test_sums_are_those_of_products_in_full(degree, forbidden, squared):
    factoring, atoms, rng = problem(degree, forbidden)
    vectors = rng.standard_normal((2, atoms.n_rows))
    vectors[1, ::3] = 0.0  # some pairs meet in no other row
    rare = find_rare_pairs(factoring, atoms.held[1])
    assert rare is not None
    found = term_sums(factoring, atoms, vectors, 1, squared, rare)
    position = {atom: k for k, atom in enumerate(factoring.dictionary.atoms)}
    terms = map(factoring.dictionary.term, range(factoring.dictionary.n_terms))
    products = np.array(
        [np.prod([atoms.held[1][position[a]] for a in term.atoms], axis=0) for term in terms]
    )
    expected = vectors @ (products**2 if squared else products).T
    np.testing.assert_allclose(found, expected, atol=1e-11)


def test_few_rare_atoms_are_not_summed_apart(monkeypatch):
    factoring, atoms, _ = problem(2)
    monkeypatch.setattr(rare_module, "WORTH", 80)
    assert find_rare_pairs(factoring, atoms.held[1]) is None


def test_dictionaries_without_pairs_have_none():
    factoring = Factoring(Dictionary((Variable("c", "categorical", levels=LEVELS),), 2))
    assert find_rare_pairs(factoring, np.zeros((26, 9))) is None
