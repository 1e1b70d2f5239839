"""scikit-learn: `LassoCV` on columns that are standardised on all rows."""

from typing import ClassVar

import numpy as np

from benchmarks.choosers.chooser import Chosen, splits
from benchmarks.solvers.expansion import expand
from benchmarks.task import Task

__all__ = ["LassoCV"]

MAX_ITER = 1_000_000


class LassoCV:
    """Its default tolerance, on the folds and the grid of all."""

    environment: ClassVar[str | None] = "polylasso"
    learns: ClassVar[str] = "the intercept; terms, means and scales are those of all rows"

    def __init__(self, task: Task):
        self._task, self._splits = task, splits(len(task.y))

    def run(self) -> Chosen:
        """Choose the penalty."""
        from sklearn import linear_model

        model = linear_model.LassoCV(
            alphas=self._task.alphas, cv=self._splits, max_iter=MAX_ITER, n_jobs=-1
        )
        model.fit(expand(self._task), self._task.y)
        return Chosen(float(model.alpha_), int(np.count_nonzero(model.coef_)))
