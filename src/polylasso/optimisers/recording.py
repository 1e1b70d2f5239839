"""Which iterations are kept, and what of them."""

import time

import numpy as np

from polylasso.optimisers.problem import PenalisedProblem
from polylasso.optimisers.trace import Trace

__all__ = ["Recorder", "is_spaced"]

# Figures and coefficients kept per power of ten, after as many iterations that are all kept.
FIGURES, COEFFICIENTS = 100, 20


def is_spaced(iteration: int, per_decade: int) -> bool:
    """Whether an iteration is one of so many per power of ten, as evenly spaced as they can be."""
    if iteration <= per_decade:
        return True
    decade = 10 ** (len(str(iteration)) - 1)
    place = np.log10(iteration / decade) * per_decade
    before = np.log10((iteration - 1) / decade) * per_decade
    return bool(np.floor(place + 1e-9) > np.floor(before + 1e-9)) or iteration == decade


class Recorder:
    """Collects a trace.

    Parameters
    ----------
    problem : PenalisedProblem
    support_threshold : float
        Coefficients beyond it count as terms of the model.
    """

    def __init__(self, problem: PenalisedProblem, support_threshold: float):
        self._problem = problem
        self._support_threshold = support_threshold
        self._figures: dict[str, list[float]] = {}
        self._checkpoints: list[int] = []
        self._coef: list[np.ndarray] = []
        self._begun, self._spent = time.perf_counter(), 0.0

    def __len__(self):
        return len(self._checkpoints)

    @staticmethod
    def is_due(iteration: int) -> bool:
        """Whether figures of an iteration are kept."""
        return is_spaced(iteration, FIGURES)

    def note(self, iteration: int, coef: np.ndarray, loss: float, is_last: bool = False) -> None:
        """Keep the figures of an iteration, and its coefficients if they are due."""
        noted = time.perf_counter()
        figures = self._figures_at(coef, loss)
        figures |= {"iterations": iteration, "seconds": noted - self._begun - self._spent}
        for name, value in figures.items():
            self._figures.setdefault(name, []).append(value)
        if is_last or is_spaced(iteration, COEFFICIENTS):
            self._checkpoints.append(iteration)
            self._coef.append(coef.copy())
        self._spent += time.perf_counter() - noted

    def _figures_at(self, coef: np.ndarray, loss: float) -> dict[str, float]:
        problem = self._problem
        objective = problem.objective(loss, coef)
        test = float("nan") if problem.test_r2 is None else problem.test_r2(coef)
        return {
            "loss": loss,
            "objective": objective,
            "gap": problem.gap(objective),
            "r2": 1.0 - loss / max(problem.loss.null_loss, 1e-300),
            "test_r2": test,
            "support_size": int(np.count_nonzero(np.abs(coef) > self._support_threshold)),
        }

    def trace(self, optimiser: str, learning_rate: float, ended: str) -> Trace:
        """Return what was kept."""
        columns = {name: np.array(values) for name, values in self._figures.items()}
        return Trace(
            optimiser=optimiser,
            learning_rate=learning_rate,
            n_iter=int(columns["iterations"][-1]),
            ended=ended,
            checkpoints=np.array(self._checkpoints),
            coef=np.array(self._coef),
            **columns,
        )
