"""The size of a model as benchmarks of symbolic regression count it: nodes of its expression."""

from collections.abc import Iterable
from itertools import product

from polylasso.terms import Atom, Term

__all__ = ["expression_size"]


def expression_size(terms: Iterable[Term]) -> int:
    """Count the nodes of the formula in powers: a sum of products, as an expression tree.

    A number, a column, a level and every function is a node; a sum and a product of whatever many
    parts is one more; a power is three with its base and exponent. Legendre polynomials are
    multiplied out first, and like monomials counted once, as formulas show them.

    Parameters
    ----------
    terms : iterable of Term

    Returns
    -------
    int
        1 for no term: the constant.
    """
    monomials = {monomial for term in terms for monomial in _monomials(term)} - {frozenset()}
    if not monomials:
        return 1
    # The sum, the constant, and for each monomial the product and its coefficient.
    return 2 + sum(2 + sum(map(_nodes, monomial)) for monomial in monomials)


def _monomials(term: Term) -> Iterable[frozenset[Atom]]:
    """Yield the monomials of a term."""
    for factors in product(*map(_powers, term.atoms)):
        yield frozenset(atom for atom in factors if atom is not None)


def _powers(atom: Atom) -> list[Atom | None]:
    """Return the powers of which an atom is a sum; None is the constant."""
    if atom.kind != "legendre":
        return [atom]
    powers = [Atom(atom.variable, "power", k, atom.transform) for k in range(1, atom.degree + 1)]
    return [None, *powers]


def _nodes(atom: Atom) -> int:
    """Count the nodes of an atom."""
    if atom.kind == "level":
        return 3
    if atom.kind == "missing":
        return 2
    base = 1 if atom.transform == "identity" else 2
    return base if atom.degree == 1 else base + 2
