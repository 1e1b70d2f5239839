"""From a table to problems that solvers can solve, and from their solutions back to models."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from polylasso.design import Design, TermColumns, expand, moment_designs, stored_designs
from polylasso.encoding import (
    EncodingOptions,
    Excluded,
    atom_exponent,
    atom_values,
    encode,
    learn_variables,
)
from polylasso.errors import DataError, TermSyntaxError
from polylasso.memory import check_need
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table
from polylasso.terms import Dictionary, Term, Variable, atoms_of

__all__ = ["Problem", "Specification", "build_problem", "build_problems"]

# Up to this many terms the second moments of all of them are formed once and for all folds.
MOMENT_TERMS = 3000


@dataclass(frozen=True, slots=True)
class Specification:
    """What is searched: the shape of the dictionary, the penalty, and how columns are read.

    Parameters
    ----------
    degree, max_interaction, basis
        As in `Dictionary`.
    encoding : EncodingOptions
    forbidden_pairs, required_pairs : tuple of pairs of str
        Columns that never share a term; columns whose product is always in the model.
    keep : tuple of str
        Names of terms that are always in the model, without penalty.
    penalty_factor : mapping of str to float, or callable of Term, or None
        Factors other than 1.
    unknown, extrapolation : str
        As in `PolynomialModel`.
    memory_limit : float or None
        Bytes allowed for the term columns; None is half of what is free.
    """

    degree: int = 2
    max_interaction: int | None = None
    basis: str = "power"
    encoding: EncodingOptions = field(default_factory=EncodingOptions)
    forbidden_pairs: tuple[tuple[str, str], ...] = ()
    required_pairs: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    penalty_factor: Mapping[str, float] | Callable[[Term], float] | None = None
    unknown: str = "error"
    extrapolation: str = "extend"
    memory_limit: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One set of training rows, ready to be solved.

    Parameters
    ----------
    variables : tuple of Variable
    excluded : tuple of Excluded
        Columns left out.
    dictionary : Dictionary
    columns : TermColumns
    design : Design
    weights : ndarray of shape (n_rows,)
        Of the rows of `columns`, summing to 1; zero for rows not trained on.
    factor : ndarray of shape (n_terms,)
        Penalty factors.
    specification : Specification
    """

    variables: tuple[Variable, ...]
    excluded: tuple[Excluded, ...]
    dictionary: Dictionary
    columns: TermColumns
    design: Design
    weights: np.ndarray
    factor: np.ndarray
    specification: Specification

    def standardised(self, indices: np.ndarray) -> np.ndarray:
        """Omega^(1/2) Z at some terms, shape (n_rows, n_indices), in Fortran order."""
        chosen = self.columns.values[indices]
        chosen -= (chosen @ self.weights)[:, None]
        chosen *= (self.columns.scale[indices] / self.design.scale[indices])[:, None]
        chosen *= np.sqrt(self.weights)
        return chosen.T

    def terms(self, indices: np.ndarray) -> tuple[Term, ...]:
        """Return terms by their indices."""
        return tuple(self.dictionary.term(int(index)) for index in indices)

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


def build_problem(
    table: Table, target: np.ndarray, weights: np.ndarray, specification: Specification
) -> Problem:
    """Build the problem of all rows (all weights positive)."""
    return build_problems(table, target, weights, np.ones((0, len(target)), bool), specification)[0]


def build_problems(
    table: Table,
    target: np.ndarray,
    weights: np.ndarray,
    trains: np.ndarray,
    specification: Specification,
) -> list[Problem]:
    """Build the problem of all rows, then one per fold.

    Where the term columns do not depend on what is learnt from the rows (powers, no missing
    values to fill), the folds share them: moments under the fold's own weights are all that is
    learnt. Otherwise every fold learns its ranges and means from its own rows.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
        Weights are positive.
    trains : ndarray of bool, shape (n_folds, n_rows)
    specification : Specification
    """
    whole = _Prepared.of(table, weights, specification)
    shared = specification.basis == "power" and not any(v.missing for v in whole.variables)
    copies = 1 if shared else 1 + len(trains)
    n_terms = whole.dictionary.n_terms
    check_need(n_terms, copies * _bytes(n_terms, table.n_rows, len(trains)), specification.memory_limit)
    if shared:
        return whole.problems(table, target, weights, trains)
    problems = whole.problems(table, target, weights, trains[:0])
    for train in trains:
        rows = np.flatnonzero(train)
        part = _Prepared.of(table.take(rows), weights[rows], specification)
        problems += part.problems(table.take(rows), target[rows], weights[rows], trains[:0])
    return problems


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    variables: tuple[Variable, ...]
    excluded: tuple[Excluded, ...]
    dictionary: Dictionary
    free: frozenset[Term]
    specification: Specification

    @classmethod
    def of(cls, table: Table, weights: np.ndarray, specification: Specification) -> "_Prepared":
        learned = learn_variables(table, weights, specification.encoding)
        free = _free_terms(learned.variables, specification)
        dictionary = Dictionary(
            learned.variables,
            specification.degree,
            specification.max_interaction,
            specification.basis,
            _forbidden(table, learned.variables, specification),
            free,
        )
        return cls(learned.variables, learned.excluded, dictionary, frozenset(free), specification)

    def problems(
        self, table: Table, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
    ) -> list[Problem]:
        encoded = encode(table, self.variables, self.specification.encoding.missing)
        by_name = {variable.name: variable for variable in self.variables}
        atoms = atom_values(encoded, by_name, self.dictionary.atoms)
        columns = expand(atoms, self.dictionary.table(), weights / weights.sum())
        designs = _designs(columns, target, weights, trains)
        factor = self._factor()
        masks = np.vstack([np.ones(len(target), bool), trains])
        return [
            Problem(
                self.variables,
                self.excluded,
                self.dictionary,
                columns,
                design,
                weights * mask / (weights * mask).sum(),
                factor,
                self.specification,
            )
            for design, mask in zip(designs, masks, strict=True)
        ]

    def _factor(self) -> np.ndarray:
        given = self.specification.penalty_factor
        if callable(given):
            terms = self.dictionary.term
            factor = np.array([given(terms(i)) for i in range(self.dictionary.n_terms)], float)
        else:
            factor = np.ones(self.dictionary.n_terms)
            for label, value in (given or {}).items():
                factor[_index(self.dictionary, label, "penalty_factor")] = value
        for term in self.free:
            factor[self.dictionary.index(term)] = 0.0
        if not (np.isfinite(factor).all() and (factor >= 0).all()):
            raise ValueError("penalty_factor must be finite and not negative")
        return factor


