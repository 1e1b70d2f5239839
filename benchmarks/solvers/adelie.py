"""adelie: `grpnet` on groups of one column, coordinate descent in C++."""

import os
from typing import ClassVar

from benchmarks.solvers.columnwise import solve_columns
from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Task

__all__ = ["Adelie"]

# The tolerance shall end the search, not the number of sweeps.
MAX_ITERS = 1_000_000_000


class Adelie:
    """Its tolerance bounds the change that a sweep makes."""

    environment: ClassVar[str | None] = "adelie"
    packages: ClassVar[tuple[str, ...]] = ("adelie", "numpy")

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return the target and powers of ten below it."""
        return Ladder(tuple(target * 10.0**-power for power in range(15)), start=7)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        import adelie as ad

        threads = len(os.sched_getaffinity(0))

        def solve(Z, y):
            state = ad.grpnet(
                X=ad.matrix.dense(Z, method="naive", n_threads=threads),
                glm=ad.glm.gaussian(y=y),
                lmda_path=self._task.alphas,
                intercept=False,
                early_exit=False,
                adev_tol=1.0,
                tol=tolerance,
                max_iters=MAX_ITERS,
                n_threads=threads,
                progress_bar=False,
            )
            return state.betas.T

        return solve_columns(self._task, solve)
