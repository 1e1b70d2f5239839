"""All problems by name, and what they are to the tables.

Only the process that makes a problem ready loads it: solvers in environments of their own have
neither polylasso nor the readers of tables.
"""

from collections.abc import Callable

from benchmarks.problems import correlated_cubic, diabetes, normal, original, real
from benchmarks.problems.problem import Problem

__all__ = ["PROBLEMS", "load"]

PROBLEMS: dict[str, Callable[[], Problem]] = {
    "original": original.load,
    "diabetes-2": lambda: diabetes.load(2),
    "diabetes-3": lambda: diabetes.load(3),
    "diabetes-4": lambda: diabetes.load(4),
    "correlated-cubic": correlated_cubic.load,
    "quadratic-100": lambda: normal.quadratic(100),
    "quadratic-300": lambda: normal.quadratic(300),
    "quadratic-1000": lambda: normal.quadratic(1000),
    "cubic-30": lambda: normal.cubic(30),
    "cubic-100": lambda: normal.cubic(100),
    "cubic-200": lambda: normal.cubic(200),
    **{name: lambda name=name: real.load(name) for name in real.REAL},
}


def load(name: str) -> Problem:
    """Return a problem by its name."""
    return PROBLEMS[name]()
