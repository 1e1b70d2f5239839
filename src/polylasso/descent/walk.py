"""The walk itself: stretch by stretch, told, kept, and ended where it need not go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from polylasso.descent.checkpoint import Checkpoint
from polylasso.descent.meter import Meter
from polylasso.descent.walked import Walked
from polylasso.solvers import PathFollower, Solution

__all__ = ["Plan", "descend"]

Walks = Sequence[Sequence[Solution]]


def _one_by_one(walkers: Sequence[PathFollower], alphas: np.ndarray) -> Walks:
    return [list(walker.follow(alphas)) for walker in walkers]


def _no_errors(walks: Walks) -> np.ndarray:
    return np.empty((0, len(walks[0]), 0))


def _never(walked: Walked) -> str | None:
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How a grid is walked.

    Parameters
    ----------
    grid : ndarray of shape (n_grid,)
        Decreasing alphas.
    stride : int
        Alphas walked between looks.
    advance : callable
        Returns the solutions of every problem, given the followers and some alphas.
    score : callable
        Returns the errors of new solutions, shape (n_blends, n_new, n_folds).
    end : callable
        Returns why the walk need not go on, or None, given what is walked.
    max_terms : int or None
        The walk ends before a model of all rows with more terms.
    keeps_part : bool
        Whether the part done is of use if the walk is interrupted.
    """

    grid: np.ndarray
    stride: int = 1
    advance: Callable[[Sequence[PathFollower], np.ndarray], Walks] = _one_by_one
    score: Callable[[Walks], np.ndarray] = _no_errors
    end: Callable[[Walked], str | None] = _never
    max_terms: int | None = None
    keeps_part: bool = True


def descend(
    walkers: Sequence[PathFollower],
    plan: Plan,
    meter: Meter,
    checkpoint: Checkpoint,
    name: str = "path",
) -> Walked:
    """Walk problems down a grid, from a checkpoint on if there is one.

    Parameters
    ----------
    walkers : sequence of PathFollower
        That of all rows first.
    plan : Plan
    meter : Meter
        Told after every stretch.
    checkpoint : Checkpoint
    name : str
        Of the walk in the checkpoint.

    Returns
    -------
    Walked
        With the reason why it ended.

    Raises
    ------
    KeyboardInterrupt
        If nothing is done yet, or a part is of no use; else a part is returned.
    CheckpointError
        If the checkpoint is of another walk.
    ValueError
        If already the first model has more terms than allowed.
    """
    walked = checkpoint.resumed(name, Walked.nothing(plan.grid, len(walkers)), walkers)
    meter.start(walked.n_done)
    try:
        while walked.ended is None:
            walked = _stretch(walked, walkers, plan)
            checkpoint.note(name, walked)
            meter.tell(walked.n_done, len(plan.grid), walked.of_all_rows[-1], walkers[0])
    except KeyboardInterrupt:
        if not (plan.keeps_part and walked.n_done):
            raise
        is_complete = walked.ended is not None and meter.is_last
        return walked if is_complete else replace(walked, ended="interrupted")
    finally:
        checkpoint.write()
    return walked


def _stretch(walked: Walked, walkers: Sequence[PathFollower], plan: Plan) -> Walked:
    """Return what is walked after one stretch more."""
    alphas = walked.grid[walked.n_done : walked.n_done + plan.stride]
    fresh = plan.advance(walkers, alphas)
    kept = _number_within(fresh[0], plan.max_terms)
    if kept:
        fresh = [solutions[:kept] for solutions in fresh]
        members = [walker.members for walker in walkers]
        walked = walked.extended(fresh, members, plan.score(fresh))
    elif walked.n_done == 0:
        raise ValueError(
            f"max_terms is {plan.max_terms}, but the model at the largest alpha, {alphas[0]:.4g}, "
            f"has {len(fresh[0][0].support)} terms; raise max_terms, or pass larger alphas"
        )
    return replace(walked, ended=_reason(walked, kept < len(alphas), plan))


def _number_within(solutions: Sequence[Solution], max_terms: int | None) -> int:
    """Return how many solutions stand before the first that has too many terms."""
    if max_terms is None:
        return len(solutions)
    crowded = [len(solution.support) > max_terms for solution in solutions]
    return crowded.index(True) if any(crowded) else len(solutions)


def _reason(walked: Walked, is_cut: bool, plan: Plan) -> str | None:
    if is_cut:
        return "max_terms"
    return "grid" if walked.n_done == len(walked.grid) else plan.end(walked)
