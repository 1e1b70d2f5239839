"""A race of optimisers to the certified optimum, on standardised terms and on terms as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from polylasso.lab.task import LassoTask, lasso_task
from polylasso.optimisers import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    Loss,
    Momentum,
    Optimiser,
    PenalisedProblem,
    RMSprop,
    Slope,
    SmoothedSign,
    Trace,
)
from polylasso.solvers import Penalty
from polylasso.threads import single_thread

__all__ = ["ENTRANTS", "Race", "Runner", "race", "race_on"]

SMOOTHED = SmoothedSign()
# Those with a smoothed sign are as in the original: with a
# proximal L1 an adaptive step is safe only if it is so short that none would arrive.
ENTRANTS = (
    GradientDescent(l1=SMOOTHED),
    Momentum(l1=SMOOTHED),
    RMSprop(l1=SMOOTHED),
    Adam(l1=SMOOTHED),
    ISTA(),
    FISTA(),
)
# Of its safe rate, tried in turn while an optimiser swings around the optimum; and the last
# records of a trace, among which the gap then rises.
SHARES, LATE = (1.0, 0.1, 0.01), 50


@dataclass(frozen=True, slots=True, eq=False)
class Runner:
    """One optimiser in a race.

    Parameters
    ----------
    name : str
        Of the optimiser; with its treatment of L1 where another of that name runs.
    standardised : bool
        Whether its terms were standardised.
    trace : Trace
        Coefficients are of the terms it was given.
    """

    name: str
    standardised: bool
    trace: Trace

    @property
    def iterations(self) -> int | None:
        """Steps to the gap, or None if it was not reached."""
        return self.trace.n_iter if self.trace.ended == "gap" else None


@dataclass(frozen=True, slots=True, eq=False)
class Race:
    """What came of a race.

    Parameters
    ----------
    runners : tuple of Runner
    gap : float
        To be reached: excess of the objective over its certified least value, over the loss of the
        best constant.
    max_iter : int
        Most steps.
    alpha : float
    n_rows, n_terms, degree : int
    scale_ratio : float
        Largest over smallest standard deviation of a term as it is.
    """

    runners: tuple[Runner, ...]
    gap: float
    max_iter: int
    alpha: float
    n_rows: int
    n_terms: int
    degree: int
    scale_ratio: float

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the optimisers, in the order of their start."""
        return tuple(dict.fromkeys(runner.name for runner in self.runners))

    def runner(self, name: str, standardised: bool = True) -> Runner:
        """Return the runner of a name; KeyError if there is none."""
        for runner in self.runners:
            if (runner.name, runner.standardised) == (name, standardised):
                return runner
        raise KeyError(name)


@dataclass(frozen=True, slots=True, eq=False)
class ScaledLoss:
    """The loss of columns s_j z_j, from that of columns z_j: f(b) = g(s b), and f' = s g'(s b).

    Parameters
    ----------
    loss : Loss
    scales : ndarray of shape (n_terms,)
    """

    loss: Loss
    scales: np.ndarray

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""
        return self.loss.n_terms

    @property
    def null_loss(self) -> float:
        """Loss of the best constant."""
        return self.loss.null_loss

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""
        slope = self.loss.at(self.scales * coef)
        return Slope(slope.loss, self.scales * slope.gradient)


def race(
    X: Any,
    y: Any,
    *,
    degree: int = 2,
    alpha: float | None = None,
    optimisers: Sequence[Optimiser] | None = None,
    gap: float = 1e-4,
    max_iter: int = 100_000,
    standardise: Sequence[bool] = (True, False),
) -> Race:
    """Let optimisers run to a gap from the certified optimum, on the same objective.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    degree : int, default=2
        Largest total degree of a term.
    alpha : float or None, default=None
        > 0; None is a thousandth of the least alpha without terms. That of the original's lambda
        is `original_alpha`.
    optimisers : sequence of Optimiser or None, default=None
        Their gap, threshold and max_iter are those of the race. None is gradient descent, momentum,
        RMSprop and Adam with the smoothed sign of the original, ISTA and FISTA. Each runs at the
        rate it was given, or at its safe rate (`Optimiser.safe_rate`); one that only swings around
        the optimum there runs again at a tenth and at a hundredth of it, and its best run counts.
    gap : float, default=1e-4
        > 0, over the loss of the best constant.
    max_iter : int, default=100_000
        Most steps.
    standardise : sequence of bool, default=(True, False)
        Whether terms are standardised. If not, they are centred and in their own units, and the
        threshold of each is alpha times its standard deviation s_j: with b_j = w_j / s_j the
        objective, and so the best model, is the same. What differs is the conditioning.

    Returns
    -------
    Race

    Raises
    ------
    DataError
        If the table cannot be used as it is.
    DivergenceError
        If a learning rate that was given is too large.
    ValueError
        If a parameter is out of its range.

    Examples
    --------
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.lab import FISTA, ISTA, race
    >>> diabetes = load_diabetes()
    >>> found = race(
    ...     diabetes.data, diabetes.target, optimisers=[ISTA(), FISTA()], standardise=[True]
    ... )
    >>> found.runner("FISTA").iterations < found.runner("ISTA").iterations
    True
    """
    task = lasso_task(X, y, degree=degree, alpha=alpha)
    return race_on(task, optimisers, gap=gap, max_iter=max_iter, standardise=standardise)


