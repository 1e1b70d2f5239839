"""The mean of the models of the folds: less noise than one model has (Breiman, Bagging, 1996)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.solvers import Penalty, Solution, polish
from polylasso.terms import Dictionary, Term
from polylasso.training.finish import Final, describe_as
from polylasso.training.problem import Problem

__all__ = ["Vocabulary", "average"]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What the indices of a solution mean, without the columns.

    Parameters
    ----------
    dictionary : Dictionary
    index : ndarray of int
        As in `Problem`.
    """

    dictionary: Dictionary
    index: np.ndarray

    @classmethod
    def of(cls, problem: Problem) -> "Vocabulary":
        """Return that of a problem."""
        return cls(problem.dictionary, problem.index)

    def terms(self, indices: np.ndarray) -> tuple[Term, ...]:
        """Return terms by their numbers among those that vary."""
        return self.dictionary.terms(self.index[indices])


def average(
    problem: Problem,
    target: np.ndarray,
    trains: np.ndarray,
    parts: Sequence[tuple[Vocabulary, Solution]],
    l1_ratio: float,
    lasso_share: float,
    gap: float,
    fewest: int = 1,
) -> Final:
    """Solve each fold for its own terms, as functions on the range of all rows; return the mean.

    Terms that do not vary, or that all rows do not have, are left out.

    Parameters
    ----------
    problem : Problem
        Of all rows.
    target : ndarray of shape (n_rows,)
    trains : ndarray of bool, shape (n_folds, n_rows)
    parts : sequence of (Vocabulary, Solution)
        Of the folds.
    l1_ratio : float
    lasso_share : float
        1 for the lasso, 0 for the least-squares refit of its terms.
    gap : float
        Of the solution of all rows.
    fewest : int
        Terms of fewer folds are left out.
    """
    places = [_places(problem, vocabulary, solution) for vocabulary, solution in parts]
    found, counts = np.unique(np.concatenate(places), return_counts=True)
    support = found[(found >= 0) & (counts >= fewest)]
    places = [np.where(np.isin(place, support), place, -1) for place in places]
    columns = problem.standardised(support) / np.sqrt(problem.weights)[:, None]
    total = np.zeros(len(support))
    for train, place, (_, solution) in zip(trains, places, parts, strict=True):
        kept = np.flatnonzero(place >= 0)
        own = np.searchsorted(support, place[kept])
        fold = _Fold.of(columns[:, own], target, problem.weights * train, problem.columns.centred)
        total[own] += fold.solve(solution, kept, l1_ratio, lasso_share)
    coef = total / len(parts)
    kept = np.flatnonzero(coef)
    return describe_as(problem, target, support[kept], coef[kept], gap)


def _places(problem: Problem, vocabulary: Vocabulary, solution: Solution) -> np.ndarray:
    """Return the numbers of the terms of a solution in a problem; -1 where it has none."""
    terms = vocabulary.terms(solution.support)
    known = np.array([term in problem.dictionary for term in terms], dtype=bool)
    places = np.full(len(terms), -1, dtype=np.intp)
    places[known] = problem.find(tuple(t for t, is_in in zip(terms, known, strict=True) if is_in))
    return places


@dataclass(frozen=True, slots=True, eq=False)
class _Fold:
    """Columns and target under the weights of a fold, and the standard deviations there."""

    columns: np.ndarray
    goal: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(
        cls, columns: np.ndarray, target: np.ndarray, weights: np.ndarray, is_centred: bool
    ) -> "_Fold":
        weights = weights / weights.sum()
        root = np.sqrt(weights)
        if is_centred:
            columns, target = columns - weights @ columns, target - weights @ target
        scale = np.sqrt(weights @ columns**2)
        scale = np.where(scale > 0.0, scale, 1.0)
        return cls(np.asfortranarray(root[:, None] * columns / scale), root * target, scale)

    def solve(
        self, solution: Solution, kept: np.ndarray, l1_ratio: float, lasso_share: float
    ) -> np.ndarray:
        """Return the blend of a solution, at some of its terms, in units of the columns given."""
        nothing = np.zeros(len(kept))
        blend = nothing
        if lasso_share < 1.0:
            blend = (1.0 - lasso_share) * polish(self.columns, self.goal, nothing, nothing)
        if lasso_share > 0.0:
            penalty = Penalty(solution.alpha, l1_ratio, solution.factor)
            own, signs = penalty.at(solution.support[kept]), np.sign(solution.coef[kept])
            lasso = polish(self.columns, self.goal, own.threshold * signs, own.ridge)
            blend = blend + lasso_share * lasso
        return blend / self.scale
