"""What the path solver is told, and what it answers at one alpha."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Settings", "Solution"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the path solver.

    Parameters
    ----------
    tol : float
        Largest relative duality gap that counts as solved.
    l1_ratio : float
        Share of the L1 part of the penalty, in (0, 1].
    max_steps : int
        Most linear systems to solve for one alpha.
    batch : int
        Number of terms that join the working set at a full pass, beside violators.
    whole : int
        Up to this many terms the working set is everything from the start: their inner products
        cost no more than the passes that a path would make.
    """

    tol: float = 1e-9
    l1_ratio: float = 1.0
    max_steps: int = 5000
    batch: int = 100
    whole: int = 300


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The optimum at one alpha.

    Parameters
    ----------
    alpha : float
    support : ndarray of int
        Indices of the non-zero terms, increasing.
    coef : ndarray of shape (n_support,)
        Coefficients of the standardised terms.
    refit : ndarray of shape (n_support,)
        Least-squares coefficients of the same terms.
    loss : float
        1/2 r'r.
    gap : float
        Relative duality gap over all candidate terms (under heredity, those that are free).
    factor : ndarray of shape (n_terms,)
        Penalty factors that held, LOCKED for terms that heredity did not let enter.
    """

    alpha: float
    support: np.ndarray
    coef: np.ndarray
    refit: np.ndarray
    loss: float
    gap: float
    factor: np.ndarray
