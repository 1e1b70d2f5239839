"""Tests of terms and of the law of their labels."""

import pytest
from hypothesis import given, settings

from polylasso.errors import TermSyntaxError
from polylasso.terms import Atom, Term
from tests.terms.strategies import terms

X2 = Atom("x", "power", 2)
FUEL = Atom("fuel", "level", level="E")


@settings(max_examples=500)
@given(terms)
def test_parse_reads_the_label_back(term):
    assert Term.parse(term.label).atoms == term.atoms


@settings(max_examples=300)
@given(terms, terms)
def test_different_terms_have_different_labels(one, other):
    assert (one.atoms == other.atoms) == (one.label == other.label)


@given(terms)
def test_a_column_named_like_a_term_is_told_from_it(term):
    lookalike = Term((Atom(term.label, "power"),))
    assert lookalike == term or lookalike.label != term.label


def test_label_joins_the_factors():
    assert str(Term((X2, FUEL))) == "x^2*[fuel = E]"


def test_repr_shows_the_label():
    assert repr(Term((X2,))) == "Term('x^2')"


def test_degree_is_the_sum():
    assert Term((X2, FUEL)).degree == 3


def test_variables_are_in_the_order_of_the_factors():
    assert Term((X2, FUEL)).variables == ("x", "fuel")


def test_equality_is_independent_of_the_order_of_factors():
    one, other = Term((X2, FUEL)), Term((FUEL, X2))
    assert one == other
    assert hash(one) == hash(other)


def test_terms_differ_from_other_things():
    assert Term((X2,)) != "x^2"


def test_two_factors_of_one_variable_are_refused():
    with pytest.raises(TermSyntaxError, match="two factors of one variable"):
        Term.parse("x*x^2")


def test_no_factor_is_refused():
    with pytest.raises(TermSyntaxError, match="at least one factor"):
        Term(())
