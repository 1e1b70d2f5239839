"""Choosing alpha, the share of the refit, and the degree, by cross-validation.

All folds and the full problem walk down one grid of alphas together, so that the walk can end
where the error of cross-validation no longer falls.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np

from polylasso.descent import Checkpoint, Meter, Plan, Walked, descend
from polylasso.path import alpha_grid
from polylasso.selection.scoring import Fold, Scorer, standard_error
from polylasso.solvers import PathFollower, Settings, Solution
from polylasso.training import Problem, start_path

__all__ = ["CrossValidation", "Search", "cross_validate", "null_error"]

# Alphas walked between looks at the error.
STRIDE = 5
# The walk ends when the last fifth of the grid lowered no error by more than a trifle: a share of
# its standard error, larger where the rule forgives one standard error anyway.
PATIENCE = 0.2
TRIFLES = {"one_se": 0.25, "min": 0.05}
# It also ends when every blend's error was, at each of the last alphas (a twentieth of the grid),
# above its least by twice the standard error of the paired differences. Over 780 fits of 109
# public data sets (up to 1,500 rows; 2, 3, 5 or 10 folds; both rules) this changed no choice and
# saved a third of the time with 5 folds; with the standard error alone it changed two.
RISE_SHARE, RISE = 0.05, 2.0
# A residual of this share of the null loss is rounding error.
SATURATED = 1e-14


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """Errors over a grid of alphas.

    Parameters
    ----------
    walked : Walked
        Solutions of the problem of all rows and of the folds, and why there are no more.
    follower : PathFollower
        That of all rows, with its counts of passes and steps.
    """

    walked: Walked
    follower: PathFollower

    @property
    def alphas(self) -> np.ndarray:
        """Alphas walked; fewer than asked for if the walk ended early."""
        return self.walked.alphas

    @property
    def solutions(self) -> tuple[Solution, ...]:
        """Solutions on all rows."""
        return self.walked.of_all_rows

    @property
    def errors(self) -> np.ndarray:
        """Mean squared errors on the rows held out, for `BLENDS`: (n_blends, n_alphas, n_folds)."""
        return self.walked.errors

    @property
    def ended(self) -> str:
        """Why the walk ended.

        One of "grid", "flat", "rising", "saturated", "max_terms",
        "time_limit", "interrupted".
        """
        return self.walked.ended

    @property
    def n_terms(self) -> np.ndarray:
        """Number of terms at each alpha."""
        return np.array([len(solution.support) for solution in self.solutions])


@dataclass(frozen=True, slots=True)
class Search:
    """How alpha is searched.

    Parameters
    ----------
    alphas : int or ndarray
        Length of the grid, which may then end early, or the grid itself, which is walked whole.
    eps : float
        Least alpha over alpha_max.
    rule : {"one_se", "min"}
        How alpha will be chosen: the walk ends sooner under the first.
    max_terms : int or None
        The walk ends before a model of all rows with more terms.
    n_threads : int
        Problems walked at a time.
    deadline : float or None
        Moment of `time.monotonic` at which the walk ends.
    """

    alphas: int | np.ndarray = 100
    eps: float = 1e-4
    rule: str = "one_se"
    max_terms: int | None = None
    n_threads: int = 1
    deadline: float | None = None


def cross_validate(
    problems: Sequence[Problem],
    folds: Sequence[Fold],
    search: Search,
    settings: Settings,
    meter: Meter,
    checkpoint: Checkpoint,
    name: str = "path",
) -> CrossValidation:
    """Walk the full problem and the folds down the grid.

    Parameters
    ----------
    problems : sequence of Problem
        That of all rows, then one per fold.
    folds : sequence of Fold
    search : Search
    settings : Settings
    meter, checkpoint, name
        As in `descend`.
    """
    scorers = [Scorer(p, fold) for p, fold in zip(problems[1:], folds, strict=True)]
    with _mapper(_threads(problems, search.n_threads)) as each:
        walkers = _start(problems, settings, each)
        plan = Plan(
            grid=_grid(search, walkers[0].alpha_max),
            stride=STRIDE,
            advance=partial(_walk, each, problems),
            score=partial(_score, scorers),
            end=partial(_end, search, walkers[0].null_loss),
            max_terms=search.max_terms,
        )
        walked = descend(walkers, plan, meter, checkpoint, name)
    return CrossValidation(walked, walkers[0])


def _grid(search: Search, alpha_max: float) -> np.ndarray:
    if isinstance(search.alphas, int | np.integer):
        return alpha_grid(alpha_max, int(search.alphas), search.eps)
    return np.sort(search.alphas)[::-1]


def _score(scorers: Sequence[Scorer], walks: Sequence[Sequence[Solution]]) -> np.ndarray:
    """Return the errors of the folds, shape (n_blends, n_alphas, n_folds)."""
    scores = [scorer.errors(walk) for scorer, walk in zip(scorers, walks[1:], strict=True)]
    return np.stack(scores, axis=2)


def _end(search: Search, null_loss: float, walked: Walked) -> str | None:
    """Return why the walk need not go on, or None: a grid that was given is not left for errors."""
    if walked.of_all_rows[-1].loss <= SATURATED * null_loss:
        return "saturated"
    if search.deadline is not None and time.monotonic() >= search.deadline:
        return "time_limit"
    free = isinstance(search.alphas, int | np.integer)
    if free and _no_better(walked.errors, len(walked.grid), TRIFLES[search.rule]):
        return "flat"
    return "rising" if free and _clearly_rising(walked.errors, len(walked.grid)) else None


def null_error(
    target: np.ndarray, weights: np.ndarray, trains: np.ndarray, tests: np.ndarray
) -> float:
    """Return the error by cross-validation of the weighted training mean."""
    errors = []
    for train, test in zip(trains, tests, strict=True):
        mean = np.average(target[train], weights=weights[train])
        errors.append(np.average((target[test] - mean) ** 2, weights=weights[test]))
    return float(np.mean(errors))


def _threads(problems: Sequence[Problem], n_threads: int) -> int:
    """Return a thread for every problem where they share full passes, which wait for each other."""
    return len(problems) if problems[0].shares_passes else n_threads


def _start(problems: Sequence[Problem], settings: Settings, each: Callable) -> list[PathFollower]:
    def start(problem: Problem) -> PathFollower:
        with problem.attending():
            return start_path(problem, settings)

    return list(each(start, problems))


def _walk(
    each: Callable,
    problems: Sequence[Problem],
    walkers: Sequence[PathFollower],
    alphas: np.ndarray,
) -> list[list[Solution]]:
    """Return the solutions of every problem at some alphas."""

    def walk(problem: Problem, walker: PathFollower) -> list[Solution]:
        with problem.attending():
            return list(walker.follow(alphas))

    return list(each(walk, problems, walkers))


@contextmanager
def _mapper(n_threads: int) -> Iterator[Callable]:
    """Yield `map`, or that of a pool of threads."""
    if n_threads == 1:
        yield map
        return
    with ThreadPoolExecutor(n_threads) as pool:
        yield pool.map


def _no_better(errors: np.ndarray, n_grid: int, trifle: float) -> bool:
    """Whether no blend has gained more than a trifle of its standard error lately."""
    lately = max(int(PATIENCE * n_grid), 1)
    if errors.shape[1] <= lately:
        return False
    curves = errors.mean(axis=2)
    before, now = curves[:, :-lately].min(axis=1), curves.min(axis=1)
    noise = [
        standard_error(blend[curve.argmin()]) for blend, curve in zip(errors, curves, strict=True)
    ]
    return bool(np.all(before - now <= trifle * np.array(noise)))


def _clearly_rising(errors: np.ndarray, n_grid: int) -> bool:
    """Whether every blend has been well above its least error for the last alphas.

    Well above is twice the standard error of the differences, fold by fold, at each of them. A
    refit that is not tried any more has an infinite error.
    """
    lately = max(int(RISE_SHARE * n_grid), STRIDE)
    if errors.shape[1] <= lately or errors.shape[2] < 2:
        return False
    curves = errors.mean(axis=2)
    for blend, curve in zip(errors, curves, strict=True):
        tried = np.isfinite(curve[-lately:])
        excess = blend[-lately:][tried] - blend[curve.argmin()]
        noise = excess.std(axis=1, ddof=1) / np.sqrt(excess.shape[1])
        if np.any(excess.mean(axis=1) <= RISE * noise):
            return False
    return True
