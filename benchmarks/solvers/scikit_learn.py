"""scikit-learn: `lasso_path`, coordinate descent that is warm-started along the grid."""

from typing import ClassVar

from benchmarks.solvers.columnwise import ladder_below, solve_columns
from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Task

__all__ = ["ScikitLearn"]

# The tolerance shall end the search, not the number of sweeps.
MAX_ITER = 1_000_000_000


class ScikitLearn:
    """Its tolerance bounds the gap by the product with y'y, twice the objective at zero."""

    environment: ClassVar[str | None] = "polylasso"
    packages: ClassVar[tuple[str, ...]] = ("scikit-learn", "numpy", "scipy")

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return tolerances around the one that guarantees the gap but for rounding."""
        return Ladder(ladder_below(target, 1e3, 1e2, 1e1, 2.0, 0.5, 0.05, 0.005), start=3)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        from sklearn.linear_model import lasso_path

        def solve(Z, y):
            return lasso_path(Z, y, alphas=self._task.alphas, tol=tolerance, max_iter=MAX_ITER)[1]

        return solve_columns(self._task, solve)
