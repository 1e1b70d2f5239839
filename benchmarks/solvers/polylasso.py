"""polylasso: `polynomial_lasso_path` on the raw columns."""

import time
from typing import ClassVar

import numpy as np
from scipy.sparse import csc_array

from benchmarks.monomials import find
from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Candidates, Task

__all__ = ["Polylasso"]


class Polylasso:
    """The exact path."""

    environment: ClassVar[str | None] = "polylasso"
    packages: ClassVar[tuple[str, ...]] = ("polylasso", "numpy", "scipy")

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return the default: it is exact whatever is asked for."""
        return Ladder((1e-9,), start=0)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        from polylasso import polynomial_lasso_path

        task = self._task
        path = polynomial_lasso_path(
            task.X, task.y, degree=task.degree, alphas=task.alphas, tol=tolerance
        )
        notes = {"passes": path.n_passes, "reported_gap": float(path.gaps.max())}
        return Outcome(
            lambda candidates: _place(path.terms, path.coef, task, candidates),
            self._expansion_seconds,
            notes=notes,
        )

    def _expansion_seconds(self) -> float:
        """Return the time of what comes before the first step of the path, which `run` includes."""
        from polylasso.sources.frames import to_table
        from polylasso.training import Specification, build_problem

        task, started = self._task, time.perf_counter()
        specification = Specification(degree=task.degree)
        build_problem(to_table(task.X), task.y, np.ones(len(task.y)), specification)
        return time.perf_counter() - started


def _place(terms: tuple, coef: csc_array, task: Task, candidates: Candidates) -> csc_array:
    """Put coefficients at the places of their terms among the candidates."""
    n_inputs = task.X.shape[1]
    factors = np.full((len(terms), task.degree), n_inputs, dtype=np.int32)
    for row, term in zip(factors, terms, strict=True):
        inputs = sorted(int(atom.variable[1:]) for atom in term.atoms for _ in range(atom.degree))
        row[: len(inputs)] = inputs
    entries = coef.tocoo()
    rows = find(factors, candidates.terms, n_inputs)[entries.row]
    return csc_array((entries.data, (rows, entries.col)), (candidates.n_terms, coef.shape[1]))
