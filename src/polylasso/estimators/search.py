"""The search for alpha at each degree, which may be interrupted."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polylasso.descent import Checkpoint, Meter
from polylasso.estimators.control import pin_factors
from polylasso.estimators.reading import TrainingData
from polylasso.estimators.splits import Splits
from polylasso.selection import CrossValidation, Fold, Search, cross_validate
from polylasso.solvers import Settings
from polylasso.threads import single_thread
from polylasso.training import Problem, Specification, build_problems

__all__ = ["Candidate", "Found", "Task", "search_degrees"]

# Columns of this many entries make a fold worth a thread of its own.
THREAD_ENTRIES = 3_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """What cross-validation found for one degree."""

    degree: int
    problem: Problem
    result: CrossValidation


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What cross-validation found.

    Parameters
    ----------
    candidates : tuple of Candidate
        At least one.
    n_done, n_total : int
        Alphas over all degrees; a grid that ended early counts as done.
    is_interrupted : bool
    """

    candidates: tuple[Candidate, ...]
    n_done: int
    n_total: int
    is_interrupted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What all degrees have in common."""

    data: TrainingData
    splits: Splits
    search: Search
    settings: Settings
    n_jobs: int | None


def search_degrees(
    specifications: Sequence[Specification], task: Task, meter: Meter, checkpoint: Checkpoint
) -> Found:
    """Cross-validate each degree.

    Raises
    ------
    KeyboardInterrupt
        If nothing is done yet; else what is done is returned.
    """
    candidates: list[Candidate] = []
    is_interrupted = False
    for specification in specifications:
        try:
            candidates.append(_try(specification, task, meter, checkpoint))
        except KeyboardInterrupt:
            if not candidates:
                raise
            is_interrupted = True
        if is_interrupted or candidates[-1].result.ended == "interrupted":
            is_interrupted = True
            break
    n_grid = len(candidates[-1].result.walked.grid)
    last = candidates[-1].result
    n_last = last.walked.n_done if last.ended == "interrupted" else n_grid
    n_done = (len(candidates) - 1) * n_grid + n_last
    return Found(tuple(candidates), n_done, len(specifications) * n_grid, is_interrupted)


def _try(
    specification: Specification, task: Task, meter: Meter, checkpoint: Checkpoint
) -> Candidate:
    data, splits, degree = task.data, task.splits, specification.degree
    problems = build_problems(data.table, data.target, data.weights, splits.trains, specification)
    pin_factors(checkpoint, problems[0], degree)
    folds = [
        Fold(data.table.take(test), data.target[test], data.weights[test], int(train.sum()))
        for train, test in zip(splits.trains, splits.tests, strict=True)
    ]
    search = replace(task.search, n_threads=_threads(problems[0], task.n_jobs))
    name = f"degree {degree}"
    with single_thread():
        result = cross_validate(problems, folds, search, task.settings, meter, checkpoint, name)
    return Candidate(degree, problems[0], result)


def _threads(problem: Problem, n_jobs: int | None) -> int:
    cores = os.cpu_count() or 1
    if n_jobs is not None:
        return min(cores, n_jobs if n_jobs > 0 else max(1, cores + 1 + n_jobs))
    entries = problem.columns.n_terms * len(problem.weights)
    large = entries >= THREAD_ENTRIES and problem.storage != "moments"
    return cores if large else 1
