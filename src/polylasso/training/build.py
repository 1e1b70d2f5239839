"""From a table to problems: that of all rows, one per fold, and one per resample."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from polylasso.design import (
    ColumnDesign,
    Columns,
    Design,
    SharedPasses,
    TermColumns,
    expand,
    implicit_designs,
    moment_designs,
    stored_designs,
)
from polylasso.encoding import Excluded, atom_values, encode, learn_variables
from polylasso.model import beyond_range
from polylasso.sources.table import Table
from polylasso.terms import ORTHOGONAL, Dictionary, Term, Variable
from polylasso.threads import single_thread, threads_worth
from polylasso.training.implicit import form_implicit
from polylasso.training.narrowing import restricted, with_columns
from polylasso.training.problem import Problem
from polylasso.training.shape import (
    forbidden_pairs,
    free_terms,
    named_factors,
    penalty_factors,
    present,
)
from polylasso.training.specification import Specification
from polylasso.training.storage import MOMENT_ENTRIES, choose_storage

__all__ = ["build_narrowed", "build_problem", "build_problems", "build_resampled"]

# Second moments of all terms pay where rows are not few beside terms; where they are more than
# half as many, only if forming them is quick.
TERMS_PER_ROW, QUICK = 4, 2e9
# Problems of fewer entries do not share full passes: waiting for each other would take longer.
WORTH_SHARING = 1e8


def build_problem(
    table: Table, target: np.ndarray, weights: np.ndarray, specification: Specification
) -> Problem:
    """Build the problem of all rows (all weights positive)."""
    return build_problems(table, target, weights, _no_folds(table), specification)[0]


def build_problems(
    table: Table,
    target: np.ndarray,
    weights: np.ndarray,
    trains: np.ndarray,
    specification: Specification,
) -> list[Problem]:
    """Build the problem of all rows, then one per fold.

    Where the term columns do not depend on what is learnt from the rows, the folds share them:
    moments under the fold's own weights are all that is learnt. Otherwise every fold learns its
    ranges and means from its own rows.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
        Weights are positive.
    trains : ndarray of bool, shape (n_folds, n_rows)
    specification : Specification
    """
    whole = _prepare(table, weights, specification)
    shared = _folds_share_columns(whole)
    storage = choose_storage(whole.dictionary, table.n_rows, len(trains), shared, specification)
    whole = replace(whole, specification=replace(specification, storage=storage))
    n_terms = whole.dictionary.n_terms
    # Implicit columns have threads of their own.
    work = float(n_terms) * n_terms * table.n_rows
    with threads_worth(work) if storage == "stored" else single_thread():
        if shared:
            return whole.problems(table, target, weights, trains)
        problems = whole.problems(table, target, weights, _no_folds(table))
        for train in trains:
            rows = np.flatnonzero(train)
            own = table.take(rows)
            part = _prepare(own, weights[rows], whole.specification, whole)
            problems += part.problems(own, target[rows], weights[rows], _no_folds(own))
    return problems


def build_narrowed(
    table: Table,
    target: np.ndarray,
    weights: np.ndarray,
    trains: np.ndarray,
    specification: Specification,
    columns: Sequence[Collection[str]],
) -> list[Problem]:
    """Build the problem of all rows, then one per fold, each of its own rows and columns.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
        Weights are positive.
    trains : ndarray of bool, shape (n_folds, n_rows)
    specification : Specification
    columns : sequence of collection of str
        Names of the columns of each problem, that of all rows first.
    """
    problems: list[Problem] = []
    whole = None
    for train, names in zip([np.ones(len(target), bool), *trains], columns, strict=True):
        rows = np.flatnonzero(train)
        own = with_columns(table.take(rows), names)
        part = _prepare(own, weights[rows], restricted(specification, names), whole)
        if whole is None:
            storage = choose_storage(
                part.dictionary, table.n_rows, len(trains), False, specification
            )
            specification = replace(specification, storage=storage)
            whole = part = replace(part, specification=restricted(specification, names))
        with single_thread():
            problems += part.problems(own, target[rows], weights[rows], _no_folds(own))
    return problems


def build_resampled(
    table: Table,
    target: np.ndarray,
    weights: np.ndarray,
    counts: Iterable[np.ndarray],
    specification: Specification,
) -> Iterator[Problem]:
    """Build the problem of each resample, of the rows that it drew.

    Everything is learnt anew; terms that are named are passed over where a resample cannot form
    them, as in a fold.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
        Weights are positive.
    counts : iterable of ndarray of int, shape (n_rows,)
        How often each resample drew each row, which is as many times its weight.
    specification : Specification
        With a storage other than "auto".
    """
    whole = _prepare(table, weights, specification)
    for drawn in counts:
        rows = np.flatnonzero(drawn)
        own, own_weights = table.take(rows), drawn[rows] * weights[rows]
        part = _prepare(own, own_weights, specification, whole)
        yield part.problems(own, target[rows], own_weights, _no_folds(own))[0]


def _folds_share_columns(whole: "_Prepared") -> bool:
    """Whether no ranges matter (powers, no clamping to them) and no missing value is filled."""
    specification = whole.specification
    kinds = {atom.kind for term in whole.free for atom in term.atoms} | {specification.basis}
    is_learnt = not kinds.isdisjoint(ORTHOGONAL)
    clamps = beyond_range(specification.extrapolation) != "extend"
    return not (is_learnt or clamps) and not any(variable.missing for variable in whole.variables)


def _no_folds(table: Table) -> np.ndarray:
    return np.ones((0, table.n_rows), dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    variables: tuple[Variable, ...]
    excluded: tuple[Excluded, ...]
    dictionary: Dictionary
    free: tuple[Term, ...]
    named: dict[Term, float]
    specification: Specification

    def problems(
        self, table: Table, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
    ) -> list[Problem]:
        columns, index, designs = (
            self._implicit(table, target, weights, trains)
            if self.specification.storage == "implicit"
            else self._stored(table, target, weights, trains)
        )
        factor = penalty_factors(self.dictionary, self.free, self.named, self.specification)
        factor = factor[index] if len(index) < len(factor) else factor
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

    def _stored(
        self, table: Table, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
    ) -> tuple[Columns, np.ndarray, list[Design]]:
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
        return columns, index, _designs(columns, target, weights, trains)

    def _implicit(
        self, table: Table, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
    ) -> tuple[Columns, np.ndarray, list[Design]]:
        encoded = encode(table, self.variables, self.specification.encoding.missing)
        index = np.arange(self.dictionary.n_terms, dtype=np.int32)
        shared = len(trains) > 0 and float(len(index)) * table.n_rows >= WORTH_SHARING
        columns = form_implicit(
            encoded,
            self.variables,
            self.dictionary,
            weights / weights.sum(),
            trains if shared else trains[:0],
            self.specification.fit_intercept,
        )
        seen = SharedPasses(columns) if shared else columns
        return seen, index, implicit_designs(columns, seen, target, weights, trains)


def _prepare(
    table: Table,
    weights: np.ndarray,
    specification: Specification,
    whole: _Prepared | None = None,
) -> _Prepared:
    """Learn variables and shape the dictionary: of all rows, or of a fold of them."""
    encoding = replace(specification.encoding, moments=_has_hermite(specification))
    learned = learn_variables(table, weights, encoding)
    variables = learned.variables
    free = free_terms(variables, specification) if whole is None else present(whole.free, variables)
    dictionary = Dictionary(
        variables,
        specification.degree,
        specification.max_interaction,
        specification.basis,
        forbidden_pairs(table, variables, specification),
        free,
        specification.truncation,
    )
    named = named_factors(dictionary, specification) if whole is None else whole.named
    return _Prepared(variables, learned.excluded, dictionary, free, named, specification)


def _has_hermite(specification: Specification) -> bool:
    named = any("hermite(" in label for label in specification.keep)
    return specification.basis == "hermite" or named


def _designs(
    columns: TermColumns, target: np.ndarray, weights: np.ndarray, trains: np.ndarray
) -> list[Design]:
    n_terms, n_rows = columns.values.shape
    n_segments = len(np.unique(trains, axis=1).T) if len(trains) else 0
    entries = (n_segments + 1) * n_terms * n_terms
    if n_segments and entries <= MOMENT_ENTRIES and _moments_pay(n_terms, n_rows):
        return moment_designs(columns, target, weights, trains)
    whole = ColumnDesign(columns, target, weights / weights.sum())
    if len(trains) == 0:
        return [whole]
    masks = trains * weights
    folds = stored_designs(columns, target, masks / masks.sum(axis=1, keepdims=True))
    return [whole, *folds]


def _moments_pay(n_terms: int, n_rows: int) -> bool:
    is_quick = float(n_terms) * n_terms * n_rows <= QUICK
    return 2 * n_terms <= n_rows or (is_quick and n_terms <= TERMS_PER_ROW * n_rows)
