"""polylasso: `PolynomialLassoCV` on the raw columns."""

import warnings
from typing import ClassVar

from benchmarks.choosers.chooser import Chosen, splits
from benchmarks.task import Task

__all__ = ["PolylassoCV"]


class PolylassoCV:
    """Its defaults, on the folds and the grid of all."""

    environment: ClassVar[str | None] = "polylasso"
    learns: ClassVar[str] = "kinds, levels, ranges, terms, means and scales"

    def __init__(self, task: Task):
        self._task, self._splits = task, splits(len(task.y))

    def run(self) -> Chosen:
        """Choose the penalty."""
        from polylasso import PolynomialLassoCV
        from polylasso.errors import DataWarning

        task = self._task
        model = PolynomialLassoCV(degree=task.degree, alphas=task.alphas, cv=self._splits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DataWarning)  # the data are what they are
            model.fit(task.X, task.y)
        return Chosen(float(model.alpha_), len(model.terms_))
