"""Medians over seeds, then over sets. A run that failed counts as the lowest score of all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.srbench.runs import Run
from benchmarks.srbench.sets import is_friedman

__all__ = ["FLOOR", "Overall", "SetScore", "overall", "score_sets"]

# A model whose score on new rows is lower did harm: worse than the mean, beyond chance.
FLOOR = -0.05
NO_SCORE = float("-inf")


@dataclass(frozen=True, slots=True)
class SetScore:
    """Medians of one method over the seeds of a set; None where no run has a value.

    Parameters
    ----------
    name : str
    n_seeds : int
    r2 : float
    terms, size, seconds, cpu_seconds : float or None
    failures : tuple of str
        One reason for each run that failed.
    """

    name: str
    n_seeds: int
    r2: float
    terms: float | None
    size: float | None
    seconds: float | None
    cpu_seconds: float | None
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overall:
    """Medians of one method over sets; None where there is no value.

    Parameters
    ----------
    n_sets : int
    seeds : tuple of int
        Fewest and most of a set.
    r2, r2_friedman, r2_others : float or None
        Over all sets, Friedman's, and the others.
    lowest : SetScore
        The set of the lowest score.
    n_below : int
        Sets that score less than `FLOOR`.
    terms, size, seconds, cpu_seconds : float or None
    """

    n_sets: int
    seeds: tuple[int, int]
    r2: float
    r2_friedman: float | None
    r2_others: float | None
    lowest: SetScore
    n_below: int
    terms: float | None
    size: float | None
    seconds: float | None
    cpu_seconds: float | None


def score_sets(runs: Iterable[Run], names: Sequence[str]) -> list[SetScore]:
    """Return the scores of the sets that have runs, in the order of the names.

    Parameters
    ----------
    runs : iterable of dict
        Of one method.
    names : sequence of str
        Of the sets that count.
    """
    by_set = defaultdict(list)
    for run in runs:
        by_set[run["set"]].append(run)
    return [_score(name, by_set[name]) for name in names if name in by_set]


def _score(name: str, runs: Sequence[Run]) -> SetScore:
    return SetScore(
        name,
        len(runs),
        median(run.get("r2", NO_SCORE) for run in runs),
        *(_median(run.get(key) for run in runs) for key in _FIGURES),
        tuple(run["failure"] for run in runs if "failure" in run),
    )


_FIGURES = ("terms", "size", "seconds", "cpu_seconds")


def overall(scores: Sequence[SetScore]) -> Overall | None:
    """Return the medians over sets, or None if there is none."""
    if not scores:
        return None
    seeds = [score.n_seeds for score in scores]
    return Overall(
        len(scores),
        (min(seeds), max(seeds)),
        median(score.r2 for score in scores),
        _median(score.r2 for score in scores if is_friedman(score.name)),
        _median(score.r2 for score in scores if not is_friedman(score.name)),
        min(scores, key=lambda score: score.r2),
        sum(score.r2 < FLOOR for score in scores),
        *(_median(getattr(score, key) for score in scores) for key in _FIGURES),
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
