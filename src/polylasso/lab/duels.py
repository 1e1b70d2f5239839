"""Two models on the same rows held out: which is better, and whether that is chance."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from polylasso.lab.comparison import Duel
from polylasso.lab.measures import clustered_error

__all__ = ["Contestant", "Ring"]

# Two-sided confidence that a difference is not chance, and least gain that is worth a change.
CONFIDENCE, WORTHWHILE = 0.95, 0.05
# Squared errors are what models are fitted by, but a few rows may drown all others in them; so
# absolute errors may testify too. Each of two tests has half the share of false alarms.
N_TESTS = 2
# A mean squared error below this share of the variance of the target is rounding.
ROUNDING = 1e-12

_KINDS = {
    "least_squares": "least squares",
    "ridge": "ridge",
    "lasso": "lasso",
    "elastic_net": "elastic net",
}


@dataclass(frozen=True, slots=True, eq=False)
class Contestant:
    """A model as it enters a duel.

    Parameters
    ----------
    key : str
    degree, n_terms : int or None
    cv_mse : float
    errors : ndarray of shape (n_test,)
        Absolute errors on the rows held out.
    """

    key: str
    degree: int | None
    n_terms: int | None
    cv_mse: float
    errors: np.ndarray

    @property
    def words(self) -> str:
        """The model in words."""
        if self.key == "mean":
            return "the mean"
        if self.key == "black_box":
            return "a black box"
        if self.degree == 1:
            return "a straight line"
        count = f"{self.n_terms:,} term{'' if self.n_terms == 1 else 's'}"
        if self.key == "relaxed_lasso":
            return f"the polynomial of degree {self.degree} with {count}"
        return f"the polynomial of degree {self.degree} by {_KINDS[self.key]} with {count}"


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """Where duels take place.

    Parameters
    ----------
    identity : ndarray of shape (n_test,)
        Equal for rows that are identical: together they are one observation.
    variance : float
        Of the target on the rows held out.
    """

    identity: np.ndarray
    variance: float

    def duel(self, first: Contestant, second: Contestant) -> Duel:
        """Compare two models by the paired differences of their errors.

        Mean differences are held against their standard errors by Student's t with as many degrees
        of freedom as there are distinct rows, less one.
        """
        squares = second.errors**2 - first.errors**2
        base, mean = float(np.mean(second.errors**2)), float(squares.mean())
        if abs(mean) <= ROUNDING * self.variance:
            return Duel(first.words, second.words, 0.0, 0.0, False, False)
        error = clustered_error(squares, self.identity)
        beyond = [self._ratio(squares), self._ratio(second.errors - first.errors)]
        is_clear = bool(max(np.abs(beyond)) > 1.0 and beyond[0] * beyond[1] > 0.0)
        return Duel(
            first=first.words,
            second=second.words,
            gain=mean / base,
            standard_error=None if error is None else error / base,
            is_clear=is_clear,
            is_worthwhile=is_clear and mean / base >= WORTHWHILE,
        )

    def _ratio(self, differences: np.ndarray) -> float:
        """Return the mean over the half-width of its interval: beyond 1 it is not chance."""
        error = clustered_error(differences, self.identity)
        if error is None:
            return 0.0
        freedom = len(np.unique(self.identity)) - 1
        width = stdtrit(freedom, 1.0 - (1.0 - CONFIDENCE) / (2.0 * N_TESTS)) * error
        return float(differences.mean() / max(width, 1e-300))
