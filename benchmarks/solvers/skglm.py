"""skglm: `Lasso.path`, working sets with Anderson acceleration, compiled at the warm-up."""

from typing import ClassVar

from benchmarks.solvers.columnwise import solve_columns
from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Task

__all__ = ["Skglm"]

# The tolerance shall end the search, not the number of sweeps.
MAX_ITER, MAX_EPOCHS = 10_000, 100_000_000


class Skglm:
    """Its tolerance bounds the violation of optimality: here, a share of the largest alpha."""

    environment: ClassVar[str | None] = "skglm"
    packages: ClassVar[tuple[str, ...]] = ("skglm", "numpy", "numba")

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return shares of the largest alpha."""
        return Ladder(tuple(target * 10.0**power for power in range(3, -6, -1)), start=4)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        from skglm import Lasso

        task = self._task
        model = Lasso(
            max_iter=MAX_ITER,
            max_epochs=MAX_EPOCHS,
            tol=tolerance * task.alphas[0],
            fit_intercept=False,
        )
        return solve_columns(task, lambda Z, y: model.path(Z, y, task.alphas)[1])
