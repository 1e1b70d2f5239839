"""The rows that models are compared on: training rows, their folds, and rows held out."""

from dataclasses import dataclass

import numpy as np

from polylasso.errors import DataError
from polylasso.folds import fold_masks, held_out, row_identity
from polylasso.selection import Fold
from polylasso.sources.table import Table

__all__ = ["Rows", "Split", "split_rows"]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of a table with their target.

    Parameters
    ----------
    table : Table
    target : ndarray of shape (n_rows,)
    identity : ndarray of shape (n_rows,)
        Equal for rows that are identical.
    """

    table: Table
    target: np.ndarray
    identity: np.ndarray

    def take(self, rows: np.ndarray) -> "Rows":
        """Return some rows (a mask)."""
        return Rows(self.table.take(rows), self.target[rows], self.identity[rows])

    def __len__(self):
        return len(self.target)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The same rows for all models.

    Parameters
    ----------
    train, test : Rows
        No row of one is identical to a row of the other.
    trains : ndarray of bool, shape (n_folds, n_train)
        Training rows of each fold; every row is held out of exactly one.
    target_name : str
    """

    train: Rows
    test: Rows
    trains: np.ndarray
    target_name: str

    @property
    def weights(self) -> np.ndarray:
        """Weights of the training rows: all count the same."""
        return np.ones(len(self.train))

    def folds(self) -> list[Fold]:
        """Return what is held out of each fold, as cross-validation scores it."""
        rows = self.train
        return [Fold.of(rows.table, rows.target, self.weights, train) for train in self.trains]


def split_rows(
    table: Table, target: np.ndarray, target_name: str, test_size: float, n_folds: int, seed: int
) -> Split:
    """Hold rows out, and part the others into folds; identical rows stay together.

    With the seed of a `PolynomialLassoCV` the folds are those that it makes of the same rows.

    Raises
    ------
    DataError
        If there are too few distinct rows, or the target is constant on the training rows.
    """
    everything = Rows(table, target, row_identity(table, target))
    _check_varies(target, target_name, "")
    test = held_out(everything.identity, test_size, seed, "distinct rows")
    train = everything.take(~test)
    _check_varies(train.target, target_name, " on the rows that are trained on")
    trains = fold_masks(train.identity, n_folds, seed)
    return Split(train, everything.take(test), trains, target_name)


def _check_varies(target: np.ndarray, name: str, where: str) -> None:
    if np.ptp(target) == 0.0:
        raise DataError(
            f"target {name!r} is constant ({target[0]:g}){where}: there is nothing to compare; "
            "choose another target"
        )