def _designs(
    columns: TermColumns, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
) -> list[Design]:
    n_terms, n_rows = columns.values.shape
    if len(trains) and n_terms <= min(MOMENT_TERMS, 4 * n_rows):
        patterns = len(np.unique(trains, axis=1).T)
        if patterns <= 2 * len(trains):
            return moment_designs(columns, target, weights, trains)
    masks = np.vstack([np.ones(n_rows), trains]) * weights
    return stored_designs(columns, target, masks / masks.sum(axis=1, keepdims=True))


def _bytes(n_terms: int, n_rows: int, n_folds: int) -> int:
    """Bytes of the term columns, of the moments, and of the largest working set."""
    moments = n_terms * n_terms * (n_folds + 1) if n_folds and n_terms <= MOMENT_TERMS else 0
    return 8 * (n_terms * n_rows + moments + 30 * n_terms)


def _index(dictionary: Dictionary, label: str, option: str) -> int:
    try:
        return dictionary.index(Term.parse(label))
    except (KeyError, TermSyntaxError) as error:
        raise DataError(
            f"{option} names {label!r}, which is not a term of this dictionary ({error})"
        ) from None


def _free_terms(variables: tuple[Variable, ...], specification: Specification) -> tuple[Term, ...]:
    """Terms that are always kept: those named, and the simplest products of required pairs."""
    names = {variable.name for variable in variables}
    kept = []
    for label in specification.keep:
        term = Term.parse(label)
        unknown = set(term.variables) - names
        if unknown:
            raise DataError(
                f"keep names the term {label!r}, but {unknown.pop()!r} is not a column in use"
            )
        kept.append(term)
    by_name = {variable.name: variable for variable in variables}
    for pair in specification.required_pairs:
        _check_pair(pair, names, "required_pairs")
        choices = [atoms_of(by_name[name], 1, specification.basis) for name in pair]
        kept += [Term(atoms) for atoms in product(*choices)]
    return tuple(dict.fromkeys(kept))


def _check_pair(pair: tuple[str, str], names: set[str], option: str) -> None:
    unknown = [name for name in pair if name not in names]
    if len(pair) != 2 or pair[0] == pair[1]:
        raise DataError(f"{option} holds {pair!r}; pass pairs of two different columns")
    if unknown:
        raise DataError(f"{option} names {unknown[0]!r}, which is not a column in use")


def _forbidden(
    table: Table, variables: tuple[Variable, ...], specification: Specification
) -> frozenset[frozenset[str]]:
    used = set(table.names)
    for pair in specification.forbidden_pairs:
        _check_pair(pair, used, "forbidden_pairs")
    asked = {frozenset(pair) for pair in specification.forbidden_pairs}
    return frozenset(asked | _exclusive_pairs(table, variables))


def _exclusive_pairs(table: Table, variables: tuple[Variable, ...]) -> set[frozenset[str]]:
    """Pairs of 0/1 columns that are never both 1: their product is zero in every row."""
    dummies = [
        v.name
        for v in variables
        if v.kind == "binary" and v.lower == 0 and v.transforms == ("identity",) and not v.missing
    ]
    if len(dummies) < 2:
        return set()
    ones = np.array([table.column(name).values != 0 for name in dummies], dtype=np.float32)
    never = np.argwhere(np.triu(ones @ ones.T == 0, 1))
    return {frozenset((dummies[i], dummies[j])) for i, j in never}
