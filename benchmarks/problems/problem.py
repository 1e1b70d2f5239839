"""A problem: raw columns, a target, a degree; its candidate columns and its grid of alphas."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.columns import Columns, standardised
from polylasso import Term
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem

__all__ = ["Problem"]

N_ALPHAS, EPS = 100, 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What solvers get.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
        Raw columns; they are called x0, x1, ...
    y : ndarray of shape (n_rows,)
    degree : int
    """

    X: np.ndarray
    y: np.ndarray
    degree: int

    def candidates(self) -> tuple[Term, ...]:
        """Return all terms of polylasso's dictionary."""
        specification = Specification(degree=self.degree)
        built = build_problem(to_table(self.X), self.y, np.ones(len(self.y)), specification)
        return tuple(built.dictionary.term(place) for place in range(built.dictionary.n_terms))

    def columns(self) -> Columns:
        """Return the standardised columns of the candidates that vary."""
        raw = {f"x{place}": column for place, column in enumerate(self.X.T)}
        weights = np.full(len(self.y), 1.0 / len(self.y))
        return standardised(raw, self.candidates(), weights)

    def exponents(self, terms: Sequence[Term]) -> np.ndarray:
        """Return the exponent of every input in terms, shape (n_terms, n_inputs)."""
        exponents = np.zeros((len(terms), self.X.shape[1]), dtype=int)
        for row, term in zip(exponents, terms, strict=True):
            for atom in term.atoms:
                row[int(atom.variable[1:])] = atom.degree
        return exponents

    def alphas(self, columns: Columns) -> np.ndarray:
        """Return 100 alphas, from the smallest with no terms down to a thousandth of it."""
        product = columns.Z.T @ (self.y - self.y.mean()) / len(self.y)
        return np.abs(product).max() * np.geomspace(1.0, EPS, N_ALPHAS)
