"""Tests of the table of all terms."""

import numpy as np
from hypothesis import given

from polylasso.terms import Dictionary, Term, Variable
from tests.terms.strategies import dictionaries


@given(dictionaries())
def test_rows_are_the_terms_in_order(dictionary):
    table = dictionary.table()
    listed = [
        Term(tuple(dictionary.atoms[position] for position in row[row >= 0]))
        for row in table.factors
    ]
    assert listed == [dictionary.term(index) for index in range(dictionary.n_terms)]


@given(dictionaries())
def test_parent_is_an_earlier_term_without_the_last_factor(dictionary):
    table = dictionary.table()
    n_factors = (table.factors >= 0).sum(axis=1)
    assert np.array_equal(table.parents == -1, n_factors == 1)
    for child in np.flatnonzero(table.parents >= 0):
        parent = table.parents[child]
        stem = table.factors[child, : n_factors[child] - 1]
        assert parent < child
        assert np.array_equal(table.factors[parent, : n_factors[parent]], stem)


def test_extra_terms_of_several_factors_are_multiplied_out():
    extra = (Term.parse("x^5"), Term.parse("x^4*z"))
    dictionary = Dictionary((Variable("x"), Variable("z")), 2, extra=extra)
    table = dictionary.table()
    assert table.parents[-2:].tolist() == [-1, -2]
    assert table.factors[-2:].tolist() == [[4, -1], [5, 2]]


def test_no_variables_no_terms():
    table = Dictionary((), 3).table()
    assert table.factors.shape == (0, 0)
    assert table.parents.shape == (0,)
