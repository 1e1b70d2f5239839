"""The search for alpha at each degree, which may be interrupted."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from polylasso.descent import Checkpoint, Meter, Progress
from polylasso.estimators.control import pin_factors
from polylasso.estimators.reading import TrainingData
from polylasso.estimators.splits import Splits
from polylasso.selection import CrossValidation, Fold, Rung, Search, cross_validate
from polylasso.solvers import Settings
from polylasso.threads import single_thread
from polylasso.training import Problem, Specification, Vocabulary, build_problems

__all__ = ["Candidate", "Found", "Task", "gather", "search_degrees", "walk"]

# Columns of this many entries make a fold worth a thread of its own.
THREAD_ENTRIES = 3_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """What cross-validation found for one dictionary.

    Parameters
    ----------
    degree : int
    build : callable
        Returns the problem of all rows.
    result : CrossValidation
    rung : Rung or None
        Of the ladder of degree="auto".
    is_adaptive : bool
        Whether penalties were weighed by the terms of a search before.
    n_candidate_terms : int
    seconds : float
    vocabularies : tuple of Vocabulary
        What the solutions speak of, that of all rows first.
    """

    degree: int
    build: Callable[[], Problem]
    result: CrossValidation
    rung: Rung | None = None
    is_adaptive: bool = False
    n_candidate_terms: int = 0
    seconds: float = 0.0
    vocabularies: tuple[Vocabulary, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What cross-validation found.

    Parameters
    ----------
    candidates : tuple of Candidate
        At least one.
    n_done, n_total : int
        Alphas over all dictionaries; a grid that ended early counts as done.
    is_interrupted : bool
    skipped : tuple of str
        Dictionaries that were too large, or for which there was no time.
    """

    candidates: tuple[Candidate, ...]
    n_done: int
    n_total: int
    is_interrupted: bool
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What all dictionaries have in common."""

    data: TrainingData
    splits: Splits
    search: Search
    settings: Settings
    n_jobs: int | None
    tell: Callable[[Progress], object] | None
    checkpoint: Checkpoint

    @property
    def folds(self) -> list[Fold]:
        """Rows held out."""
        data, splits = self.data, self.splits
        return [
            Fold.of(data.table, data.target, data.weights, train, test)
            for train, test in zip(splits.trains, splits.tests, strict=True)
        ]


def search_degrees(specifications: Sequence[Specification], task: Task) -> Found:
    """Cross-validate each degree.

    Raises
    ------
    KeyboardInterrupt
        If nothing is done yet; else what is done is returned.
    """
    meter = Meter(task.tell, len(specifications))
    return gather((_try(one, task, meter) for one in specifications), len(specifications))


def gather(attempts: Iterator[Candidate], n_attempts: int) -> Found:
    """Collect candidates until there are no more, or an interruption.

    Parameters
    ----------
    attempts : iterator of Candidate
    n_attempts : int
        How many there are at most.

    Raises
    ------
    KeyboardInterrupt
        If nothing is done yet; else what is done is returned.
    """
    candidates: list[Candidate] = []
    is_interrupted = False
    while not is_interrupted:
        try:
            candidate = next(attempts, None)
        except KeyboardInterrupt:
            if not candidates:
                raise
            is_interrupted = True
            break
        if candidate is None:
            break
        candidates.append(candidate)
        is_interrupted = candidate.result.ended == "interrupted"
    last = candidates[-1].result
    n_grid = len(last.walked.grid)
    n_last = last.walked.n_done if last.ended == "interrupted" else n_grid
    n_done = (len(candidates) - 1) * n_grid + n_last
    return Found(tuple(candidates), n_done, n_attempts * n_grid, is_interrupted)


def _try(specification: Specification, task: Task, meter: Meter) -> Candidate:
    data, splits, degree = task.data, task.splits, specification.degree
    problems = build_problems(data.table, data.target, data.weights, splits.trains, specification)
    result = walk(problems, task, meter, f"degree {degree}")
    vocabularies = tuple(map(Vocabulary.of, problems))
    return Candidate(degree, lambda: problems[0], result, vocabularies=vocabularies)


def walk(problems: Sequence[Problem], task: Task, meter: Meter, name: str) -> CrossValidation:
    """Cross-validate one dictionary, called by a name in the checkpoint."""
    pin_factors(task.checkpoint, problems[0], name)
    search = replace(task.search, n_threads=_threads(problems[0], task.n_jobs))
    with single_thread():
        return cross_validate(
            problems, task.folds, search, task.settings, meter, task.checkpoint, name
        )


def _threads(problem: Problem, n_jobs: int | None) -> int:
    cores = os.cpu_count() or 1
    if n_jobs is not None:
        return min(cores, n_jobs if n_jobs > 0 else max(1, cores + 1 + n_jobs))
    entries = problem.columns.n_terms * len(problem.weights)
    large = entries >= THREAD_ENTRIES and problem.storage != "moments"
    return cores if large else 1
