"""Problems made narrower: of fewer columns, or of the terms of a solution, by their size."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from polylasso.solvers import Solution
from polylasso.sources.table import Table
from polylasso.training.problem import Problem
from polylasso.training.specification import Specification

__all__ = ["LOCKED", "restricted", "reweighted", "with_columns"]

# Penalty factor of a term that may not enter: no gradient reaches its threshold.
LOCKED = 1e200
# No term is penalised more than this many times as much as the largest.
MOST = 50.0


def reweighted(problem: Problem, solution: Solution) -> Problem:
    """Return the adaptive lasso of the terms of a solution (Zou, 2006).

    Each term is penalised by the inverse of its size in the least-squares refit of the solution,
    so that what is large is shrunk little and what is small leaves soon. Other terms stay out,
    but for those without penalty.

    Parameters
    ----------
    problem : Problem
    solution : Solution
        With one term at least.
    """
    size = np.abs(solution.refit)
    largest = size.max()
    weight = largest / np.maximum(size, largest / MOST)
    factor = np.where(problem.factor == 0.0, 0.0, LOCKED)
    factor[solution.support] = weight * problem.factor[solution.support]
    return replace(problem, factor=factor)


def with_columns(table: Table, names: Collection[str]) -> Table:
    """Return the table of some columns, in their order in the table."""
    return Table(tuple(c for c in table.columns if c.name in names), table.n_rows)


def restricted(specification: Specification, names: Collection[str]) -> Specification:
    """Return what a specification says of some columns."""

    def within(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in pairs if set(pair) <= set(names))

    encoding = specification.encoding
    own = replace(
        encoding,
        categorical=tuple(name for name in encoding.categorical if name in names),
        transform={name: how for name, how in encoding.transform.items() if name in names},
        degrees={name: most for name, most in encoding.degrees.items() if name in names},
    )
    return replace(
        specification,
        encoding=own,
        forbidden_pairs=within(specification.forbidden_pairs),
        required_pairs=within(specification.required_pairs),
    )
