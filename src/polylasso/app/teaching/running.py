"""One optimiser on the lasso of a lesson, whether it arrives, swings or runs away."""

from dataclasses import dataclass, replace

import numpy as np

from polylasso.errors import DivergenceError
from polylasso.lab import LassoTask, Trace
from polylasso.lab.choices import choose_optimiser

__all__ = ["Choice", "Run", "run"]

# The gap at which an optimiser has arrived: what rounding leaves.
ARRIVED = 1e-10
# Where it swings, of so many late records this share rises, and none is much below all before.
LATE, RISING, NEWS = 25, 0.2, 0.95


@dataclass(frozen=True, slots=True)
class Choice:
    """What to run.

    Parameters
    ----------
    optimiser, treatment : str
        Names, as in `polylasso.lab.choices`.
    factor : float
        Learning rate over the safe one.
    steps : int
    """

    optimiser: str
    treatment: str
    factor: float
    steps: int


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What came of it.

    Parameters
    ----------
    choice : Choice
    trace : Trace
    safe_rate : float
    steepest : float
        Largest eigenvalue of the terms' correlations: how strongly the loss bends at most.
    flattest : float
        The least of the terms in the exact optimum; NaN if there are none.
    """

    choice: Choice
    trace: Trace
    safe_rate: float
    steepest: float
    flattest: float

    @property
    def diverged(self) -> bool:
        """Whether the objective grew without bound."""
        return self.trace.ended == "diverged"

    @property
    def swings(self) -> bool:
        """Whether the gap no longer falls but goes up and down."""
        gap = self.trace.gap
        if self.diverged or self.trace.ended == "gap" or len(gap) <= 2 * LATE:
            return False
        rises = float(np.mean(np.diff(gap[-LATE:]) > 0.0))
        return rises > RISING and bool(gap[-LATE:].min() > NEWS * gap[:-LATE].min())


def run(task: LassoTask, choice: Choice) -> Run:
    """Run an optimiser; too large a rate is a result, not an error."""
    optimiser = choose_optimiser(
        choice.optimiser, choice.treatment, gap=ARRIVED, threshold=0.0, max_iter=choice.steps
    )
    safe = optimiser.safe_rate(task.problem)
    try:
        trace = replace(optimiser, learning_rate=choice.factor * safe).minimise(task.problem)
    except DivergenceError as error:
        trace = error.trace
    steepest, flattest = _bends(task)
    return Run(choice, trace, safe, steepest, flattest)


def _bends(task: LassoTask) -> tuple[float, float]:
    gram = task.problem.loss.gram
    support = np.flatnonzero(task.solution)
    flattest = (
        float(np.linalg.eigvalsh(gram[np.ix_(support, support)])[0])
        if support.size
        else float("nan")
    )
    return float(np.linalg.eigvalsh(gram)[-1]), flattest
