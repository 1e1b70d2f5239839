"""Exact solvers on what a `Design` offers: they know of no terms, tables or files."""

from polylasso.solvers.heredity import Heredity
from polylasso.solvers.homotopy import Event, Piece, walk
from polylasso.solvers.least_squares import independent_columns, polish
from polylasso.solvers.objective import Penalty, duality_gap, penalised_ratios, primal
from polylasso.solvers.solution import Settings, Solution
from polylasso.solvers.working_set import PathFollower

__all__ = [
    "Event",
    "Heredity",
    "PathFollower",
    "Penalty",
    "Piece",
    "Settings",
    "Solution",
    "duality_gap",
    "independent_columns",
    "penalised_ratios",
    "polish",
    "primal",
    "walk",
]
