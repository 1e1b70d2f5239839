"""Columns and tables as NumPy values: the one form in which data enter the library."""

from dataclasses import dataclass, field

import numpy as np

__all__ = ["Column", "Table"]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: numbers, or codes into categories.

    Parameters
    ----------
    name : str
        Name of the column.
    values : ndarray of shape (n_rows,)
        float64 with NaN for missing if `categories` is None; otherwise integer codes into
        `categories`, -1 for missing.
    categories : tuple of str or None
        Distinct labels, sorted; some may be absent from `values`.
    """

    name: str
    values: np.ndarray
    categories: tuple[str, ...] | None = None

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.categories is None

    @property
    def missing(self) -> np.ndarray:
        """Mask of the missing rows."""
        return np.isnan(self.values) if self.is_numeric else self.values < 0

    def take(self, rows: np.ndarray) -> "Column":
        """Return the column at some rows."""
        return Column(self.name, self.values[rows], self.categories)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of equal length under distinct names."""

    columns: tuple[Column, ...]
    n_rows: int
    _by_name: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def take(self, rows: np.ndarray) -> "Table":
        """Return the table at some rows (indices or mask)."""
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        return Table(tuple(column.take(rows) for column in self.columns), len(rows))

    def column(self, name: str) -> Column:
        """Return the column of a name; KeyError if there is none."""
        return self._by_name[name]
