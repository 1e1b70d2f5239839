"""A Cholesky factor that grows and shrinks with the active set."""

import numpy as np
from scipy.linalg.lapack import dpotrf, dtrtrs

__all__ = ["ALIAS_TOLERANCE", "GrowingCholesky"]

# A column whose part outside the span of the others has less than this share of its squared norm
# is an alias: below it the factor would hold rounding noise.
ALIAS_TOLERANCE = 1e-10


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
        return dtrtrs(
            self._buffer[:, : self.order], right, lower=1, lda=len(self._buffer)
        )[0]

    def quadratic(self, vector: np.ndarray) -> float:
        """Return vector' H vector."""
        image = vector @ self.factor
        return float(image @ image)

    def schur(self, cross: np.ndarray, diagonal: float) -> float:
        """Return the part of a new column outside the span of the others, squared."""
        half = self.half_solve(cross)
        return float(diagonal - half @ half)

    def append(self, cross: np.ndarray, diagonal: float, floor: float = ALIAS_TOLERANCE) -> bool:
        """Add one row and column; refuse an alias (share outside the span below `floor`)."""
        half = self.half_solve(cross)
        outside = diagonal - half @ half
        if outside <= floor * diagonal:
            return False
        self._grow(self.order + 1)
        self._buffer[self.order, : self.order] = half
        self._buffer[self.order, self.order] = np.sqrt(outside)
        self.order += 1
        return True

    def force(self, cross: np.ndarray, diagonal: float) -> None:
        """Add one row and column even if it is nearly an alias."""
        half = self.half_solve(cross)
        outside = max(diagonal - half @ half, 1e-14 * diagonal)
        self._grow(self.order + 1)
        self._buffer[self.order, : self.order] = half
        self._buffer[self.order, self.order] = np.sqrt(outside)
        self.order += 1

    def refactor(self, matrix: np.ndarray, start: int = 0) -> bool:
        """Factor a matrix whose leading `start` rows and columns are those factored before.

        Returns False, and forgets the rest, where the matrix is not numerically positive definite.
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
        self.order = start if info else order
        if info == 0:
            buffer[start:order, start:order] = lower
        return info == 0

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
