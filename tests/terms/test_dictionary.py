"""Tests of the dictionary against a brute-force listing, and of its size."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given

from polylasso.terms import Dictionary, Term, Variable, atoms_of
from tests.terms.strategies import dictionaries


def numeric(count):
    return tuple(Variable(f"x{position}") for position in range(count))


def norm(term, truncation):
    return sum(atom.degree**truncation for atom in term.atoms) ** (1.0 / truncation)


def listed(dictionary):
    """All terms in order, the slow way."""
    position = {atom: place for place, atom in enumerate(dictionary.atoms)}
    atoms = [atoms_of(v, dictionary.degree, dictionary.basis) for v in dictionary.variables]
    limit = dictionary.max_interaction or dictionary.degree
    regular = [
        Term(factors)
        for size in range(1, limit + 1)
        for chosen in combinations(atoms, size)
        for factors in product(*chosen)
    ]
    legal = [
        term
        for term in regular
        if norm(term, dictionary.truncation) <= dictionary.degree + 1e-9
        and not any(pair <= set(term.variables) for pair in dictionary.forbidden_pairs)
    ]
    extra = [term for term in dict.fromkeys(dictionary.extra) if term not in legal]

    def order(term):
        degrees = [atom.degree for atom in term.atoms]
        places = [position[atom] for atom in term.atoms]
        return term.degree, len(degrees), degrees, places

    return sorted(legal, key=order) + extra


@given(dictionaries())
def test_terms_are_those_of_a_brute_force_listing_in_order(dictionary):
    assert [dictionary.term(i) for i in range(dictionary.n_terms)] == listed(dictionary)


@given(dictionaries())
def test_index_is_the_inverse_of_term(dictionary):
    for index in range(dictionary.n_terms):
        assert dictionary.index(dictionary.term(index)) == index


@given(dictionaries())
def test_blocks_follow_each_other_and_share_degrees(dictionary):
    end = 0
    for block in dictionary.blocks:
        assert block.offset == end
        assert block.count > 0
        end += block.count
        for index in (block.offset, end - 1):
            degrees = tuple(atom.degree for atom in dictionary.term(index).atoms)
            assert block.degrees in ((), degrees)
    assert end == dictionary.n_terms


@given(dictionaries())
def test_counts_by_degree_are_cumulative(dictionary):
    degrees = np.array([term.degree for term in listed(dictionary)])
    for degree, count in dictionary.counts_by_degree().items():
        assert count == (degrees <= degree).sum()


@given(dictionaries())
def test_arrays_describe_the_atoms(dictionary):
    names = [dictionary.variables[position].name for position in dictionary.atom_variable]
    assert names == [atom.variable for atom in dictionary.atoms]
    assert dictionary.atom_degree.tolist() == [atom.degree for atom in dictionary.atoms]


def test_simplest_terms_come_first():
    dictionary = Dictionary((Variable("x"), Variable("z")), 3)
    labels = [dictionary.term(index).label for index in range(dictionary.n_terms)]
    assert labels == ["x", "z", "x^2", "z^2", "x*z", "x^3", "z^3", "x*z^2", "x^2*z"]


@pytest.mark.parametrize(("count", "degree"), [(12, 5), (1000, 2), (200, 3), (10_000, 10)])
def test_numeric_variables_have_all_monomials(count, degree):
    assert Dictionary(numeric(count), degree).n_terms == comb(count + degree, degree) - 1


@pytest.mark.parametrize(
    ("count", "degree", "n_terms"), [(1000, 2, 501_500), (200, 3, 1_373_700), (12, 5, 6_187)]
)
def test_sizes_known_by_heart(count, degree, n_terms):
    assert Dictionary(numeric(count), degree).n_terms == n_terms


def test_binary_variables_have_no_powers():
    binary = tuple(Variable(f"b{position}", "binary") for position in range(8))
    # j of the 8 binary ones, times any monomial of degree 5 - j of the 4 numeric ones.
    expected = sum(comb(8, j) * comb(4 + 5 - j, 4) for j in range(6)) - 1
    assert Dictionary(numeric(4) + binary, 5).n_terms == expected == 2_911


def test_levels_of_one_category_are_never_multiplied():
    levels = tuple("ABCD")
    variables = (Variable("p", "categorical", levels), Variable("q", "categorical", levels))
    assert Dictionary(variables, 5).n_terms == 4 + 4 + 16


def test_addresses_terms_that_could_never_be_listed():
    dictionary = Dictionary(numeric(10_000), 10)
    index = dictionary.n_terms - 10**30
    assert index > 2**63
    assert dictionary.index(dictionary.term(index)) == index


def test_factors_may_come_in_any_order():
    dictionary = Dictionary(numeric(3), 3)
    assert dictionary.index(Term.parse("x2*x0^2")) == dictionary.index(Term.parse("x0^2*x2"))


@pytest.mark.parametrize("label", ["x0^4", "x9", "log(x0)", "[x0 is missing]", "x0*x1", "x0*x1*x2"])
def test_terms_of_another_dictionary_have_no_index(label):
    forbidden = frozenset({frozenset({"x0", "x1"})})
    dictionary = Dictionary(numeric(3), 3, max_interaction=2, forbidden_pairs=forbidden)
    assert Term.parse(label) not in dictionary
    with pytest.raises(KeyError, match="not in this dictionary"):
        dictionary.index(Term.parse(label))


@pytest.mark.parametrize("index", [-1, 9, 2**70])
def test_index_out_of_range_is_refused(index):
    with pytest.raises(IndexError, match="pass 0 to 8"):
        Dictionary(numeric(2), 3).term(index)


def test_extra_terms_form_the_last_block():
    dictionary = Dictionary(numeric(2), 2, extra=(Term.parse("x1*x0^6"), Term.parse("x1^2")))
    assert dictionary.blocks[-1].degrees == ()
    assert dictionary.term(dictionary.n_terms - 1).label == "x0^6*x1"
    assert Term.parse("x0^6*x1") in dictionary
    assert dictionary.n_terms == 6


def test_atoms_of_extra_terms_follow_the_regular_ones():
    dictionary = Dictionary(numeric(2), 2, extra=(Term.parse("x0^6"),))
    assert dictionary.n_regular_atoms == 4
    assert dictionary.atoms[4].label == "x0^6"
    assert (dictionary.atom_variable[4], dictionary.atom_degree[4]) == (0, 6)


def test_truncation_keeps_single_columns_and_drops_products_of_high_degree():
    dictionary = Dictionary(numeric(2), 9, 2, truncation=0.7)
    assert Term.parse("x0^9") in dictionary
    assert Term.parse("x0^3*x1^3") in dictionary
    assert Term.parse("x0^4*x1^4") not in dictionary
    assert Term.parse("x0*x1^6") in dictionary


def test_high_degrees_of_many_columns_are_addressed_without_a_list():
    dictionary = Dictionary(numeric(10_000), 20, 3, truncation=0.6)
    index = dictionary.n_terms - 12_345
    assert dictionary.index(dictionary.term(index)) == index


def test_forbidden_pairs_of_unknown_names_are_ignored():
    forbidden = frozenset({frozenset({"x0", "elsewhere"})})
    assert Dictionary(numeric(2), 2, forbidden_pairs=forbidden).n_terms == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"degree": 0}, "whole number from 1 to 20"),
        ({"degree": 21}, "whole number from 1 to 20"),
        ({"degree": 2.0}, "whole number from 1 to 20"),
        ({"degree": True}, "whole number from 1 to 20"),
        ({"max_interaction": 0}, "at least 1"),
        ({"max_interaction": 1.5}, "at least 1"),
        ({"basis": "chebyshev"}, "'power', 'legendre', 'hermite'"),
        ({"truncation": 0.0}, "above 0 and at most 1"),
        ({"truncation": 1.5}, "above 0 and at most 1"),
        ({"truncation": True}, "above 0 and at most 1"),
        ({"truncation": "q"}, "above 0 and at most 1"),
        ({"forbidden_pairs": frozenset({frozenset({"x0"})})}, "two different names"),
        ({"variables": (Variable("x"), Variable("x"))}, "share a name"),
        ({"extra": (Term.parse("z"),)}, "no variable 'z'"),
        ({"extra": (Term.parse("[x0 = E]"),)}, "levels are"),
        (
            {"variables": (Variable("p", "categorical", ("a", "b")),), "extra": (Term.parse("p"),)},
            "pass one of",
        ),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Dictionary(**{"variables": numeric(2), "degree": 3} | arguments)
