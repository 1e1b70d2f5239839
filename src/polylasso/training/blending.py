"""Solutions of a path, blended with the least-squares refit of their terms."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from polylasso.solvers import Penalty, Solution

__all__ = ["blended", "with_final"]


def blended(solution: Solution, lasso_share: float, l1_ratio: float) -> Solution:
    """Return a solution blended with its refit; terms that the blend does not need are left out.

    1. At the solution b the gradient on its terms is Z'r = threshold sign(b) + ridge b =: g.
    2. The refit c has Z'(y - Z c) = 0 on them, so that Z'Z (c - b) = g, and
       L(b) - L(c) = 1/2 (c - b)'Z'Z (c - b) = 1/2 g'(c - b).
    3. s b + (1 - s) c is away from c by s (b - c), so that its loss is
       L(c) + s^2 (L(b) - L(c)) = L(b) - (1 - s^2) g'(c - b) / 2.

    Parameters
    ----------
    solution : Solution
    lasso_share : float
        s: 1 for the lasso, 0 for the refit.
    l1_ratio : float

    Returns
    -------
    Solution
        Its gap is that of the lasso.
    """
    own = Penalty(solution.alpha, l1_ratio, np.asarray(solution.factor)).at(solution.support)
    gradient = own.threshold * np.sign(solution.coef) + own.ridge * solution.coef
    gained = float(gradient @ (solution.refit - solution.coef))
    coef = lasso_share * solution.coef + (1.0 - lasso_share) * solution.refit
    kept = np.flatnonzero(coef)  # of collinear terms the refit needs one
    return replace(
        solution,
        support=solution.support[kept],
        coef=coef[kept],
        refit=solution.refit[kept],
        loss=max(solution.loss - 0.5 * (1.0 - lasso_share**2) * gained, 0.0),
    )


def with_final(
    solutions: Sequence[Solution], index: int, support: np.ndarray, coef: np.ndarray
) -> list[Solution]:
    """Return solutions of which one has the coefficients that became the model."""
    chosen = replace(solutions[index], support=support, coef=coef, refit=coef)
    return [*solutions[:index], chosen, *solutions[index + 1 :]]
