"""celer: `celer_path`, working sets and dual extrapolation."""

from typing import ClassVar

from benchmarks.solvers.columnwise import ladder_below, solve_columns
from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Task

__all__ = ["Celer"]

# The tolerance shall end the search, not the number of sweeps.
MAX_ITER, MAX_EPOCHS = 1_000, 100_000_000


SHARES = (1e3, 1e2, 1e1, 1.0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6)


class Celer:
    """Its tolerance bounds the gap by the product with y'y."""

    environment: ClassVar[str | None] = "celer"
    packages: ClassVar[tuple[str, ...]] = ("celer", "numpy", "scikit-learn")

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return tolerances around the one that guarantees the gap but for rounding."""
        return Ladder(ladder_below(target, *SHARES), start=4)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        from celer import celer_path

        def solve(Z, y):
            return celer_path(
                Z,
                y,
                pb="lasso",
                alphas=self._task.alphas,
                tol=tolerance,
                prune=True,  # as in its estimators
                max_iter=MAX_ITER,
                max_epochs=MAX_EPOCHS,
            )[1]

        return solve_columns(self._task, solve)
