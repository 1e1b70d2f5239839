"""The size of a model as SRBench counts it: operators, columns and constants of its formula.

La Cava et al., Contemporary symbolic regression methods and their relative performance (2021).
"""

from collections.abc import Iterable
from itertools import product

from polylasso.terms import ORTHOGONAL, Atom, Term

__all__ = ["expression_size"]


# What a transform adds to its column: log1p(x) is log(1 + x), reciprocal(x) is 1 / x.
TRANSFORM_SIZES = {"identity": 0, "log": 1, "sqrt": 1, "log1p": 3, "reciprocal": 2}


def expression_size(terms: Iterable[Term]) -> int:
    """Count the operators, columns and constants of the formula in powers.

    ``1.2 + 3*a*b^2`` has 9. Orthogonal polynomials are multiplied out first, and like monomials
    counted once, as formulas show them.

    Parameters
    ----------
    terms : iterable of Term

    Returns
    -------
    int
        1 for no term: the constant.
    """
    monomials = {monomial for term in terms for monomial in _monomials(term)} - {frozenset()}
    # The constant; before each monomial a plus sign and its coefficient, before each factor a
    # product sign.
    return 1 + sum(2 + sum(1 + _size(atom) for atom in monomial) for monomial in monomials)


def _monomials(term: Term) -> Iterable[frozenset[Atom]]:
    """Yield the monomials of a term."""
    for factors in product(*map(_powers, term.atoms)):
        yield frozenset(atom for atom in factors if atom is not None)


def _powers(atom: Atom) -> list[Atom | None]:
    """Return the powers of which an atom is a sum; None is the constant."""
    if atom.kind not in ORTHOGONAL:
        return [atom]
    powers = [Atom(atom.variable, "power", k, atom.transform) for k in range(1, atom.degree + 1)]
    return [None, *powers]


def _size(atom: Atom) -> int:
    if atom.kind == "level":
        return 3  # the column, the level, and what compares them
    if atom.kind == "missing":
        return 2
    size = 1 + TRANSFORM_SIZES[atom.transform]
    return size if atom.degree == 1 else size + 2
