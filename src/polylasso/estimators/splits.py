"""Folds for cross-validation: identical rows together, or as a splitter of scikit-learn says."""

import warnings
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
from sklearn.model_selection import check_cv

from polylasso.errors import DataError, DuplicateRowsWarning
from polylasso.estimators.reading import TrainingData
from polylasso.folds import count_duplicates, fold_masks, row_identity

__all__ = ["Splits", "make_splits", "reusable"]


@dataclass(frozen=True, slots=True, eq=False)
class Splits:
    """Folds of the training rows.

    Parameters
    ----------
    trains, tests : ndarray of bool, shape (n_folds, n_rows)
    n_duplicates : int
        Rows identical to an earlier one in all columns and the target.
    """

    trains: np.ndarray
    tests: np.ndarray
    n_duplicates: int


def make_splits(cv: Any, data: TrainingData, groups: Any, seed: int) -> Splits:
    """Return folds.

    With an int, identical rows, or rows of one group, share a fold. Anything else is a splitter
    of scikit-learn, or an iterable of (train, test) index arrays, and is taken as it is.
    """
    identity = row_identity(data.table, data.target)
    n_duplicates = count_duplicates(identity)
    if groups is not None:
        groups = _group_numbers(groups, data)
    if isinstance(cv, Integral) and not isinstance(cv, bool):
        if cv < 2:
            raise ValueError(f"cv must be at least 2 folds, got {cv}")
        if groups is not None:
            trains = fold_masks(groups, int(cv), seed, "groups")
        else:
            trains = _distinct_folds(identity, n_duplicates, int(cv), seed)
        return Splits(trains, ~trains, n_duplicates)
    return Splits(*_split(cv, data, groups), n_duplicates)


def reusable(cv: Any) -> Any:
    """Return what can be split by more than once: an iterator becomes a list."""
    return list(cv) if hasattr(cv, "__next__") else cv


def _distinct_folds(identity: np.ndarray, n_duplicates: int, cv: int, seed: int) -> np.ndarray:
    n_rows = len(identity)
    if n_rows < cv:
        raise DataError(f"{cv} folds need at least {cv} rows, but there are {n_rows}; lower cv")
    n_folds = max(min(cv, n_rows - n_duplicates), 2)
    trains = fold_masks(identity, n_folds, seed)
    if n_duplicates:
        fewer = f" ({n_folds} folds, as there are no more distinct rows)" if n_folds < cv else ""
        warnings.warn(
            f"{n_duplicates:,} of {n_rows:,} rows repeat an earlier row; identical rows were kept "
            f"in one fold, so that no row is scored by a model that has seen it{fewer}",
            DuplicateRowsWarning,
            stacklevel=4,
        )
    return trains


def _group_numbers(groups: Any, data: TrainingData) -> np.ndarray:
    labels = np.asarray(groups)
    if labels.shape != (data.n_passed,):
        raise ValueError(
            f"groups must have shape ({data.n_passed},), one label per row, got {labels.shape}"
        )
    return np.unique(labels.astype(str), return_inverse=True)[1][data.rows]


def _split(cv: Any, data: TrainingData, groups: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """Run a splitter over all rows passed, then keep those that are trained on."""
    everything = np.zeros(data.n_passed)
    target, labels = everything.copy(), None
    target[data.rows] = data.target
    if groups is not None:
        labels = np.full(data.n_passed, -1)
        labels[data.rows] = groups
    pairs = list(check_cv(cv).split(everything[:, None], target, labels))
    if not pairs:
        raise ValueError("cv gives no splits; pass at least one (train, test) pair")
    trains, tests = (np.array([_mask(pair[k], data) for pair in pairs]) for k in (0, 1))
    short = np.flatnonzero((trains.sum(axis=1) < 2) | (tests.sum(axis=1) < 1))
    if short.size:
        raise DataError(
            f"fold {short[0] + 1} of {len(pairs)} has {trains[short[0]].sum()} training and "
            f"{tests[short[0]].sum()} test rows of positive weight; use fewer folds"
        )
    return trains, tests


def _mask(indices: np.ndarray, data: TrainingData) -> np.ndarray:
    mask = np.zeros(data.n_passed, dtype=bool)
    mask[indices] = True
    return mask[data.rows]
