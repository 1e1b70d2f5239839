"""scikit-learn: `LassoLarsCV` on columns that are standardised on all rows."""

from typing import ClassVar

import numpy as np

from benchmarks.choosers.chooser import Chosen, splits
from benchmarks.solvers.expansion import expand
from benchmarks.task import Task

__all__ = ["LassoLarsCV"]


class LassoLarsCV:
    """Its defaults, on the folds of all: 500 steps at most, the penalties are its own."""

    environment: ClassVar[str | None] = "polylasso"
    learns: ClassVar[str] = "the intercept; terms, means and scales are those of all rows"

    def __init__(self, task: Task):
        self._task, self._splits = task, splits(len(task.y))

    def run(self) -> Chosen:
        """Choose the penalty."""
        from sklearn import linear_model

        model = linear_model.LassoLarsCV(cv=self._splits, n_jobs=-1)
        model.fit(expand(self._task), self._task.y)
        return Chosen(float(model.alpha_), int(np.count_nonzero(model.coef_)))
