"""The loop that all optimisers share; a concrete one is its step."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from polylasso.errors import DivergenceError
from polylasso.optimisers.losses import Slope, largest_eigenvalue
from polylasso.optimisers.problem import PenalisedProblem
from polylasso.optimisers.recording import Recorder
from polylasso.optimisers.trace import Trace
from polylasso.optimisers.treatments import L1Treatment, Proximal

__all__ = ["Field", "Optimiser", "Step", "curvature"]

# An objective so many times that of the start, or of the best constant, does not come back.
DIVERGED = 1e6
PROXIMAL = Proximal()
# The eigenvalue is estimated from below.
MARGIN = 1.01


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Where a step leads.

    Parameters
    ----------
    coef : ndarray of shape (n_terms,)
    state : object
        What the optimiser remembers.
    """

    coef: np.ndarray
    state: Any


class Field:
    """The derivative at a place, and the treatment of L1 after a step; it notes where it looked.

    Parameters
    ----------
    problem : PenalisedProblem
    treatment : L1Treatment
    """

    def __init__(self, problem: PenalisedProblem, treatment: L1Treatment):
        self._loss = problem.loss
        self._treatment = treatment
        self._threshold = problem.penalty.threshold
        self._ridge = problem.penalty.ridge
        self.place = np.zeros(0)
        self.slope = Slope(0.0, np.zeros(0))

    def derivative(self, place: np.ndarray) -> np.ndarray:
        """Return the derivative of loss and ridge penalty, and what stands in for that of L1."""
        self.place, self.slope = place, self._loss.at(place)
        smooth = self._ridge * place - self.slope.gradient
        return smooth + self._treatment.slope(place, self._threshold)

    def shrink(self, coef: np.ndarray, step: float | np.ndarray) -> np.ndarray:
        """Return the coefficients after a step of some length, one for all or one for each."""
        return self._treatment.shrink(coef, self._threshold * step)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Optimiser(ABC):
    """Settings of an optimiser; `minimise` is a pure function of them and the problem.

    Parameters
    ----------
    learning_rate : float or None, default=None
        Length of a step; None chooses one that converges, from the largest eigenvalue of Z'Omega Z.
    l1 : Proximal, Subgradient or SmoothedSign, default=Proximal()
        What is done about the kink of the L1 penalty.
    threshold : float, default=1e-12
        It ends once what is watched changes by less in a step, over the loss of the best constant.
    watch : {"objective", "loss"}, default="objective"
        The objective, or the loss without the penalty.
    gap : float, default=0.0
        It ends once the gap to the certified optimum, if the problem knows it, is at most this.
    max_iter : int, default=100_000
        Most steps.
    start : {"zeros", "uniform"} or ndarray of shape (n_terms,), default="zeros"
        First coefficients; "uniform" draws them from [-1, 1].
    seed : int, default=0
        Of the draw.
    support_threshold : float, default=0.0
        Coefficients beyond it count as terms in the trace.
    """

    learning_rate: float | None = None
    l1: L1Treatment = PROXIMAL
    threshold: float = 1e-12
    watch: str = "objective"
    gap: float = 0.0
    max_iter: int = 100_000
    start: str | np.ndarray = "zeros"
    seed: int = 0
    support_threshold: float = 0.0

    name: ClassVar[str]

    def __post_init__(self):
        if self.learning_rate is not None and not self.learning_rate > 0.0:
            raise ValueError(f"learning_rate must be positive or None, got {self.learning_rate!r}")
        if self.max_iter < 1:
            raise ValueError(f"max_iter must be a positive int, got {self.max_iter!r}")
        if self.watch not in ("objective", "loss"):
            raise ValueError(f"watch must be 'objective' or 'loss', got {self.watch!r}")
        if isinstance(self.start, str) and self.start not in ("zeros", "uniform"):
            raise ValueError(f"start must be 'zeros', 'uniform' or an array, got {self.start!r}")

    def minimise(
        self, problem: PenalisedProblem, callback: Callable[[int, float], object] | None = None
    ) -> Trace:
        """Minimise the objective of a problem.

        Parameters
        ----------
        problem : PenalisedProblem
        callback : callable or None, default=None
            Called with iteration and objective whenever figures are kept.

        Returns
        -------
        Trace
            Its last coefficients are the result.

        Raises
        ------
        DivergenceError
            If the steps are too long; the message names a rate that works, and its `trace` holds
            what was done until then.
        """
        rate = self.learning_rate or self.safe_rate(problem)
        field = Field(problem, self.l1)
        recorder = Recorder(problem, self.support_threshold)
        coef = self._first(problem.loss.n_terms)
        state, before, ended, iteration = self._begin(coef), np.inf, None, 0
        while True:
            with np.errstate(over="ignore", invalid="ignore"):
                step = self._step(coef, state, field, rate, iteration + 1)
                objective = problem.objective(field.slope.loss, field.place)
            if iteration == 0:
                largest = DIVERGED * max(objective, problem.loss.null_loss)
            if not objective <= largest:
                if np.isfinite(objective):
                    recorder.note(iteration, field.place, field.slope.loss, is_last=True)
                raise self._divergence(problem, rate, iteration, recorder)
            reached = self.gap > 0.0 and problem.gap(objective) <= self.gap
            watched = objective if self.watch == "objective" else field.slope.loss
            ended = self._reason(problem, abs(before - watched), iteration, reached)
            if ended is not None or recorder.is_due(iteration):
                # What ended it was found where it looked.
                kept = field.place if ended in ("gap", "threshold") else coef
                at_kept = field.slope if field.place is kept else problem.loss.at(kept)
                recorder.note(iteration, kept, at_kept.loss, ended is not None)
                if callback is not None:
                    callback(iteration, objective)
            if ended is not None:
                return recorder.trace(self.name, rate, ended)
            before, coef, state, iteration = watched, step.coef, step.state, iteration + 1

    @abstractmethod
    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return a learning rate that converges, from the largest eigenvalue of Z'Omega Z."""

    @abstractmethod
    def _begin(self, coef: np.ndarray) -> Any:
        """Return the state before the first step."""

    @abstractmethod
    def _step(
        self, coef: np.ndarray, state: Any, field: Field, rate: float, iteration: int
    ) -> Step:
        """Make one step; iterations count from 1."""

    def _first(self, n_terms: int) -> np.ndarray:
        if not isinstance(self.start, str):
            first = np.array(self.start, dtype=np.float64)
            if first.shape != (n_terms,):
                raise ValueError(f"start must have shape ({n_terms},), got {first.shape}")
            return first
        if self.start == "zeros":
            return np.zeros(n_terms)
        return np.random.default_rng(self.seed).uniform(-1.0, 1.0, n_terms)

    def _reason(
        self, problem: PenalisedProblem, change: float, iteration: int, reached: bool
    ) -> str | None:
        """Return why there are no more steps, or None."""
        if reached:
            return "gap"
        if change <= self.threshold * problem.loss.null_loss:
            return "threshold"
        return "max_iter" if iteration == self.max_iter else None

    def _divergence(
        self, problem: PenalisedProblem, rate: float, iteration: int, recorder: Recorder
    ) -> DivergenceError:
        error = DivergenceError(
            f"{self.name} with learning_rate={rate:.3g} diverges: after {iteration} steps the "
            f"objective has grown without bound; pass learning_rate={self.safe_rate(problem):.3g}, "
            "which the largest eigenvalue of the terms allows, or None"
        )
        error.trace = recorder.trace(self.name, rate, "diverged") if len(recorder) else None
        return error


def curvature(problem: PenalisedProblem) -> float:
    """Return the largest second derivative of loss and ridge penalty, above zero."""
    ridge = float(problem.penalty.ridge.max(initial=0.0))
    return max(MARGIN * largest_eigenvalue(problem.loss) + ridge, 1e-300)
