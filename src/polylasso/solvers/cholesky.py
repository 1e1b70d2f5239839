"""A Cholesky factor that grows and shrinks with the active set."""

import numpy as np
from scipy.linalg.lapack import dpotrf, dtpqrt, dtrtrs

__all__ = ["ALIAS_TOLERANCE", "GrowingCholesky"]

# A column is an alias if its part outside the span of the others, squared, is rounding noise: with
# the entries of H known to this relative error, and w the coefficients of the column on the others,
# that part is known to the error times (1 + w'w).
ALIAS_TOLERANCE = 2e-15
# Above this share the part outside is never noise, and w need not be computed.
CLEAR = 1e-6
# Least share for a factor that is computed as a whole.
TRUSTED = 10.0 * ALIAS_TOLERANCE
# Columns that LAPACK takes at a time where rows are taken in to a triangle, as measured.
TRIANGLE_BLOCK = 16


class GrowingCholesky:
    """Lower factor L of a positive definite matrix, L L' = H, order k; its diagonal has any sign.

    What is held is L', upper, in a Fortran buffer of fixed height: its first k columns are one
    block of memory, so LAPACK works on them in place, and a new row of L is contiguous.
    """

    def __init__(self, capacity: int = 64):
        self.order = 0
        self._buffer = np.zeros((capacity, capacity), order="F")

    @property
    def factor(self) -> np.ndarray:
        """The factor L, shape (k, k)."""
        return self._buffer[: self.order, : self.order].T

    def solve(self, right: np.ndarray) -> np.ndarray:
        """Solve H x = right."""
        return self._back(self.half_solve(right))

    def half_solve(self, right: np.ndarray) -> np.ndarray:
        """Solve L x = right."""
        if self.order == 0:
            return np.zeros_like(right)
        return dtrtrs(self._buffer[:, : self.order], right, trans=1, lda=len(self._buffer))[0]

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
        self._buffer[: self.order, self.order] = half
        self._buffer[self.order, self.order] = np.sqrt(outside)
        self.order += 1
        return True

    def remove(self, positions: np.ndarray) -> None:
        """Drop rows and columns.

        Rows of L before the first dropped one stay, and so do the leading parts of those after.
        There, with K and D the columns of L at kept and dropped places, the rest is the factor of
        K K' + D D': that of K', which stays triangular, with the rows of D' taken in by QR. No
        pivot becomes smaller.
        """
        start, order = int(positions.min()), self.order
        kept = np.delete(np.arange(start, order), positions - start)
        end = self.order = start + len(kept)
        if len(kept) == 0:
            return
        rows = self._buffer.T[kept, :order]
        dropped = np.asfortranarray(rows[:, positions].T)
        triangle = np.delete(rows[:, start:], positions - start, axis=1).T
        block = min(TRIANGLE_BLOCK, len(kept))
        upper = dtpqrt(0, block, triangle, dropped, overwrite_a=1, overwrite_b=1)[0]
        self._buffer[:start, start:end] = rows[:, :start].T
        self._buffer[start:end, start:end] = upper

    def refactor(self, matrix: np.ndarray, start: int = 0) -> bool:
        """Factor a matrix whose leading `start` rows and columns are those factored before.

        Returns False, and forgets the rest, where the matrix may not be positive definite.
        """
        order = len(matrix)
        self._grow(order)
        buffer = self._buffer
        rest = matrix[start:, start:]
        if start:
            self.order = start
            half = self.half_solve(np.asfortranarray(matrix[:start, start:]))
            buffer[:start, start:order] = half
            rest = rest - half.T @ half
        upper, info = dpotrf(rest, clean=1)
        pivots = np.diagonal(upper) ** 2
        usable = info == 0 and bool(np.all(pivots > TRUSTED * np.diagonal(matrix)[start:]))
        self.order = order if usable else start
        if usable:
            buffer[start:order, start:order] = upper
        return usable

    def _is_noise(self, outside: float, half: np.ndarray, diagonal: float) -> bool:
        weights = self._back(half)
        return bool(outside <= ALIAS_TOLERANCE * diagonal * (1.0 + weights @ weights))

    def _back(self, right: np.ndarray) -> np.ndarray:
        if self.order == 0:
            return right
        return dtrtrs(self._buffer[:, : self.order], right, lda=len(self._buffer))[0]

    def _grow(self, order: int) -> None:
        if order <= len(self._buffer):
            return
        larger = np.zeros((2 * order, 2 * order), order="F")
        larger[: self.order, : self.order] = self._buffer[: self.order, : self.order]
        self._buffer = larger
