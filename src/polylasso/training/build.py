"""From a table to problems: that of all rows, and one per fold."""

from dataclasses import dataclass

import numpy as np

from polylasso.design import Design, TermColumns, expand, moment_designs, stored_designs
from polylasso.encoding import Excluded, atom_values, encode, learn_variables
from polylasso.memory import check_need
from polylasso.sources.table import Table
from polylasso.terms import Dictionary, Term, Variable
from polylasso.training.problem import Problem
from polylasso.training.shape import forbidden_pairs, free_terms, penalty_factors
from polylasso.training.specification import Specification

__all__ = ["build_problem", "build_problems"]

# Up to this many terms the second moments of all of them are formed once and for all folds.
MOMENT_TERMS = 3000


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
        free = free_terms(learned.variables, specification)
        dictionary = Dictionary(
            learned.variables,
            specification.degree,
            specification.max_interaction,
            specification.basis,
            forbidden_pairs(table, learned.variables, specification),
            free,
        )
        return cls(learned.variables, learned.excluded, dictionary, frozenset(free), specification)

    def problems(
        self, table: Table, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
    ) -> list[Problem]:
        encoded = encode(table, self.variables, self.specification.encoding.missing)
        by_name = {variable.name: variable for variable in self.variables}
        atoms = atom_values(encoded, by_name, self.dictionary.atoms)
        columns = expand(
            atoms,
            self.dictionary.table(),
            weights / weights.sum(),
            self.specification.fit_intercept,
        )
        columns, index = columns.varying()
        designs = _designs(columns, target, weights, trains)
        factor = penalty_factors(self.dictionary, self.free, self.specification)[index]
        masks = np.vstack([np.ones(len(target), bool), trains])
        return [
            Problem(
                self.variables,
                self.excluded,
                self.dictionary,
                index,
                columns,
                design,
                weights * mask / (weights * mask).sum(),
                factor,
                self.specification,
            )
            for design, mask in zip(designs, masks, strict=True)
        ]


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
