"""R's `cv.glmnet`, through Rscript, on columns that are formed in R and scaled in each fold."""

from typing import ClassVar

from benchmarks.choosers.chooser import Chosen, folds
from benchmarks.solvers.glmnet import run_script
from benchmarks.task import Task

__all__ = ["CvGlmnet"]

DEFAULT_THRESHOLD = 1e-7


class CvGlmnet:
    """Its default threshold, on the folds and the grid of all."""

    environment: ClassVar[str | None] = "glmnet"
    learns: ClassVar[str] = "means and scales; terms are those of all rows"

    def __init__(self, task: Task):
        self._task = task

    def run(self) -> Chosen:
        """Choose the penalty."""
        found = run_script(self._task, DEFAULT_THRESHOLD, folds(len(self._task.y)))
        return Chosen(float(found["x"][0]), int(found["i"][0]), float(found["seconds"][0]))
