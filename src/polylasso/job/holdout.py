"""The last rows held out, for folds in time."""

import numpy as np

__all__ = ["last_rows"]


def last_rows(n_rows: int, share: float) -> np.ndarray:
    """Return the mask of the last rows, at least one and not all."""
    count = min(max(round(share * n_rows), 1), n_rows - 1)
    return np.arange(n_rows) >= n_rows - count
