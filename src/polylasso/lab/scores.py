"""How near predictions are to the target."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Accuracy"]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Accuracy on some rows.

    Parameters
    ----------
    r2 : float
        1 - mse / (mean squared deviation from the mean of these rows).
    mse, mae : float
        Mean squared and mean absolute error, in (squared) units of the target.
    """

    r2: float
    mse: float
    mae: float

    @classmethod
    def of(cls, target: np.ndarray, predicted: np.ndarray) -> "Accuracy":
        """Score predictions, both of shape (n_rows,)."""
        error = predicted - target
        mse = float(np.mean(error**2))
        return cls(1.0 - mse / float(np.var(target)), mse, float(np.mean(np.abs(error))))
