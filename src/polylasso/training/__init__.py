"""From a table to problems that solvers can solve, and from their solutions back to models."""

from polylasso.training.build import build_problem, build_problems
from polylasso.training.finish import Final, build_path, finish, least_squares
from polylasso.training.knots import find_knots
from polylasso.training.problem import Problem
from polylasso.training.specification import Specification

__all__ = [
    "Final",
    "Problem",
    "Specification",
    "build_path",
    "build_problem",
    "build_problems",
    "find_knots",
    "finish",
    "least_squares",
]