def race_on(
    task: LassoTask,
    optimisers: Sequence[Optimiser] | None = None,
    *,
    gap: float = 1e-4,
    max_iter: int = 100_000,
    standardise: Sequence[bool] = (True, False),
    callback: Callable[[str, int, float], object] | None = None,
) -> Race:
    """Let optimisers run on a task; see `race`.

    Parameters
    ----------
    task : LassoTask
    optimisers : sequence of Optimiser or None, default=None
    gap : float, default=1e-4
    max_iter : int, default=100_000
    standardise : sequence of bool, default=(True, False)
    callback : callable or None, default=None
        Called with the name of the optimiser, its iteration and its objective now and then.
    """
    entrants = ENTRANTS if optimisers is None else tuple(optimisers)
    _check(entrants, gap, standardise)
    problems = {True: task.problem, False: _as_it_is(task)}
    with single_thread():
        runners = tuple(
            Runner(
                name,
                bool(standardised),
                _best_run(
                    replace(optimiser, gap=gap, threshold=0.0, max_iter=max_iter),
                    problems[bool(standardised)],
                    None if callback is None else partial(callback, name),
                ),
            )
            for standardised in standardise
            for name, optimiser in zip(_names(entrants), entrants, strict=True)
        )
    return Race(
        runners=runners,
        gap=gap,
        max_iter=max_iter,
        alpha=task.alpha,
        n_rows=task.n_rows,
        n_terms=len(task.terms),
        degree=task.degree,
        scale_ratio=float(task.scales.max() / task.scales.min()),
    )


def _best_run(
    optimiser: Optimiser,
    problem: PenalisedProblem,
    callback: Callable[[int, float], object] | None,
) -> Trace:
    """Run at the rate that was given, or at the largest safe one at which it does not swing."""
    if optimiser.learning_rate is not None:
        return optimiser.minimise(problem, callback)
    safe, traces = optimiser.safe_rate(problem), []
    for share in SHARES:
        traces.append(replace(optimiser, learning_rate=share * safe).minimise(problem, callback))
        if traces[-1].ended == "gap" or not (np.diff(traces[-1].gap[-LATE:]) > 0.0).any():
            break
    return min(traces, key=lambda trace: (trace.ended != "gap", trace.n_iter, trace.gap[-1]))


def _as_it_is(task: LassoTask) -> PenalisedProblem:
    """Return the same objective of coefficients of centred terms in their own units."""
    problem = task.problem
    penalty = Penalty(task.alpha, 1.0, problem.penalty.factor * task.scales)
    return PenalisedProblem(ScaledLoss(problem.loss, task.scales), penalty, problem.optimum)


def _check(entrants: Sequence[Optimiser], gap: float, standardise: Sequence[bool]) -> None:
    if not entrants:
        raise ValueError("optimisers is empty; pass one or more, or None for all")
    if not 0.0 < gap < 1.0:
        raise ValueError(f"gap must be between 0 and 1, got {gap!r}")
    if len(standardise) == 0:
        raise ValueError("standardise is empty; pass True, False or both")


def _names(entrants: Sequence[Optimiser]) -> list[str]:
    """Name the optimisers, those of one name by their treatment of L1 or their place too."""
    names = [entrant.name for entrant in entrants]
    if len(set(names)) < len(names):
        names = [f"{entrant.name}, {entrant.l1.name}" for entrant in entrants]
    if len(set(names)) < len(names):
        names = [f"{name}, {place}" for place, name in enumerate(names, start=1)]
    return names
