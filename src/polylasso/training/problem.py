"""One set of training rows as a problem for solvers, and its solutions as models."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np

from polylasso.design import Columns, Design, SharedPasses, TermColumns
from polylasso.encoding import Excluded, atom_exponent
from polylasso.errors import DataError
from polylasso.model import PolynomialModel
from polylasso.terms import Dictionary, Term, Variable
from polylasso.threads import single_thread, threads_worth
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
        Terms of the dictionary that solvers see, by their number among themselves: those that
        vary on the rows, or all of them where the columns are implicit.
    columns : Columns
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
    columns: Columns
    design: Design
    weights: np.ndarray
    factor: np.ndarray
    specification: Specification

    @property
    def n_constant(self) -> int:
        """Number of candidate terms that do not vary on the rows."""
        unseen = self.dictionary.n_terms - len(self.index)
        return unseen + int(np.count_nonzero(self.columns.constant))

    @property
    def storage(self) -> str:
        """How the term columns are held: "stored", as their "moments", or "implicit"."""
        if self.design.has_gram:
            return "moments"
        return "stored" if isinstance(self.columns, TermColumns) else "implicit"

    def threads(self) -> AbstractContextManager[None]:
        """Let linear algebra inside the block have the threads that its work is worth."""
        if self.storage == "implicit":
            return single_thread()  # passes have threads of their own
        return threads_worth(float(len(self.index)) ** 2 * len(self.weights))

    @property
    def shares_passes(self) -> bool:
        """Whether full passes may be shared with problems of the same columns."""
        return isinstance(self.columns, SharedPasses)

    def attending(self) -> AbstractContextManager[None]:
        """Let full passes inside the block wait for those of other problems, and be shared."""
        return self.columns.attending() if self.shares_passes else nullcontext()

    def standardised(self, indices: np.ndarray) -> np.ndarray:
        """Omega^(1/2) Z at some terms, shape (n_rows, n_indices), in Fortran order."""
        chosen = self.columns.rows(indices)
        if self.columns.centred:
            chosen -= (chosen @ self.weights)[:, None]
        chosen *= (self.columns.scales(indices) / self.design.scales(indices))[:, None]
        chosen *= np.sqrt(self.weights)
        return chosen.T

    def correlate(self, vectors: np.ndarray) -> np.ndarray:
        """Return v' Omega^(1/2) Z for every term, shape (n_vectors, n_terms).

        Parameters
        ----------
        vectors : ndarray of shape (n_vectors, n_rows)
            Without weighted mean if the model has an intercept.
        """
        everything = slice(None)
        result = self.columns.project(np.sqrt(self.weights) * vectors)
        result *= self.columns.scales(everything) / self.design.scales(everything)
        return result

    def terms(self, indices: np.ndarray) -> tuple[Term, ...]:
        """Return terms by their numbers among those that vary."""
        return self.dictionary.terms(self.index[indices])

    def model(self, support: np.ndarray, coef: np.ndarray, target_name: str) -> PolynomialModel:
        """Return the model in raw units for coefficients of standardised terms.

        Raises
        ------
        DataError
            If a coefficient in raw units is outside the floating-point range.
        """
        terms = self.terms(support)
        scaled = coef / self.design.scales(support)
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
        places = np.array([self.dictionary.index(term) for term in terms], dtype=np.intp)
        numbers = np.minimum(np.searchsorted(self.index, places), len(self.index) - 1)
        return np.where(self.index[numbers] == places, numbers, -1)

    def standardise(self, support: np.ndarray, raw_coef: np.ndarray) -> np.ndarray:
        """Return the coefficients of standardised terms for coefficients in raw units."""
        exponents = self.exponents(self.terms(support))
        return np.ldexp(raw_coef, exponents) * self.design.scales(support)

    def intercept(self, support: np.ndarray, coef: np.ndarray) -> float:
        """Return the intercept that goes with coefficients of standardised terms."""
        scaled = coef / self.design.scales(support)
        return float(self.design.target_mean - scaled @ self.design.means(support))

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
        atoms = {id(atom): atom for term in terms for atom in term.atoms}  # quicker than by value
        known = {key: atom_exponent(a, variables[a.variable]) for key, a in atoms.items()}
        return np.array([sum(known[id(a)] for a in term.atoms) for term in terms], dtype=int)
