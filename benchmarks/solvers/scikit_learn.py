"""scikit-learn: PolynomialFeatures, StandardScaler and lasso_path on the same columns.

Of the columns of PolynomialFeatures those are kept that polylasso searches too: without powers of
0/1 columns, products that are zero everywhere, and the like. Which ones is told, not timed.
"""

import numpy as np
from sklearn.linear_model import lasso_path
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from benchmarks.problems import Problem

__all__ = ["ScikitLearn"]

# The tolerance shall end the search, not the number of sweeps.
MAX_ITER = 1_000_000_000


class ScikitLearn:
    """Coordinate descent, warm-started along the grid."""

    def __init__(self, problem: Problem, exponents: np.ndarray, alphas: np.ndarray):
        self._problem = problem
        self._alphas = alphas
        self._expansion = PolynomialFeatures(problem.degree, include_bias=False, order="F")
        powers = self._expansion.fit(problem.X).powers_
        position = {tuple(row): place for place, row in enumerate(powers)}
        self._kept = np.array([position[tuple(row)] for row in exponents])

    @staticmethod
    def tolerances(target: float) -> tuple[float, ...]:
        """Return tolerances down to one that guarantees the gap, and one below for rounding.

        The tolerance bounds the gap by its product with y'y, which is twice the objective at zero.
        """
        return tuple(target * share for share in (1e3, 1e2, 1e1, 2.0, 0.5, 0.01))

    def expand(self) -> np.ndarray:
        """Make the standardised columns."""
        columns = self._expansion.fit_transform(self._problem.X)
        return StandardScaler(copy=False).fit_transform(np.asfortranarray(columns[:, self._kept]))

    def run(self, tolerance: float) -> np.ndarray:
        """Solve on the grid, from raw columns."""
        return lasso_path(
            self.expand(),
            self._problem.y - self._problem.y.mean(),
            alphas=self._alphas,
            tol=tolerance,
            max_iter=MAX_ITER,
        )[1]

    def coef(self, result: np.ndarray) -> np.ndarray:
        """Return the coefficients, which are in the order of the exponents."""
        return result
