"""Inner products of the terms that a solver works on."""

import numpy as np

__all__ = ["WorkingGram"]

# Inner products gathered at a time.
CHUNK_BYTES = 1 << 19


class WorkingGram:
    """Inner products of the terms of a working set, grown as terms join it.

    Attributes
    ----------
    size : int
    largest : float
        Largest |Z_W' y|.
    """

    def __init__(self, capacity: int = 256):
        self.size = 0
        self.largest = 0.0
        self._gram = np.zeros((capacity, capacity))
        self._null_gradient = np.zeros(capacity)

    @property
    def gram(self) -> np.ndarray:
        """Z_W' Z_W."""
        return self._gram[: self.size, : self.size]

    @property
    def null_gradient(self) -> np.ndarray:
        """Z_W' y."""
        return self._null_gradient[: self.size]

    def combine(self, positions: np.ndarray, coef: np.ndarray) -> np.ndarray:
        """Return Z_W' Z_S coef for the terms S at some positions, in chunks that stay in cache."""
        if 2 * len(positions) > self.size:  # to gather most of the matrix would take longer
            dense = np.zeros(self.size)
            dense[positions] = coef
            return self.gram @ dense
        if len(positions) * self.size <= CHUNK_BYTES // 8:
            return coef @ self.gram[positions]
        result = np.zeros(self.size)
        rows = max(1, CHUNK_BYTES // (8 * max(self.size, 1)))
        for start in range(0, len(positions), rows):
            chunk = slice(start, start + rows)
            result += coef[chunk] @ self.gram[positions[chunk]]
        return result

    def grow(self, block: np.ndarray, null_gradient: np.ndarray) -> None:
        """Add terms: `block` holds their products with the old terms and with themselves."""
        old, new = self.size, self.size + block.shape[1]
        if new > len(self._gram):
            larger = np.zeros((new + new // 2, new + new // 2))
            larger[:old, :old] = self.gram
            self._gram = larger
            self._null_gradient = np.concatenate(
                (self.null_gradient, np.zeros(new + new // 2 - old))
            )
        self._gram[:new, old:new] = block
        self._gram[old:new, :old] = block[:old].T
        self._null_gradient[old:new] = null_gradient
        self.largest = max(self.largest, float(np.abs(null_gradient).max(initial=0.0)))
        self.size = new
