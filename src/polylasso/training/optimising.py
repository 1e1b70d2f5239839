"""A problem as optimisers see it."""

import numpy as np

from polylasso.optimisers import PenalisedProblem, loss_of
from polylasso.solvers import Penalty, Settings, primal
from polylasso.training.parents import start_path
from polylasso.training.problem import Problem

__all__ = ["certified_optimum", "penalised"]


def penalised(
    problem: Problem, alpha: float, l1_ratio: float = 1.0, optimum: float | None = None
) -> PenalisedProblem:
    """Return the objective of a problem at one alpha.

    Parameters
    ----------
    problem : Problem
    alpha : float
        >= 0.
    l1_ratio : float, default=1.0
        Share of the L1 part, in (0, 1].
    optimum : float or None, default=None
        Its certified least value, if it is known.
    """
    return PenalisedProblem(
        loss_of(problem.design), Penalty(alpha, l1_ratio, problem.factor), optimum
    )


def certified_optimum(problem: Problem, alpha: float, l1_ratio: float = 1.0) -> float:
    """Return the least value of the objective, from the exact solver.

    Parameters
    ----------
    problem : Problem
    alpha : float
        > 0.
    l1_ratio : float, default=1.0
    """
    solution = start_path(problem, Settings(l1_ratio=l1_ratio)).solve(alpha)
    penalty = Penalty(alpha, l1_ratio, np.asarray(solution.factor)).at(solution.support)
    return primal(solution.loss, solution.coef, penalty)
