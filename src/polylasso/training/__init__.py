"""From a table to problems that solvers can solve, and from their solutions back to models."""

from polylasso.training.averaging import Vocabulary, average
from polylasso.training.blending import blended, with_final
from polylasso.training.build import (
    build_narrowed,
    build_problem,
    build_problems,
    build_resampled,
)
from polylasso.training.exact import exact_least_squares, is_small
from polylasso.training.finish import (
    Final,
    build_path,
    certify,
    describe,
    finish,
    least_squares,
    twins,
)
from polylasso.training.knots import find_knots
from polylasso.training.narrowing import reweighted
from polylasso.training.optimising import certified_optimum, penalised
from polylasso.training.parents import start_path
from polylasso.training.problem import Problem
from polylasso.training.specification import Specification
from polylasso.training.steps import Steps, steps_of

__all__ = [
    "Final",
    "Problem",
    "Specification",
    "Steps",
    "Vocabulary",
    "average",
    "blended",
    "build_narrowed",
    "build_path",
    "build_problem",
    "build_problems",
    "build_resampled",
    "certified_optimum",
    "certify",
    "describe",
    "exact_least_squares",
    "find_knots",
    "finish",
    "is_small",
    "least_squares",
    "penalised",
    "reweighted",
    "start_path",
    "steps_of",
    "twins",
    "with_final",
]
