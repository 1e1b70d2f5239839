"""What the linear models of one degree share, and what each of them returns."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from polylasso.descent import Checkpoint, Meter
from polylasso.errors import DataError
from polylasso.lab.holdout import Split
from polylasso.model import PolynomialModel
from polylasso.selection import CrossValidation, Fold, Search, cross_validate
from polylasso.solvers import Settings
from polylasso.threads import single_thread
from polylasso.training import Problem, Specification, build_problems

__all__ = ["Attempt", "Coefficients", "Prepared", "attempt", "predictor", "prepare", "walk_down"]


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """What a tuned model predicts on rows that it has not seen.

    Parameters
    ----------
    on_folds : ndarray of shape (n_train,)
        Of each training row by the model of the fold that holds it out.
    on_test : ndarray of shape (n_test,)
        Of the rows held out, by the model of all training rows.
    n_terms : int or None
    settings : dict of str to float
        What the folds chose.
    """

    on_folds: np.ndarray
    on_test: np.ndarray
    n_terms: int | None
    settings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What the candidates of one degree share: problems, and the lasso walked down them.

    Parameters
    ----------
    split : Split
    folds : list of Fold
    problems : list of Problem
        That of all training rows, then one per fold.
    walk : CrossValidation
        Of the lasso.
    search : Search
        How alpha is searched, and the rule that chooses it.
    solver : Settings
    seconds_forming, seconds_walking : float
    """

    split: Split
    folds: list[Fold]
    problems: list[Problem]
    walk: CrossValidation
    search: Search
    solver: Settings
    seconds_forming: float
    seconds_walking: float

    @property
    def degree(self) -> int:
        """Largest degree of a term."""
        return self.problems[0].specification.degree

    @property
    def rule(self) -> str:
        """How alpha is chosen."""
        return self.search.rule

    def train(self, number: int) -> np.ndarray:
        """Return which training rows a problem is trained on; the first on all."""
        if number == 0:
            return np.ones(len(self.split.train), dtype=bool)
        return self.split.trains[number - 1]

    def own_target(self, number: int) -> np.ndarray:
        """Return the target on the rows that a problem holds: those of its fold, or all."""
        target = self.split.train.target
        shares_columns = len(self.problems[number].weights) == len(target)
        return target if shares_columns else target[self.train(number)]

    def refuse_unformed(self) -> None:
        """Raise DataError if the columns of all terms are too large to be held together."""
        if self.problems[0].storage == "implicit":
            n_terms = self.problems[0].dictionary.n_terms
            raise DataError(
                f"needs the columns of all {n_terms:,} terms at once, which are too many to hold"
            )


@dataclass(frozen=True, slots=True, eq=False)
class Coefficients:
    """Coefficients of some standardised terms."""

    support: np.ndarray
    values: np.ndarray


def prepare(
    split: Split, specification: Specification, search: Search, solver: Settings
) -> Prepared:
    """Form the terms of one degree and walk the lasso down them.

    Raises
    ------
    DataError
        If the table cannot be used as it is.
    MemoryLimitError
        If the terms would not fit in the memory allowed.
    KeyboardInterrupt
        If the walk is interrupted.
    """
    train = split.train
    begun = time.perf_counter()
    problems = build_problems(train.table, train.target, split.weights, split.trains, specification)
    formed = time.perf_counter()
    folds = split.folds()
    walk = walk_down(problems, folds, search, solver)
    walked = time.perf_counter()
    return Prepared(split, folds, problems, walk, search, solver, formed - begun, walked - formed)


def walk_down(
    problems: Sequence[Problem], folds: Sequence[Fold], search: Search, solver: Settings
) -> CrossValidation:
    """Cross-validate a grid of alphas, wholly or not at all."""
    with single_thread():
        walk = cross_validate(problems, folds, search, solver, Meter(), Checkpoint())
    if walk.ended == "interrupted":
        raise KeyboardInterrupt
    return walk


def attempt(
    prepared: Prepared, solutions: Sequence[Coefficients], settings: dict[str, float]
) -> Attempt:
    """Predict what the solutions have not seen.

    Parameters
    ----------
    prepared : Prepared
    solutions : sequence of Coefficients
        That of all training rows, then one per fold.
    settings : dict of str to float

    Raises
    ------
    DataError
        If a coefficient in raw units is outside the floating-point range.
    """
    split = prepared.split
    on_folds = np.empty(len(split.train))
    for number, (fold, train) in enumerate(zip(prepared.folds, split.trains, strict=True), 1):
        model = predictor(prepared.problems[number], solutions[number], split.target_name)
        on_folds[~train] = model.predict(fold.table)
    model = predictor(prepared.problems[0], solutions[0], split.target_name)
    return Attempt(on_folds, model.predict(split.test.table), len(model.terms), settings)


def predictor(problem: Problem, solution: Coefficients, target_name: str) -> PolynomialModel:
    """Return the model of a solution, without the terms whose coefficient is zero."""
    used = np.flatnonzero(solution.values)
    return problem.model(solution.support[used], solution.values[used], target_name)
