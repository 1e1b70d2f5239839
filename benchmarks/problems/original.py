"""The job that started it: CO2 of cars on regular petrol, 12 inputs, degree 5, 2,909 rows."""

import numpy as np

from benchmarks.problems.problem import Problem
from polylasso import load_co2

__all__ = ["load"]

TARGET = "CO2 Emissions(g/km)"


def load() -> Problem:
    """Return the training part of the original split: seed 42, the first 80 % of the rows."""
    frame = load_co2(prepared=True).frame
    X, y = frame.drop(columns=TARGET).to_numpy(float), frame[TARGET].to_numpy(float)
    order = np.arange(len(y))
    np.random.seed(42)  # the legacy generator: the split was made with it
    np.random.shuffle(order)
    train = order[: int(0.8 * len(y))]
    return Problem(X[train], y[train], degree=5)
