"""What a solver sees of the data, and what a design sees of the term columns."""

from typing import Protocol

import numpy as np

__all__ = ["ALL", "Columns", "Design"]

# All rows of the sample.
ALL = slice(None)


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

    @property
    def constant(self) -> np.ndarray:
        """Mask of terms without variation, shape (P,)."""

    @property
    def target_mean(self) -> float:
        """What was taken off the target."""

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return means of products of atoms."""

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return standard deviations of products of atoms, 1 for a constant term."""

    def gradient(self, support: np.ndarray, coef: np.ndarray) -> np.ndarray:
        """Z' Omega (y - Z_S beta) for every candidate term, shape (P,)."""

    def gram(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Z_rows' Omega Z_cols."""


class Columns(Protocol):
    """Term columns (T - mean) / scale, standardised under the weights of all rows.

    Those of a constant term are zero, with scale 1. Columns that are not centred have mean 0, and
    root mean squares for scales.
    """

    @property
    def n_terms(self) -> int:
        """Number of terms."""

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what was taken off some terms."""

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what some terms were divided by."""

    @property
    def constant(self) -> np.ndarray:
        """Mask of terms without variation (without centring: of terms that are zero)."""

    @property
    def centred(self) -> bool:
        """Whether means were taken off."""

    def rows(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return a copy of some columns on some rows of the sample, shape (n_indices, n_rows)."""

    def view(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return the same, not to be changed; perhaps without a copy."""

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Return the product of every column with every vector.

        Parameters
        ----------
        vectors : ndarray of shape (n_vectors, n_rows)

        Returns
        -------
        ndarray of shape (n_vectors, n_terms)
        """
