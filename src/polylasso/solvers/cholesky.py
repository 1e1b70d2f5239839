"""A Cholesky factor that grows and shrinks with the active set."""

import numpy as np
from scipy.linalg.lapack import dpotrf, dtrtrs

__all__ = ["ALIAS_TOLERANCE", "GrowingCholesky"]

# A column is an alias if its part outside the span of the others, squared, is rounding noise: with
# the entries of H known to this relative error, and w the coefficients of the column on the others,
# that part is known to the error times (1 + w'w).
ALIAS_TOLERANCE = 2e-15
# Above this share the part outside is never noise, and w need not be computed.
CLEAR = 1e-6
# Least share for a factor that is computed as a whole.
TRUSTED = 10.0 * ALIAS_TOLERANCE


class GrowingCholesky:
    """Lower factor L of a positive definite matrix, L L' = H, order k.

    The first k columns of a Fortran buffer of fixed height are one block of memory, so LAPACK
    works on them in place.
    """

    def __init__(self, capacity: int = 64):
        self.order = 0
        self._buffer = np.zeros((capacity, capacity), order="F")

    @property
    def factor(self) -> np.ndarray:
        """The factor L, shape (k, k)."""
        return self._buffer[: self.order, : self.order]

    def solve(self, right: np.ndarray) -> np.ndarray:
        """Solve H x = right."""
        return self._back(self.half_solve(right))

    def half_solve(self, right: np.ndarray) -> np.ndarray:
        """Solve L x = right."""
        if self.order == 0:
            return np.zeros_like(right)
        return dtrtrs(self._buffer[:, : self.order], right, lower=1, lda=len(self._buffer))[0]

    def quadratic(self, vector: np.ndarray) -> float:
        """Return vector' H vector."""
        image = vector @ self.factor
        return float(image @ image)

    def append(self, cross: np.ndarray, diagonal: float) -> bool:
        """Add one row and column; refuse an alias."""
        half = self.half_solve(cross)
        outside = diagonal - half @ half
        if outside <= CLEAR * diagonal and self._is_noise(outside, half, diagonal):
            return False
        self._grow(self.order + 1)
        self._buffer[self.order, : self.order] = half
        self._buffer[self.order, self.order] = np.sqrt(outside)
        self.order += 1
        return True

    def remove(self, positions: np.ndarray) -> bool:
        """Drop rows and columns; return False, keeping what stands before them, where that fails.

        Rows of L before the first dropped one stay, and so do the leading parts of those after;
        the rest is the factor of M M', with M what is left of L there.
        """
        start, order = int(positions.min()), self.order
        kept = np.delete(np.arange(start, order), positions - start)
        self.order = start
        if len(kept) == 0:
            return True
        rows = self._buffer[kept, :order]
        rest = rows[:, start:]
        lower, info = dpotrf(rest @ rest.T, lower=1, clean=1)
        pivots = np.diagonal(lower) ** 2
        if info or np.any(pivots <= TRUSTED * np.einsum("ij,ij->i", rows, rows)):
            return False
        end = start + len(kept)
        self._buffer[start:end, :start] = rows[:, :start]
        self._buffer[start:end, start:end] = lower
        self.order = end
        return True

    def refactor(self, matrix: np.ndarray, start: int = 0) -> bool:
        """Factor a matrix whose leading `start` rows and columns are those factored before.

        Returns False, and forgets the rest, where the matrix may not be positive definite.
        """
        order = len(matrix)
        self._grow(order)
        buffer = self._buffer
        if start:
            self.order = start
            buffer[start:order, :start] = self.half_solve(
                np.asfortranarray(matrix[:start, start:])
            ).T
        rest = matrix[start:, start:] - buffer[start:order, :start] @ buffer[start:order, :start].T
        lower, info = dpotrf(rest, lower=1, clean=1)
        pivots = np.diagonal(lower) ** 2
        usable = info == 0 and bool(np.all(pivots > TRUSTED * np.diagonal(matrix)[start:]))
        self.order = order if usable else start
        if usable:
            buffer[start:order, start:order] = lower
        return usable

    def _is_noise(self, outside: float, half: np.ndarray, diagonal: float) -> bool:
        weights = self._back(half)
        return bool(outside <= ALIAS_TOLERANCE * diagonal * (1.0 + weights @ weights))

    def _back(self, right: np.ndarray) -> np.ndarray:
        if self.order == 0:
            return right
        return dtrtrs(
            self._buffer[:, : self.order], right, lower=1, trans=1, lda=len(self._buffer)
        )[0]

    def _grow(self, order: int) -> None:
        if order <= len(self._buffer):
            return
        larger = np.zeros((2 * order, 2 * order), order="F")
        larger[: self.order, : self.order] = self.factor
        self._buffer = larger
