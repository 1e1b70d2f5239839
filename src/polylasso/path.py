"""The grid of alphas and the path of solutions over it."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from polylasso.terms import Term

__all__ = ["Knot", "Path", "alpha_grid", "check_alphas"]


@dataclass(frozen=True, slots=True)
class Knot:
    """An alpha at which the solution bends: a term enters, or leaves."""

    alpha: float
    term: Term
    enters: bool


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Solutions at decreasing alphas.

    Parameters
    ----------
    alphas : ndarray of shape (n_alphas,)
    terms : tuple of Term
        Terms that are in the model at some alpha, the simplest first.
    coef : sparse array of shape (n_terms, n_alphas)
        Coefficients of the standardised terms.
    raw_coef : sparse array of shape (n_terms, n_alphas)
        Coefficients of the terms in raw units.
    intercept : ndarray of shape (n_alphas,)
        Intercepts in raw units.
    gaps : ndarray of shape (n_alphas,)
        Relative duality gaps over all candidate terms.
    explained : ndarray of shape (n_alphas,)
        Share of the weighted variance of the target that is explained on the training rows.
    knots : tuple of Knot
        Where the exact path bends, between the first and the last alpha; empty unless asked for.
    n_candidate_terms : int
    n_passes, n_steps : int
        Full gradients computed and linear systems solved; not those before a checkpoint.
    ended : {"grid", "max_terms", "saturated", "flat", "rising", "interrupted"}
        Why there are no more alphas: the grid is walked whole; the next model has more terms than
        allowed; nothing is left to explain; the error of cross-validation no longer falls; it
        clearly rises; or the fit was interrupted.
    """

    alphas: np.ndarray
    terms: tuple[Term, ...]
    coef: csc_array
    raw_coef: csc_array
    intercept: np.ndarray
    gaps: np.ndarray
    explained: np.ndarray
    knots: tuple[Knot, ...]
    n_candidate_terms: int
    n_passes: int
    n_steps: int
    ended: str = "grid"

    @property
    def n_terms(self) -> np.ndarray:
        """Number of terms in the model at each alpha."""
        return np.diff(self.coef.indptr)

    def entry_alphas(self) -> np.ndarray:
        """Return the largest alpha of the grid at which each term is in the model."""
        rows, columns = self.coef.nonzero()
        first = np.full(len(self.terms), len(self.alphas))
        np.minimum.at(first, rows, columns)
        return self.alphas[first]


def alpha_grid(alpha_max: float, n_alphas: int, eps: float) -> np.ndarray:
    """Return alphas from alpha_max down to eps * alpha_max, evenly spaced in logarithm."""
    if n_alphas == 1 or alpha_max == 0.0:
        return np.array([alpha_max])
    return alpha_max * np.geomspace(1.0, eps, n_alphas)


def check_alphas(alphas: object, eps: float) -> None:
    """Raise ValueError unless alphas is a positive int or an array of finite values >= 0."""
    if not 0.0 < eps < 1.0:
        raise ValueError(f"eps must be between 0 and 1, got {eps!r}")
    if isinstance(alphas, int | np.integer) and not isinstance(alphas, bool):
        if alphas < 1:
            raise ValueError(f"alphas must be at least 1, or an array, got {alphas}")
        return
    try:
        values = np.asarray(alphas, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"alphas must be an int or an array of numbers, got {alphas!r}") from None
    if values.ndim != 1 or values.size == 0 or not np.isfinite(values).all() or (values < 0).any():
        raise ValueError("alphas must be an int or a list of finite numbers that are not negative")
