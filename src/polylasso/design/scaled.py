"""Values that stay where they lie, scaled where they are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

__all__ = ["ScaledRows"]


@dataclass(frozen=True, eq=False)  # no slots: the array of the rows is kept
class ScaledRows:
    """An array of rows times numbers, computed part by part: no copy of it is held.

    Parameters
    ----------
    rows : tuple of ndarray of shape (n_cols,)
        At least one, such as the columns of the table of a user.
    units : ndarray of shape (n_rows,)
        Powers of two, so that the values are those of an array that was scaled as a whole.
    """

    rows: tuple[np.ndarray, ...]
    units: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return len(self.rows), len(self.rows[0])

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[np.ndarray]:
        return (row * unit for row, unit in zip(self.rows, self.units, strict=True))

    def __getitem__(self, key: object) -> np.ndarray:
        """Return a new array of some rows, or of some columns of some rows, as of an array."""
        which, cols = key if isinstance(key, tuple) else (key, slice(None))
        places = np.arange(len(self))[which]
        if places.ndim == 0:
            return self.rows[places][cols] * self.units[places]
        values = np.empty((len(places), len(self.rows[0][cols])))
        if self._together is not None and isinstance(which, slice) and isinstance(cols, slice):
            part = self._together[which, cols]
            return np.multiply(part, self.units[places, None], out=values)
        for row, place in zip(values, places, strict=True):
            np.multiply(self.rows[place][cols], self.units[place], out=row)
        return values

    @cached_property
    def _together(self) -> np.ndarray | None:
        """The rows as one array, if they lie evenly in one: a block of it is read much faster."""
        first = self.rows[0]
        addresses = np.array([row.__array_interface__["data"][0] for row in self.rows])
        distances = np.diff(addresses)
        alike = all(
            row.base is first.base and row.strides == first.strides and row.dtype == first.dtype
            for row in self.rows
        )
        if first.base is None or not alike or len(distances) == 0 or np.ptp(distances) > 0:
            return None
        strides = (int(distances[0]), *first.strides)
        return np.lib.stride_tricks.as_strided(first, self.shape, strides, writeable=False)
