"""Standardised term columns from raw ones, by plain NumPy products: nothing of the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from polylasso import Term

__all__ = ["Columns", "standardised"]

# A column whose deviation is below this share of its size is constant: what is left is rounding.
CONSTANT = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns that vary, and the terms that they are.

    Parameters
    ----------
    Z : ndarray of shape (n_rows, n_varying)
        Of weighted mean 0 and variance 1.
    terms : tuple of Term
    """

    Z: np.ndarray
    terms: tuple[Term, ...]

    def dense(self, terms: Sequence[Term], coef: np.ndarray) -> np.ndarray:
        """Spread coefficients of some terms, shape (n_some, n_alphas), over all columns."""
        position = {term: place for place, term in enumerate(self.terms)}
        spread = np.zeros((len(self.terms), coef.shape[1]))
        spread[[position[term] for term in terms]] = coef
        return spread


def standardised(
    raw: Mapping[str, np.ndarray], terms: Sequence[Term], weights: np.ndarray
) -> Columns:
    """Form the columns of terms and leave out those that are constant.

    Parameters
    ----------
    raw : mapping of str to ndarray of shape (n_rows,)
        Raw columns: numbers, or labels.
    terms : sequence of Term
    weights : ndarray of shape (n_rows,)
        Of sum 1.
    """
    Z = np.empty((len(weights), len(terms)), order="F")
    factors: dict = {}
    varies = np.zeros(len(terms), dtype=bool)
    for place, term in enumerate(terms):
        product = reduce(np.multiply, (_factor(raw, atom, factors) for atom in term.atoms))
        centred = product - weights @ product
        centred -= weights @ centred
        deviation = np.sqrt(weights @ centred**2)
        varies[place] = deviation > CONSTANT * np.sqrt(weights @ product**2)
        if varies[place]:
            Z[:, place] = centred / deviation
    kept = np.flatnonzero(varies)
    return Columns(Z[:, kept], tuple(terms[place] for place in kept))


def _factor(raw: Mapping[str, np.ndarray], atom, known: dict) -> np.ndarray:
    if atom not in known:
        column = raw[atom.variable]
        if atom.kind == "level":
            known[atom] = np.array([str(label) == atom.level for label in column], dtype=float)
        else:
            known[atom] = column.astype(float) ** atom.degree
    return known[atom]
