"""What chooses a penalty by cross-validation: from raw columns to a model. Only its time counts."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

from benchmarks.task import Task

__all__ = ["Chooser", "Chosen", "folds", "splits"]

N_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one run returns.

    Parameters
    ----------
    alpha : float
    n_terms : int
        Of the model on all rows.
    seconds : float or None
        Time of the run, where its own clock is the right one.
    """

    alpha: float
    n_terms: int
    seconds: float | None = None


class Chooser(Protocol):
    """A way to choose on one task; making it is not timed.

    Attributes
    ----------
    environment : str or None
        As of a solver.
    learns : str
        What it learns inside the folds, for the table.
    """

    environment: ClassVar[str | None]
    learns: ClassVar[str]

    def __init__(self, task: Task): ...

    def run(self) -> Chosen:
        """Choose the penalty with five folds, which are the same for all."""


def folds(n_rows: int) -> np.ndarray:
    """Return the number of the fold of every row, drawn once for all."""
    return np.random.default_rng(0).permutation(n_rows) % N_FOLDS


def splits(n_rows: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the same folds as training and test rows."""
    fold = folds(n_rows)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(N_FOLDS)]
