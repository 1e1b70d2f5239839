"""A problem: raw columns, a target, a degree, and how far down the grid of alphas goes."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be solved.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
        Raw columns.
    y : ndarray of shape (n_rows,)
    degree : int
    eps : float
        Smallest alpha over the largest.
    """

    X: np.ndarray
    y: np.ndarray
    degree: int
    eps: float = 1e-3
