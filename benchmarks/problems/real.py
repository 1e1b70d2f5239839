"""Real data sets of the folder that POLYLASSO_DATA names: small, tall and wide ones."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.problems.problem import Problem
from benchmarks.tables import read

__all__ = ["REAL", "load"]


@dataclass(frozen=True, slots=True)
class _Entry:
    degree: int
    eps: float = 1e-3
    without: tuple[str, ...] = ()


# The degree leaves tens to some thousands of terms; riboflavin has 4,088 inputs on 71 rows.
REAL = {
    "prostate": _Entry(3, without=("train",)),
    "yacht": _Entry(4),
    "autompg": _Entry(3),
    "hitters": _Entry(2),
    "energy": _Entry(3),
    "concrete": _Entry(4),
    "airfoil": _Entry(5),
    "wine-quality-red": _Entry(3),
    "abalone": _Entry(3),
    "kin8nm": _Entry(3),
    "573_cpu_act": _Entry(2),
    "power-plant": _Entry(5),
    "naval-propulsion-plant": _Entry(2),
    "elevators": _Entry(2),
    "cal_housing": _Entry(3),
    "fried": _Entry(3),
    "co2_canada_7385": _Entry(2, without=("Model",)),
    "triazines": _Entry(2),
    "meatspec_tecator": _Entry(2),
    "blood_brain": _Entry(2),
    "riboflavin": _Entry(2, eps=0.1),
}


def load(name: str) -> Problem:
    """Return a data set; a categorical column becomes one 0/1 column per level."""
    entry, table = REAL[name], read(name)
    inputs = table.inputs.drop(columns=list(entry.without))[table.complete]
    X = pd.get_dummies(inputs, dtype=float).to_numpy(float)
    return Problem(X, np.asarray(table.target[table.complete]), entry.degree, entry.eps)
