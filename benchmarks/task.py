"""What solvers and the objective get of a problem, in memory and as files."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.chunks import moments
from benchmarks.monomials import find, monomials
from benchmarks.problems.problem import Problem

__all__ = ["Candidates", "Prepared", "Task", "load_candidates", "load_task"]

N_ALPHAS = 100
# Rows and inputs of the problem to warm up with.
FEW_ROWS, FEW_INPUTS = 200, 6


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What a solver gets.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
        Raw columns that are distinct and not constant, in Fortran order.
    y : ndarray of shape (n_rows,)
    degree : int
    alphas : ndarray of shape (n_alphas,)
        Decreasing from the smallest at which no term is in.
    kept : ndarray of int or None
        Places of the candidates among the columns of PolynomialFeatures without bias; None if
        they are all of them.
    """

    X: np.ndarray
    y: np.ndarray
    degree: int
    alphas: np.ndarray
    kept: np.ndarray | None

    def small(self) -> "Task":
        """Return a little problem of the same degree that any solver ends at once, to warm up."""
        draw = np.random.default_rng(0).standard_normal
        inputs = min(self.X.shape[1], FEW_INPUTS)
        return Prepared.of(Problem(draw((FEW_ROWS, inputs)), draw(FEW_ROWS), self.degree)).task


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The terms that vary, and what their columns are standardised by.

    Parameters
    ----------
    terms : ndarray of int, shape (n_terms, degree)
        As in `benchmarks.monomials`.
    mean, deviation : ndarray of shape (n_terms,)
    """

    terms: np.ndarray
    mean: np.ndarray
    deviation: np.ndarray

    @property
    def n_terms(self) -> int:
        """Number of candidate terms."""
        return len(self.terms)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A problem made ready, which is not timed."""

    task: Task
    candidates: Candidates

    @classmethod
    def of(cls, problem: Problem) -> "Prepared":
        """List the candidates of a problem, leave out the constant ones, and lay the grid."""
        X = np.asfortranarray(_distinct(problem.X))
        two_valued = np.array([len(np.unique(column)) == 2 for column in X.T])
        listed = monomials(X.shape[1], problem.degree, two_valued)
        found = moments(X, problem.y, listed)
        varies = found.deviation > 0
        alphas = np.abs(found.product).max() * np.geomspace(1.0, problem.eps, N_ALPHAS)
        terms = listed if varies.all() else listed[varies]
        task = Task(X, problem.y, problem.degree, alphas, _kept(terms, X.shape[1]))
        return cls(task, Candidates(terms, found.mean[varies], found.deviation[varies]))

    def save(self, folder: Path) -> None:
        """Write two files, as a solver needs only one."""
        task, candidates = self.task, self.candidates
        kept = {} if task.kept is None else {"kept": task.kept}
        np.savez(
            folder / "task.npz", X=task.X, y=task.y, degree=task.degree, alphas=task.alphas, **kept
        )
        np.savez(
            folder / "candidates.npz",
            terms=candidates.terms,
            mean=candidates.mean,
            deviation=candidates.deviation,
        )


def load_task(folder: Path) -> Task:
    """Read what `Prepared.save` wrote for solvers."""
    with np.load(folder / "task.npz") as saved:
        kept = saved["kept"] if "kept" in saved.files else None
        return Task(saved["X"], saved["y"], int(saved["degree"]), saved["alphas"], kept)


def load_candidates(folder: Path) -> Candidates:
    """Read what `Prepared.save` wrote for the objective."""
    with np.load(folder / "candidates.npz") as saved:
        return Candidates(saved["terms"], saved["mean"], saved["deviation"])


def _distinct(X: np.ndarray) -> np.ndarray:
    """Return the columns that are not constant and equal to no earlier one."""
    seen: dict[bytes, int] = {}
    for place, column in enumerate(X.T):
        if column.min() < column.max():
            seen.setdefault(np.ascontiguousarray(column).tobytes(), place)
    return X[:, list(seen.values())]


def _kept(terms: np.ndarray, n_inputs: int) -> np.ndarray | None:
    listed = monomials(n_inputs, terms.shape[1])
    return None if len(listed) == len(terms) else find(terms, listed, n_inputs)
