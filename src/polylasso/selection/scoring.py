"""Errors on the rows held out of a fold, for the lasso, its refit and the middle of both."""

from dataclasses import dataclass

import numpy as np

from polylasso.encoding import encode
from polylasso.model import beyond_range, term_values
from polylasso.solvers import Solution
from polylasso.sources.table import Table
from polylasso.training import Problem

__all__ = ["BLENDS", "Fold", "Scorer", "standard_error"]

# Shares of the lasso in its blend with the unpenalised refit (Meinshausen, Relaxed lasso, 2007;
# the blend of Hastie, Tibshirani and Tibshirani, 2020).
BLENDS = (1.0, 0.5, 0.0)
# A refit of more terms than this share of the rows is not tried.
REFIT_SHARE = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Rows held out of one problem.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
    n_train : int
        Number of rows trained on.
    target_range : tuple of (float, float)
        Least and largest value of the target on them.
    """

    table: Table
    target: np.ndarray
    weights: np.ndarray
    n_train: int
    target_range: tuple[float, float]

    @classmethod
    def of(
        cls,
        table: Table,
        target: np.ndarray,
        weights: np.ndarray,
        train: np.ndarray,
        test: np.ndarray | None = None,
    ) -> "Fold":
        """Hold out rows, by a mask: all that are not trained on unless there is one."""
        held = ~train if test is None else test
        known = target[train]
        ends = float(known.min()), float(known.max())
        return cls(table.take(held), target[held], weights[held], len(known), ends)


def standard_error(values: np.ndarray) -> float:
    """Return the standard error of a mean over folds; zero for one fold."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0


class Scorer:
    """Errors of one fold on the rows held out; values of terms are kept once computed."""

    def __init__(self, problem: Problem, fold: Fold):
        self._problem = problem
        self._fold = fold
        specification = problem.specification
        self._encoded = encode(
            fold.table, problem.variables, specification.encoding.missing, "baseline"
        )
        self._policy = beyond_range(specification.extrapolation)
        self._holds = specification.extrapolation == "hold"
        self._position: dict[int, int] = {}
        self._values = np.empty((0, len(fold.target)))

    def errors(self, solutions: list[Solution]) -> np.ndarray:
        """Return weighted mean squared errors, shape (n_blends, n_solutions)."""
        self._evaluate(solutions)
        lasso = self._predict(solutions, [s.coef for s in solutions])
        refit = self._predict(solutions, [s.refit for s in solutions])
        weights = self._fold.weights / self._fold.weights.sum()
        errors = np.empty((len(BLENDS), len(solutions)))
        for row, share in zip(errors, BLENDS, strict=True):
            blended = share * lasso + (1.0 - share) * refit if share < 1.0 else lasso
            if self._holds:
                blended = np.clip(blended, *self._fold.target_range)
            row[:] = (blended - self._fold.target) ** 2 @ weights
        crowded = [len(s.support) > REFIT_SHARE * self._fold.n_train for s in solutions]
        errors[1:, crowded] = np.inf
        return errors

    def _evaluate(self, solutions: list[Solution]) -> None:
        wanted = {int(index) for solution in solutions for index in solution.support}
        fresh = np.array(sorted(wanted - self._position.keys()), dtype=np.intp)
        if fresh.size == 0:
            return
        problem = self._problem
        products = term_values(self._encoded, problem.variables, problem.terms(fresh), self._policy)
        products -= problem.design.means(fresh)[:, None]
        products /= problem.design.scales(fresh)[:, None]
        self._position.update(
            zip(
                fresh.tolist(),
                range(len(self._values), len(self._values) + len(fresh)),
                strict=True,
            )
        )
        self._values = np.concatenate([self._values, products])

    def _predict(self, solutions: list[Solution], coefs: list[np.ndarray]) -> np.ndarray:
        dense = np.zeros((len(solutions), len(self._values)))
        for row, solution, coef in zip(dense, solutions, coefs, strict=True):
            row[[self._position[int(index)] for index in solution.support]] = coef
        return self._problem.design.target_mean + dense @ self._values
