"""Tests of what is read, and of what a reader of an error is told."""

import re

import pytest
from hypothesis import given, settings

from polylasso.errors import TermSyntaxError
from polylasso.terms import Atom
from polylasso.terms.parsing import parse_atoms
from tests.terms.strategies import texts


@pytest.mark.parametrize(
    ("label", "atom"),
    [
        ("x", Atom("x", "power")),
        ("`x`", Atom("x", "power")),
        ("x^1", Atom("x", "power")),
        ("Engine Size(L)^3", Atom("Engine Size(L)", "power", 3)),
        ("log1p(Engine Size(L))^2", Atom("Engine Size(L)", "power", 2, "log1p")),
        ("legendre(x, 2)", Atom("x", "legendre", 2)),
        ("hermite(sqrt(x), 2)", Atom("x", "hermite", 2, "sqrt")),
        ("legendre(log1p(x), 2)", Atom("x", "legendre", 2, "log1p")),
        ("legendre(a, 3, 2)", Atom("a, 3", "legendre", 2)),
        ("[Cylinders = 4]", Atom("Cylinders", "level", level="4")),
        ("[x = ` = `]", Atom("x", "level", level=" = ")),
        ("[x is missing]", Atom("x", "missing")),
        ("`a*b`^2", Atom("a*b", "power", 2)),
    ],
)
def test_reads_one_factor(label, atom):
    assert parse_atoms(label) == (atom,)


def test_spaces_around_stars_do_no_harm():
    assert parse_atoms(" x * [z = E] ") == parse_atoms("x*[z = E]")


@pytest.mark.parametrize(
    ("label", "character", "expected"),
    [
        ("", 1, "a factor such as"),
        ("x*", 3, "a factor such as"),
        ("x**z", 3, "a factor such as"),
        ("z*x^0", 3, "name^k"),
        ("x^2^3", 1, "name^k"),
        ("x^99999", 1, "name^k"),
        ("z*[x]", 3, "[name = level]"),
        ("legendre(x)", 1, "legendre(name, k)"),
        ("hermite(x)", 1, "hermite(name, k)"),
        ("z*`x", 3, "closed by a backtick"),
        (r"`\q`", 1, "closed by a backtick"),
        ("z*2x", 3, "`2x`, in backticks"),
        ("[x = a is missing]", 6, "`a is missing`, in backticks"),
        ("a+b", 1, "`a+b`, in backticks"),
        ("log1p(x", 1, "`log1p(x`, in backticks"),
    ],
)
def test_error_names_the_place_and_what_was_expected(label, character, expected):
    message = f"at character {character}, expected .*{re.escape(expected)}"
    with pytest.raises(TermSyntaxError, match=message):
        parse_atoms(label)


@settings(max_examples=500)
@given(texts)
def test_any_text_is_read_or_refused(text):
    try:
        atoms = parse_atoms(text)
    except TermSyntaxError:
        return
    assert parse_atoms("*".join(atom.label for atom in atoms)) == atoms
