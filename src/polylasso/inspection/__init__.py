"""Numbers and words about a model. Nothing here trains, reads files or draws."""

from polylasso.inspection.cv_curve import CVCurve, cv_curve
from polylasso.inspection.effects import (
    Effect,
    Grid,
    JointEffect,
    effect,
    effects_by_size,
    joint_effect,
    limits_of,
    strongest_pair,
)
from polylasso.inspection.expansion import Polynomial, exact_monomials, in_powers, monomials
from polylasso.inspection.formulas import formula
from polylasso.inspection.importance import TermSizes, shares_on, sizes_of, swings
from polylasso.inspection.reference import Reference, reference_point
from polylasso.inspection.residuals import Residuals, residuals
from polylasso.inspection.shares import variance_shares
from polylasso.inspection.summary import Summary, TermSummary, summarise

__all__ = [
    "CVCurve",
    "Effect",
    "Grid",
    "JointEffect",
    "Polynomial",
    "Reference",
    "Residuals",
    "Summary",
    "TermSizes",
    "TermSummary",
    "cv_curve",
    "effect",
    "effects_by_size",
    "exact_monomials",
    "formula",
    "in_powers",
    "joint_effect",
    "limits_of",
    "monomials",
    "reference_point",
    "residuals",
    "shares_on",
    "sizes_of",
    "strongest_pair",
    "summarise",
    "swings",
    "variance_shares",
]
