"""What an optimiser minimises, and by what it is judged on the way."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from polylasso.optimisers.losses import Loss
from polylasso.solvers import Penalty, primal

__all__ = ["PenalisedProblem"]


@dataclass(frozen=True, slots=True, eq=False)
class PenalisedProblem:
    """The library's one objective at one alpha (see `polylasso.solvers.objective`).

    Parameters
    ----------
    loss : Loss
    penalty : Penalty
        Of all terms; a penalty factor of zero is an unpenalised one, such as an intercept.
    optimum : float or None
        Certified least value of the objective, if it is known.
    test_r2 : callable or None
        Returns R2 on other rows from coefficients of shape (n_terms,).
    """

    loss: Loss
    penalty: Penalty
    optimum: float | None = None
    test_r2: Callable[[np.ndarray], float] | None = None

    def objective(self, loss: float, coef: np.ndarray) -> float:
        """Return loss plus penalty."""
        return primal(loss, coef, self.penalty)

    def gap(self, objective: float) -> float:
        """Return the excess over the certified optimum, over the null loss; NaN if unknown."""
        if self.optimum is None:
            return float("nan")
        return (objective - self.optimum) / max(self.loss.null_loss, 1e-300)
