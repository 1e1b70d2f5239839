"""Transforms of a numeric variable: values, slopes, domains, and the scale of their powers."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from polylasso.errors import DataError
from polylasso.terms import Variable

__all__ = ["FUNCTIONS", "Function", "power_exponent", "standard", "transformed_range"]


@dataclass(frozen=True, slots=True)
class Function:
    """A monotone function of one variable with its slope and domain."""

    value: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    allows: Callable[[np.ndarray], np.ndarray]
    domain: str


FUNCTIONS = {
    "identity": Function(lambda x: x, np.ones_like, np.isfinite, "finite values"),
    "log1p": Function(np.log1p, lambda x: 1.0 / (1.0 + x), lambda x: x > -1.0, "values above -1"),
    "log": Function(np.log, lambda x: 1.0 / x, lambda x: x > 0.0, "values above 0"),
    # Nothing lies below 0, so that no line needs to continue the curve with its slope there.
    "sqrt": Function(
        np.sqrt,
        lambda x: np.divide(0.5, np.sqrt(x), out=np.zeros_like(x), where=x > 0.0),
        lambda x: x >= 0.0,
        "values of at least 0",
    ),
    "reciprocal": Function(
        lambda x: 1.0 / x,
        lambda x: -1.0 / (x * x),
        lambda x: x != 0.0,
        "values that are not 0",
    ),
}


def transformed_range(variable: Variable, transform: str) -> tuple[float, float]:
    """Return the range of the transformed training values, lowest first."""
    if transform == "identity":
        return variable.lower, variable.upper
    ends = FUNCTIONS[transform].value(np.array([variable.lower, variable.upper]))
    return float(ends.min()), float(ends.max())


def standard(variable: Variable, transform: str) -> tuple[float, float]:
    """Return mean and standard deviation of the transformed training values.

    Raises
    ------
    DataError
        If they were not learnt.
    """
    if transform not in variable.transforms or not variable.moments:
        raise DataError(
            f"no mean of {transform}({variable.name}) was learnt for its Hermite polynomials; "
            "pass that transform, and basis='hermite'"
        )
    return variable.moments[variable.transforms.index(transform)]


def power_exponent(variable: Variable, transform: str) -> int:
    """Return e such that the training values over 2**e lie in [-1, 1].

    A power of two, so that scaling is exact and raw coefficients follow without rounding.
    """
    largest = max(abs(end) for end in transformed_range(variable, transform))
    return math.frexp(largest)[1] if largest > 0 else 0
