"""Choosing alpha, the share of the refit, and the degree, by cross-validation.

All folds and the full problem walk down one grid of alphas together, so that the walk can end
where the error of cross-validation no longer falls.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from polylasso.path import alpha_grid
from polylasso.selection.scoring import BLENDS, Fold, Scorer, standard_error
from polylasso.solvers import PathFollower, Settings, Solution
from polylasso.training import Problem, start_path

__all__ = ["CrossValidation", "cross_validate", "null_error"]

# Alphas walked between looks at the error.
STRIDE = 5
# The walk ends when the last fifth of the grid lowered no error by more than a trifle: a share of
# its standard error, larger where the rule forgives one standard error anyway.
PATIENCE = 0.2
TRIFLES = {"one_se": 0.25, "min": 0.05}


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """Errors over a grid of alphas.

    Parameters
    ----------
    alphas : ndarray of shape (n_alphas,)
        Alphas walked; fewer than asked for if the walk ended early.
    solutions : list of Solution
        On all rows.
    errors : ndarray of shape (n_blends, n_alphas, n_folds)
        Weighted mean squared errors on the rows held out, for `BLENDS`.
    ended_early : bool
        Whether the walk ended because the error no longer fell.
    follower : PathFollower
        That of all rows, with its counts of passes and steps.
    """

    alphas: np.ndarray
    solutions: list[Solution]
    errors: np.ndarray
    ended_early: bool
    follower: PathFollower

    @property
    def n_terms(self) -> np.ndarray:
        """Number of terms at each alpha."""
        return np.array([len(solution.support) for solution in self.solutions])


def cross_validate(
    problems: Sequence[Problem],
    folds: Sequence[Fold],
    alphas: int | np.ndarray,
    eps: float,
    settings: Settings,
    rule: str = "one_se",
    n_threads: int = 1,
    tell: Callable[[float], object] | None = None,
) -> CrossValidation:
    """Walk the full problem and the folds down the grid.

    Parameters
    ----------
    problems : sequence of Problem
        That of all rows, then one per fold.
    folds : sequence of Fold
    alphas : int or ndarray
        Length of the grid, which may then end early, or the grid itself, which is walked whole.
    eps : float
        Least alpha over alpha_max.
    settings : Settings
    rule : {"one_se", "min"}
        How alpha will be chosen: the walk ends sooner under the first.
    n_threads : int
        Problems walked at a time.
    tell : callable or None
        Called with the share of the grid that is done.
    """
    n_threads = _threads(problems, n_threads)
    scorers = [Scorer(p, fold) for p, fold in zip(problems[1:], folds, strict=True)]
    free = isinstance(alphas, int | np.integer)
    solutions: list[Solution] = []
    errors = np.empty((len(BLENDS), 0, len(folds)))
    ended_early = False
    with _mapper(n_threads) as each:
        walkers = _start(problems, settings, each)
        grid = alpha_grid(walkers[0].alpha_max, int(alphas), eps) if free else np.sort(alphas)[::-1]
        for start in range(0, len(grid), STRIDE):
            stretch = grid[start : start + STRIDE]
            walks = _walk(problems, walkers, stretch, each)
            solutions += walks[0]
            scores = [s.errors(walk) for s, walk in zip(scorers, walks[1:], strict=True)]
            errors = np.concatenate([errors, np.stack(scores, axis=2)], axis=1)
            if tell is not None:
                tell(len(solutions) / len(grid))
            enough = free and _no_better(errors, len(grid), TRIFLES[rule])
            if enough or _saturated(solutions[-1], walkers[0]):
                ended_early = len(solutions) < len(grid)
                break
    return CrossValidation(grid[: len(solutions)], solutions, errors, ended_early, walkers[0])


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
    problems: Sequence[Problem],
    walkers: Sequence[PathFollower],
    alphas: np.ndarray,
    each: Callable,
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


def _saturated(solution: Solution, walker: PathFollower) -> bool:
    """Whether the residual is rounding error."""
    return solution.loss <= 1e-14 * walker.null_loss
