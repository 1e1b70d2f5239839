"""Choosing alpha, the share of the refit, and the degree, by cross-validation."""

from polylasso.selection.ladder import (
    LOWER,
    PATIENCE,
    UPPER,
    Rung,
    bounded,
    column_weights,
    gains_little,
    leading,
)
from polylasso.selection.pareto import find_knee, pareto_front
from polylasso.selection.pool import Pool
from polylasso.selection.rules import Choice, choose, choose_degree
from polylasso.selection.scoring import BLENDS, Fold, standard_error
from polylasso.selection.walk import CrossValidation, Search, cross_validate, null_error

__all__ = [
    "BLENDS",
    "LOWER",
    "PATIENCE",
    "UPPER",
    "Choice",
    "CrossValidation",
    "Fold",
    "Pool",
    "Rung",
    "Search",
    "bounded",
    "choose",
    "choose_degree",
    "column_weights",
    "cross_validate",
    "find_knee",
    "gains_little",
    "leading",
    "null_error",
    "pareto_front",
    "standard_error",
]
