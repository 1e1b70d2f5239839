"""All alphas at which an exact path bends, between the solutions of a grid."""

import warnings
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from polylasso.errors import SolverWarning
from polylasso.path import Knot
from polylasso.solvers import Piece, Solution, walk
from polylasso.training.problem import Problem

__all__ = ["find_knots"]

# Terms looked at between two solutions, beside those of their supports.
CANDIDATES = 200


def find_knots(problem: Problem, solutions: Sequence[Solution]) -> tuple[Knot, ...]:
    """Return the knots between the first and the last solution.

    Between two solutions the path is followed event by event over their terms and those most
    correlated with the residual at either end. Where it does not arrive at the next solution
    (ties), a warning says between which alphas knots are missing.
    """
    knots: list[Knot] = []
    for upper, lower in pairwise(solutions):
        found = _between(problem, upper, lower)
        if found is None:
            warnings.warn(
                f"the knots between alpha {upper.alpha:.6g} and {lower.alpha:.6g} could not be "
                "told apart (ties between terms); a finer grid may separate them",
                SolverWarning,
                stacklevel=4,
            )
        else:
            knots += found
    return tuple(knots)


def _between(problem: Problem, upper: Solution, lower: Solution) -> list[Knot] | None:
    terms = _candidates(problem, upper, lower)
    position = {int(term): place for place, term in enumerate(terms)}
    start = Piece(
        upper.alpha,
        tuple(position[int(term)] for term in upper.support),
        tuple(np.sign(upper.coef)),
    )
    events, end = walk(
        problem.design.gram(terms, terms),
        problem.design.null_gradient[terms],
        problem.factor[terms],
        start,
        lower.alpha,
    )
    reached = dict(zip((int(terms[k]) for k in end.active), end.signs, strict=True))
    if reached != dict(zip(lower.support.tolist(), np.sign(lower.coef).tolist(), strict=True)):
        return None
    return [
        Knot(event.alpha, problem.terms(terms[[event.term]])[0], event.enters) for event in events
    ]


def _candidates(problem: Problem, upper: Solution, lower: Solution) -> np.ndarray:
    """Terms of both supports, and those nearest to entering at either end."""
    chosen = [upper.support, lower.support]
    for solution in (upper, lower):
        gradient = np.abs(problem.design.gradient(solution.support, solution.coef))
        ratio = np.divide(
            gradient, problem.factor, out=np.zeros_like(gradient), where=problem.factor > 0
        )
        size = min(CANDIDATES, len(ratio))
        chosen.append(np.argpartition(-ratio, size - 1)[:size])
    return np.unique(np.concatenate(chosen))
