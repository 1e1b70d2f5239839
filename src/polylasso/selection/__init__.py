"""Choosing alpha, the share of the refit, and the degree, by cross-validation."""

from polylasso.selection.rules import Choice, choose, choose_degree
from polylasso.selection.scoring import BLENDS, Fold
from polylasso.selection.walk import CrossValidation, Search, cross_validate, null_error

__all__ = [
    "BLENDS",
    "Choice",
    "CrossValidation",
    "Fold",
    "Search",
    "choose",
    "choose_degree",
    "cross_validate",
    "null_error",
]
