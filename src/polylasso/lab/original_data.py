"""The original's rows and columns: its split, its monomials, its z-scores."""

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from polylasso.datasets import Dataset
from polylasso.sources.table import Table

__all__ = ["OriginalColumns", "OriginalRows", "monomials", "split_rows"]

# Standardised columns that agree to so many digits are the same.
DIGITS = 9


@dataclass(frozen=True, slots=True, eq=False)
class OriginalRows:
    """Rows to train on and rows to test on.

    Parameters
    ----------
    train, test : Table
        The inputs.
    train_target, test_target : ndarray
    """

    train: Table
    test: Table
    train_target: np.ndarray
    test_target: np.ndarray

    @property
    def n_train(self) -> int:
        """Number of rows to train on."""
        return self.train.n_rows


def split_rows(dataset: Dataset, seed: int = 42, share: float = 0.8) -> OriginalRows:
    """Shuffle with NumPy's first generator; the first rows train. Equal rows are not kept together.

    Parameters
    ----------
    dataset : Dataset
    seed : int, default=42
    share : float, default=0.8
        Of the rows, to train on.
    """
    table, target = dataset.table, dataset.target
    inputs = Table(tuple(table.column(name) for name in dataset.feature_names), table.n_rows)
    order = np.random.RandomState(seed).permutation(table.n_rows)
    train, test = np.split(order, [int(share * table.n_rows)])
    return OriginalRows(inputs.take(train), inputs.take(test), target[train], target[test])


@dataclass(frozen=True, slots=True, eq=False)
class OriginalColumns:
    """Z-scores of all monomials, and a last column of ones that stands for the bias.

    Mean and standard deviation are those of the rows to train on; a deviation of zero is taken as
    1, so that a constant column becomes one of zeros.

    Parameters
    ----------
    train : ndarray of shape (n_train, n_columns + 1)
    test : ndarray of shape (n_test, n_columns + 1)
    n_constant : int
        Columns of zeros.
    n_distinct : int
        Different columns among the others, after standardisation.
    """

    train: np.ndarray
    test: np.ndarray
    n_constant: int
    n_distinct: int

    @classmethod
    def of(cls, rows: OriginalRows, degree: int) -> "OriginalColumns":
        """Form the columns of a split."""
        train, test = (monomials(inputs_of(part), degree) for part in (rows.train, rows.test))
        mean, deviation = train[:-1].mean(axis=1), train[:-1].std(axis=1)
        constant = deviation == 0.0
        deviation[constant] = 1.0
        for part in (train, test):
            part[:-1] -= mean[:, None]
            part[:-1] /= deviation[:, None]
        varying = train[:-1][~constant]
        distinct = {(column.round(DIGITS) + 0.0).tobytes() for column in varying}
        return cls(train.T, test.T, int(constant.sum()), len(distinct))

    @property
    def n_columns(self) -> int:
        """Number of columns without that of the bias."""
        return self.train.shape[1] - 1


def inputs_of(table: Table) -> np.ndarray:
    """Return the columns of a table of numbers, shape (n_columns, n_rows)."""
    return np.array([column.values for column in table.columns])


def monomials(inputs: np.ndarray, degree: int) -> np.ndarray:
    """Return all monomials up to a degree, the constant first, then a row of ones.

    Parameters
    ----------
    inputs : ndarray of shape (n_inputs, n_rows)
    degree : int

    Returns
    -------
    ndarray of shape (C(n_inputs + degree, degree) + 1, n_rows)
        Repeats and all: nothing is left out.
    """
    n_inputs, n_rows = inputs.shape
    factors = [
        chosen
        for total in range(degree + 1)
        for chosen in combinations_with_replacement(range(n_inputs), total)
    ]
    place = {chosen: number for number, chosen in enumerate(factors)}
    values = np.ones((len(factors) + 1, n_rows))
    for number, chosen in enumerate(factors):
        if chosen:
            np.multiply(values[place[chosen[:-1]]], inputs[chosen[-1]], out=values[number])
    return values
