"""The problems, by name, each in a file of its own."""

from collections.abc import Callable

from benchmarks.problems import correlated_cubic, diabetes, original
from benchmarks.problems.problem import Problem

__all__ = ["PROBLEMS", "Problem", "load"]

PROBLEMS: dict[str, Callable[[], Problem]] = {
    "original": original.load,
    "diabetes-2": lambda: diabetes.load(2),
    "diabetes-3": lambda: diabetes.load(3),
    "diabetes-4": lambda: diabetes.load(4),
    "correlated-cubic": correlated_cubic.load,
}


def load(name: str) -> Problem:
    """Return a problem by its name."""
    return PROBLEMS[name]()
