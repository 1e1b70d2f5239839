"""Predictions beside what was observed: residuals, scores, normal quantiles."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

__all__ = ["Residuals", "residuals"]


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Rows that have both a prediction and an observation.

    Parameters
    ----------
    actual, predicted : ndarray of shape (n_rows,)
        Finite, in the units of the target.
    target_name : str
    n_left_out : int
        Rows that lack one of them.
    """

    actual: np.ndarray
    predicted: np.ndarray
    target_name: str
    n_left_out: int

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.actual)

    @property
    def residual(self) -> np.ndarray:
        """Observed less predicted."""
        return self.actual - self.predicted

    @property
    def r2(self) -> float | None:
        """Share of the variance of the target that is explained; None if it does not vary."""
        if self.n_rows == 0:
            return None
        variance = float(np.var(self.actual))
        return 1.0 - float(np.mean(self.residual**2)) / variance if variance > 0 else None

    @property
    def rmse(self) -> float:
        """Root of the mean squared residual; NaN without a row."""
        return float(np.sqrt(np.mean(self.residual**2))) if self.n_rows else float("nan")

    @property
    def mae(self) -> float:
        """Mean absolute residual; NaN without a row."""
        return float(np.mean(np.abs(self.residual))) if self.n_rows else float("nan")

    def normal_quantiles(self) -> np.ndarray:
        """Return where the sorted residuals of a normal distribution stand, shape (n_rows,).

        The positions are (i - 3/8) / (n + 1/4) for i = 1 to n (Blom, Statistical estimates and
        transformed beta-variables, 1958).
        """
        ranks = np.arange(1, self.n_rows + 1)
        return ndtri((ranks - 0.375) / (self.n_rows + 0.25))

    def normal_line(self) -> tuple[float, float]:
        """Return intercept and slope of the line through the quartiles of the residuals."""
        if self.n_rows == 0:
            return 0.0, 0.0
        low, high = np.quantile(self.residual, [0.25, 0.75])
        slope = float(high - low) / float(2.0 * ndtri(0.75))
        return float(low + high) / 2.0, slope


def residuals(actual: np.ndarray, predicted: np.ndarray, target_name: str = "y") -> Residuals:
    """Pair observations with predictions; rows where one is not finite are left out.

    Parameters
    ----------
    actual, predicted : array-like of shape (n_rows,)
    target_name : str, default="y"

    Raises
    ------
    ValueError
        If the two differ in shape, or are not of one dimension.
    """
    actual, predicted = np.asarray(actual, dtype=float), np.asarray(predicted, dtype=float)
    if actual.shape != predicted.shape or actual.ndim != 1:
        raise ValueError(
            f"actual and predicted values must be two vectors of one length, "
            f"got shapes {actual.shape} and {predicted.shape}"
        )
    usable = np.isfinite(actual) & np.isfinite(predicted)
    n_left_out = int(np.count_nonzero(~usable))
    return Residuals(actual[usable], predicted[usable], target_name, n_left_out)
