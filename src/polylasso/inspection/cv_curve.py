"""The error of cross-validation along the alphas, and how sure it is."""

from dataclasses import dataclass

import numpy as np

__all__ = ["CVCurve", "cv_curve"]


@dataclass(frozen=True, slots=True, eq=False)
class CVCurve:
    """Errors over a decreasing grid of alphas.

    Parameters
    ----------
    alphas, mean, standard_error : ndarray of shape (n_alphas,)
        Mean of the squared error over the folds, and its standard error; not finite where a refit
        had too many terms to be tried.
    n_terms : ndarray of int of shape (n_alphas,)
        Of the models on all rows; empty if not known.
    chosen, least : int
        Positions of the chosen alpha and of the least mean.
    limit : float or None, default=None
        What one standard error forgives, if another blend's error was less; None takes these.
    """

    alphas: np.ndarray
    mean: np.ndarray
    standard_error: np.ndarray
    n_terms: np.ndarray
    chosen: int
    least: int
    limit: float | None = None

    @property
    def simplest(self) -> int:
        """The position of the fewest terms within the bound, then of the least mean.

        That of the least mean where only another blend is within the bound.
        """
        within = np.flatnonzero(self.mean <= self.bound)
        if within.size == 0:
            return self.least
        if self.n_terms.size == 0:
            return int(within[0])
        fewest = within[self.n_terms[within] == self.n_terms[within].min()]
        return int(fewest[self.mean[fewest].argmin()])

    @property
    def bound(self) -> float:
        """The least mean, of all blends, and one standard error of it."""
        if self.limit is not None:
            return self.limit
        return float(self.mean[self.least] + self.standard_error[self.least])


def cv_curve(
    alphas: np.ndarray,
    errors: np.ndarray,
    alpha: float,
    n_terms: np.ndarray | None = None,
    limit: float | None = None,
) -> CVCurve:
    """Summarise the errors of cross-validation.

    Parameters
    ----------
    alphas : ndarray of shape (n_alphas,)
    errors : ndarray of shape (n_alphas, n_folds)
        Mean squared error on the rows held out of each fold.
    alpha : float
        The chosen alpha.
    n_terms : ndarray of shape (n_alphas,), default=None
    limit : float or None, default=None

    Returns
    -------
    CVCurve
        With a standard error of zero if there is one fold.
    """
    alphas, errors = np.asarray(alphas, dtype=float), np.asarray(errors, dtype=float)
    tried = np.isfinite(errors).all(axis=1)
    mean, error = np.full(len(alphas), np.nan), np.full(len(alphas), np.nan)
    n_folds = errors.shape[1]
    mean[tried] = errors[tried].mean(axis=1)
    error[tried] = errors[tried].std(axis=1, ddof=1) / np.sqrt(n_folds) if n_folds > 1 else 0.0
    counts = np.empty(0, dtype=int) if n_terms is None else np.asarray(n_terms)
    chosen, least = int(np.argmin(np.abs(alphas - alpha))), int(np.nanargmin(mean))
    return CVCurve(alphas, mean, error, counts, chosen, least, limit)
