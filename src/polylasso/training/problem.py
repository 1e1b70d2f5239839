"""One set of training rows as a problem for solvers, and its solutions as models."""

from dataclasses import dataclass

import numpy as np

from polylasso.design import Design, TermColumns
from polylasso.encoding import Excluded, atom_exponent
from polylasso.errors import DataError
from polylasso.model import PolynomialModel
from polylasso.terms import Dictionary, Term, Variable
from polylasso.training.specification import Specification

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One set of training rows, ready to be solved.

    Parameters
    ----------
    variables : tuple of Variable
    excluded : tuple of Excluded
        Columns left out.
    dictionary : Dictionary
    index : ndarray of int
        Terms of the dictionary that vary on the rows: those that solvers see, by their number
        among themselves.
    columns : TermColumns
    design : Design
    weights : ndarray of shape (n_rows,)
        Of the rows of `columns`, summing to 1; zero for rows not trained on.
    factor : ndarray of shape (n_varying,)
        Penalty factors.
    specification : Specification
    """

    variables: tuple[Variable, ...]
    excluded: tuple[Excluded, ...]
    dictionary: Dictionary
    index: np.ndarray
    columns: TermColumns
    design: Design
    weights: np.ndarray
    factor: np.ndarray
    specification: Specification

    @property
    def n_constant(self) -> int:
        """Number of candidate terms that do not vary on the rows."""
        return self.dictionary.n_terms - len(self.index)

    def standardised(self, indices: np.ndarray) -> np.ndarray:
        """Omega^(1/2) Z at some terms, shape (n_rows, n_indices), in Fortran order."""
        chosen = self.columns.values[indices]
        if self.columns.centred:
            chosen -= (chosen @ self.weights)[:, None]
        chosen *= (self.columns.scale[indices] / self.design.scale[indices])[:, None]
        chosen *= np.sqrt(self.weights)
        return chosen.T

    def correlate(self, vectors: np.ndarray) -> np.ndarray:
        """Return Z' Omega^(1/2) v for every term that varies, from its own column.

        Parameters
        ----------
        vectors : ndarray of shape (n_rows,) or (n_rows, n_vectors)
            Without weighted mean if the model has an intercept.
        """
        ratio = self.columns.scale / self.design.scale
        roots = np.sqrt(self.weights)
        if vectors.ndim == 1:
            return ratio * (self.columns.values @ (roots * vectors))
        return ratio[:, None] * (self.columns.values @ (roots[:, None] * vectors))

    def terms(self, indices: np.ndarray) -> tuple[Term, ...]:
        """Return terms by their numbers among those that vary."""
        return tuple(self.dictionary.term(int(place)) for place in self.index[indices])

    def model(self, support: np.ndarray, coef: np.ndarray, target_name: str) -> PolynomialModel:
        """Return the model in raw units for coefficients of standardised terms.

        Raises
        ------
        DataError
            If a coefficient in raw units is outside the floating-point range.
        """
        terms = self.terms(support)
        scaled = coef / self.design.scale[support]
        return PolynomialModel(
            variables=self.variables,
            terms=terms,
            coef=self._raw(scaled, terms),
            intercept=self.intercept(support, coef),
            target_name=target_name,
            missing=self.specification.encoding.missing,
            unknown=self.specification.unknown,
            extrapolation=self.specification.extrapolation,
        )

    def find(self, terms: tuple[Term, ...]) -> np.ndarray:
        """Return the numbers of terms among those that vary; -1 for one that does not."""
        number = {int(place): k for k, place in enumerate(self.index)}
        places = [self.dictionary.index(term) for term in terms]
        return np.array([number.get(place, -1) for place in places], dtype=np.intp)

    def standardise(self, support: np.ndarray, raw_coef: np.ndarray) -> np.ndarray:
        """Return the coefficients of standardised terms for coefficients in raw units."""
        exponents = self.exponents(self.terms(support))
        return np.ldexp(raw_coef, exponents) * self.design.scale[support]

    def intercept(self, support: np.ndarray, coef: np.ndarray) -> float:
        """Return the intercept that goes with coefficients of standardised terms."""
        scaled = coef / self.design.scale[support]
        return float(self.design.target_mean - scaled @ self.design.mean[support])

    def _raw(self, scaled: np.ndarray, terms: tuple[Term, ...]) -> np.ndarray:
        raw = np.ldexp(scaled, -self.exponents(terms))
        broken = ~np.isfinite(raw) | ((raw == 0) & (scaled != 0))
        if broken.any():
            term = terms[int(np.argmax(broken))]
            raise DataError(
                f"the coefficient of {term} is outside the floating-point range; "
                f"rescale column {term.variables[0]!r} (divide it by a power of ten)"
            )
        return raw

    def exponents(self, terms: tuple[Term, ...]) -> np.ndarray:
        """Return e such that a raw term is 2**e times the term made of scaled atoms."""
        variables = {variable.name: variable for variable in self.variables}
        return np.array(
            [sum(atom_exponent(a, variables[a.variable]) for a in term.atoms) for term in terms],
            dtype=int,
        )
