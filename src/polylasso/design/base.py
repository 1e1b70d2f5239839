"""What a solver sees of the data: inner products of standardised term columns, nothing else."""

from typing import Protocol

import numpy as np

__all__ = ["Design"]


class Design(Protocol):
    """Term columns z_j, centred and of weighted norm 1, and a centred target y.

    All inner products are weighted by omega, the sample weights scaled to sum 1. A term that is
    constant on the rows of positive weight has a column of zeros.
    """

    @property
    def n_terms(self) -> int:
        """Number of candidate terms, P."""

    @property
    def null_loss(self) -> float:
        """Loss at zero coefficients, 1/2 y' Omega y."""

    @property
    def null_gradient(self) -> np.ndarray:
        """Z' Omega y, shape (P,)."""

    @property
    def has_gram(self) -> bool:
        """Whether `gram` only looks its values up."""

    def gradient(self, support: np.ndarray, coef: np.ndarray) -> np.ndarray:
        """Z' Omega (y - Z_S beta) for every candidate term, shape (P,)."""

    def gram(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Z_rows' Omega Z_cols."""
