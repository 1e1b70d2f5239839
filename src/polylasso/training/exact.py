"""Least squares to the last digit, for small problems: residuals in rational arithmetic.

Orthogonal polynomials make the system well conditioned, but monomials of the same polynomial lose
digits again when their coefficients cancel. So the gradient is computed exactly, solved for a
correction with the factor at hand (semi-normal equations; Bjorck, 1987), and only the exact sum of
corrections is rounded: iterative refinement (Wilkinson, 1963) whose residuals are exact.
"""

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

import numpy as np
from scipy.linalg import qr, solve_triangular

from polylasso.encoding import FUNCTIONS, Encoded, encode
from polylasso.inspection import exact_monomials
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table
from polylasso.terms import Atom, Term
from polylasso.training.build import build_problem
from polylasso.training.finish import least_squares
from polylasso.training.problem import Problem

__all__ = ["ExactFit", "exact_least_squares", "is_small"]

# Rows times terms up to which rational arithmetic takes less than about a second.
SMALL = 20_000
REFINEMENTS = 3

Monomial = tuple[Atom, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ExactFit:
    """A least-squares model whose coefficients are correctly rounded.

    Parameters
    ----------
    model : PolynomialModel
    gap : float
        As in `least_squares`, in orthogonal polynomials.
    """

    model: PolynomialModel
    gap: float


def is_small(problem: Problem) -> bool:
    """Whether a problem is worth, and small enough for, rational arithmetic."""
    entries = len(problem.weights) * len(problem.index)
    return problem.specification.fit_intercept and entries <= SMALL


def exact_least_squares(
    table: Table, target: np.ndarray, weights: np.ndarray, problem: Problem
) -> ExactFit | None:
    """Return least squares over powers with correctly rounded coefficients.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
    problem : Problem
        Of these rows, in powers.

    Returns
    -------
    ExactFit or None
        None if the solution has monomials that do not vary on the rows.
    """
    orthogonal = build_problem(
        table, target, weights, replace(problem.specification, basis="legendre")
    )
    solution = least_squares(orthogonal, target)
    encoded = encode(table, orthogonal.variables, problem.specification.encoding.missing)
    total = _refine(orthogonal, encoded, target, solution.support, solution.coef)
    model = _rounded(total, problem)
    return None if model is None else ExactFit(model, solution.gap)


def _rounded(total: dict[Monomial, Fraction], problem: Problem) -> PolynomialModel | None:
    """Return the model of exact coefficients; None if outside the dictionary or the floats."""
    values = {Term(monomial): value for monomial, value in total.items() if monomial and value}
    if any(term not in problem.dictionary for term in values):
        return None
    terms = tuple(sorted(values, key=problem.dictionary.index))
    try:
        coef = np.array([float(values[term]) for term in terms])
    except OverflowError:
        return None
    if not coef.all():
        return None
    empty = problem.model(np.zeros(0, dtype=np.intp), np.zeros(0), "y")
    intercept = float(total.get((), Fraction(0)))
    return replace(empty, terms=terms, coef=coef, intercept=intercept)


def _refine(
    problem: Problem, encoded: Encoded, target: np.ndarray, support: np.ndarray, coef: np.ndarray
) -> dict[Monomial, Fraction]:
    """Return exact monomial coefficients of the least-squares polynomial; () is the intercept.

    Parameters
    ----------
    problem : Problem
        With an intercept; its basis may be either.
    encoded : Encoded
        The rows of the problem.
    target : ndarray of shape (n_rows,)
    support : ndarray of int
        Independent terms.
    coef : ndarray of shape (n_support,)
        First solution, in standardised terms.
    """
    total = Counter(exact_monomials(problem.model(support, coef, "y")))
    if len(support) == 0:
        return dict(total)
    upper = qr(problem.standardised(support), mode="r")[0][: len(support)]
    products = _products(problem, encoded, tuple(total))
    goal = [Fraction(value) for value in target.tolist()]
    weights = [Fraction(value) for value in problem.weights.tolist()]
    units = [_unit(problem, support, k) for k in range(len(support))]
    for _ in range(REFINEMENTS):
        pull = [
            weight * (y - sum(total[m] * row[m] for m in total))
            for weight, y, row in zip(weights, goal, products, strict=True)
        ]
        moments = {m: sum(p * row[m] for p, row in zip(pull, products, strict=True)) for m in total}
        gradient = [float(sum(v * moments[m] for m, v in unit.items())) for unit in units]
        change = solve_triangular(upper, solve_triangular(upper, gradient, trans="T"))
        for step, unit in zip(change.tolist(), units, strict=True):
            for monomial, value in unit.items():
                total[monomial] += Fraction(step) * value
        # The residual has mean zero at the optimum; the units carry rounded means.
        total[()] += moments[()] / sum(weights)
    return dict(total)


def _unit(problem: Problem, support: np.ndarray, place: int) -> dict[Monomial, Fraction]:
    """Return one standardised term in monomials."""
    one = np.ones(1)
    unit = Counter(exact_monomials(problem.model(support[[place]], one, "y")))
    unit[()] -= Fraction(problem.design.target_mean)
    return dict(unit)


def _products(
    problem: Problem, encoded: Encoded, monomials: tuple[Monomial, ...]
) -> list[dict[Monomial, Fraction]]:
    """Return the exact values of monomials, row by row."""
    levels = {variable.name: variable.levels for variable in problem.variables}
    atoms = {atom for monomial in monomials for atom in monomial}
    values = {atom: _exact_values(encoded, atom, levels[atom.variable]) for atom in atoms}
    return [
        {m: prod((values[atom][row] for atom in m), start=Fraction(1)) for m in monomials}
        for row in range(len(encoded.unusable))
    ]


def _exact_values(encoded: Encoded, atom: Atom, levels: tuple[str, ...]) -> list[Fraction]:
    if atom.kind == "missing":
        return [Fraction(int(flag)) for flag in encoded.missing[atom.variable]]
    raw = encoded.values[atom.variable]
    if atom.kind == "level":
        return [Fraction(int(code == levels.index(atom.level))) for code in raw]
    transformed = FUNCTIONS[atom.transform].value(raw)
    return [Fraction(value) ** atom.degree for value in transformed.tolist()]
