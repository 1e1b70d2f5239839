"""A model in monomials of its columns: orthogonal polynomials multiplied out without rounding."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from polylasso.encoding import standard, transformed_range
from polylasso.errors import DataError
from polylasso.model import PolynomialModel
from polylasso.terms import TRANSFORMS, Atom, Term, Variable

__all__ = [
    "Polynomial",
    "exact_monomials",
    "hermite_coefficients",
    "in_powers",
    "legendre_coefficients",
    "monomials",
]


@dataclass(frozen=True, slots=True, eq=False)
class Polynomial:
    """A polynomial whose terms are products of powers and indicators.

    Parameters
    ----------
    intercept : float
    terms : tuple of Term
        By degree, number of variables, degrees of these, then in the order of the columns.
    coef : ndarray of shape (n_terms,)
    """

    intercept: float
    terms: tuple[Term, ...]
    coef: np.ndarray


def monomials(model: PolynomialModel) -> Polynomial:
    """Write a model in monomials of its columns.

    Orthogonal polynomials are multiplied out and like monomials added in rational arithmetic; each
    coefficient is rounded once, at the end. Powers of a transformed column stay so, as in
    ``log1p(x)^2``; so do indicators. Monomials that cancel are left out.

    Parameters
    ----------
    model : PolynomialModel

    Returns
    -------
    Polynomial

    Raises
    ------
    DataError
        If a coefficient is outside the floating-point range.

    Examples
    --------
    The result predicts like the model it comes from:

    >>> from dataclasses import replace
    >>> p = monomials(model)  # doctest: +SKIP
    >>> replace(model, terms=p.terms, coef=p.coef, intercept=p.intercept)  # doctest: +SKIP
    """
    order = _Order(model.variables)
    totals = exact_monomials(model)
    intercept = _rounded(totals.pop((), Fraction(0)), "the intercept", model)
    present = sorted((atoms for atoms, total in totals.items() if total), key=order.of_term)
    terms = tuple(map(Term, present))
    coef = [_rounded(totals[term.atoms], f"the coefficient of {term}", model) for term in terms]
    return Polynomial(intercept, terms, np.array(coef, dtype=np.float64))


def in_powers(model: PolynomialModel) -> PolynomialModel:
    """Return the same polynomial without orthogonal ones; the model itself if it has none.

    Parameters
    ----------
    model : PolynomialModel
    """
    if all(atom.kind not in _ORTHOGONAL for term in model.terms for atom in term.atoms):
        return model
    found = monomials(model)
    return replace(model, terms=found.terms, coef=found.coef, intercept=found.intercept)


def exact_monomials(model: PolynomialModel) -> dict[tuple[Atom, ...], Fraction]:
    """Return the exact coefficients of a model in monomials; the empty one is the intercept.

    Parameters
    ----------
    model : PolynomialModel
    """
    order = _Order(model.variables)
    variables = {variable.name: variable for variable in model.variables}
    atoms = sorted({atom for term in model.terms for atom in term.atoms}, key=order.of_atom)
    series = {atom: _series(atom, variables[atom.variable]) for atom in atoms}
    totals = defaultdict(Fraction, {(): Fraction(float(model.intercept))})
    for term, coef in zip(model.terms, model.coef, strict=True):
        factors = [series[atom] for atom in sorted(term.atoms, key=order.of_atom)]
        for monomial, factor in _multiplied_out(factors):
            totals[monomial] += Fraction(float(coef)) * factor
    return dict(totals)


def legendre_coefficients(degree: int, low: float, high: float) -> tuple[Fraction, ...]:
    """Return the exact coefficients, lowest power first, of a Legendre polynomial on a range.

    Parameters
    ----------
    degree : int
    low, high : float
        Ends of the range, low < high.
    """
    width = Fraction(high) - Fraction(low)
    slope, shift = 2 / width, -(Fraction(low) + Fraction(high)) / width
    # (k + 1) P_{k+1} = (2k + 1) u P_k - k P_{k-1}
    steps = [(Fraction(2 * k + 1, k + 1), Fraction(k, k + 1)) for k in range(degree)]
    return _by_recurrence(slope, shift, steps)


def hermite_coefficients(degree: int, mean: float, spread: float) -> tuple[Fraction, ...]:
    """Return the exact coefficients, lowest power first, of a Hermite polynomial.

    Parameters
    ----------
    degree : int
    mean, spread : float
        It is He_k((t - mean) / spread).
    """
    slope, shift = 1 / Fraction(spread), -Fraction(mean) / Fraction(spread)
    # He_{k+1} = z He_k - k He_{k-1}
    return _by_recurrence(slope, shift, [(Fraction(1), Fraction(k)) for k in range(degree)])


def _by_recurrence(
    slope: Fraction, shift: Fraction, steps: list[tuple[Fraction, Fraction]]
) -> tuple[Fraction, ...]:
    """Return the coefficients in t of the last Q_{k+1} = a u Q_k - b Q_{k-1}, u = slope t + shift.

    Each step is (a, b); Q_0 is 1.
    """
    below, current = [Fraction(0)], [Fraction(1)]
    for a, b in steps:
        moved = zip([0, *current], [*current, 0], [*below, 0, 0], strict=False)
        above = [a * (slope * left + shift * here) - b * lower for left, here, lower in moved]
        below, current = current, above
    return tuple(current)


class _Order:
    """Sort keys that follow the order of a dictionary."""

    def __init__(self, variables: tuple[Variable, ...]):
        self._variables = {variable.name: variable for variable in variables}
        self._position = {variable.name: number for number, variable in enumerate(variables)}

    def of_atom(self, atom: Atom) -> tuple[int, int]:
        return self._position[atom.variable], self._rank(atom)

    def of_term(self, atoms: tuple[Atom, ...]) -> tuple:
        degrees = tuple(atom.degree for atom in atoms)
        return sum(degrees), len(degrees), degrees, tuple(map(self.of_atom, atoms))

    def _rank(self, atom: Atom) -> int:
        variable = self._variables[atom.variable]
        if atom.kind == "level":
            return variable.levels.index(atom.level)
        known = (*variable.transforms, *TRANSFORMS, *variable.levels)
        return len(known) if atom.kind == "missing" else known.index(atom.transform)


def _multiplied_out(
    factors: list[dict[tuple[Atom, ...], Fraction]],
) -> Iterator[tuple[tuple[Atom, ...], Fraction]]:
    for parts in product(*(factor.items() for factor in factors)):
        yield sum((atoms for atoms, _ in parts), ()), prod(number for _, number in parts)


def _series(atom: Atom, variable: Variable) -> dict[tuple[Atom, ...], Fraction]:
    """Return an atom as a sum of monomials of its variable."""
    if atom.kind not in _ORTHOGONAL:
        return {(atom,): Fraction(1)}
    coefficients = _ORTHOGONAL[atom.kind](atom, variable)
    return {
        _power(atom, exponent): number for exponent, number in enumerate(coefficients) if number
    }


def _legendre(atom: Atom, variable: Variable) -> tuple[Fraction, ...]:
    low, high = transformed_range(variable, atom.transform)
    if not low < high:
        raise DataError(
            f"{atom.label} needs a range, but column {atom.variable!r} spans {low:g} to {high:g}"
        )
    return legendre_coefficients(atom.degree, low, high)


def _hermite(atom: Atom, variable: Variable) -> tuple[Fraction, ...]:
    return hermite_coefficients(atom.degree, *standard(variable, atom.transform))


_ORTHOGONAL = {"legendre": _legendre, "hermite": _hermite}


def _power(atom: Atom, exponent: int) -> tuple[Atom, ...]:
    if exponent == 0:
        return ()
    return (Atom(atom.variable, "power", exponent, atom.transform),)


def _rounded(exact: Fraction, what: str, model: PolynomialModel) -> float:
    try:
        nearest = float(exact)
    except OverflowError:
        nearest = None
    if nearest is None or (nearest == 0 and exact != 0):
        column = model.active_variables[0].name
        raise DataError(
            f"{what}, multiplied out, is outside the floating-point range; rescale the columns, "
            f"such as {column!r} (divide it by a power of ten)"
        )
    return nearest
