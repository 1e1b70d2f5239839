"""Two models on the same rows held out: which is better, and whether that is chance."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from polylasso.lab.comparison import Duel
from polylasso.lab.measures import clustered_error

__all__ = ["Contestant", "Ring"]

# Two-sided confidence that a difference is not chance, and least gain that is worth a change.
CONFIDENCE, WORTHWHILE = 0.95, 0.05
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
    squares : ndarray of shape (n_test,)
        Squared errors on the rows held out.
    """

    key: str
    degree: int | None
    n_terms: int | None
    cv_mse: float
    squares: np.ndarray

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
        """Compare two models by the paired differences of their squared errors.

        The mean difference is held against its standard error by Student's t with as many degrees
        of freedom as there are distinct rows, less one.
        """
        differences = second.squares - first.squares
        mean, base = float(differences.mean()), float(second.squares.mean())
        error = clustered_error(differences, self.identity)
        n_distinct = len(np.unique(self.identity))
        matters = abs(mean) > ROUNDING * self.variance
        bound = float(stdtrit(max(n_distinct - 1, 1), 0.5 + CONFIDENCE / 2.0))
        is_clear = error is not None and matters and abs(mean) > bound * error
        gain = mean / base if matters else 0.0
        return Duel(
            first=first.words,
            second=second.words,
            gain=gain,
            standard_error=None if error is None or base == 0.0 else error / base,
            is_clear=is_clear,
            is_worthwhile=is_clear and gain >= WORTHWHILE,
        )
