"""Numbers and words about a model. Nothing here trains, reads files or draws."""

from polylasso.inspection.contributions import (
    Baseline,
    Contributions,
    contributions,
    mean_baseline,
    point_baseline,
)
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
from polylasso.inspection.leftover import Leftover, leftover, leftovers
from polylasso.inspection.ranges import ColumnRange, Excess, RangeMap, range_map
from polylasso.inspection.reference import Reference, reference_point, table_at
from polylasso.inspection.residuals import Residuals, residuals
from polylasso.inspection.shares import variance_shares
from polylasso.inspection.size import expression_size
from polylasso.inspection.summary import Summary, TermSummary, summarise

__all__ = [
    "Baseline",
    "CVCurve",
    "ColumnRange",
    "Contributions",
    "Effect",
    "Excess",
    "Grid",
    "JointEffect",
    "Leftover",
    "Polynomial",
    "RangeMap",
    "Reference",
    "Residuals",
    "Summary",
    "TermSizes",
    "TermSummary",
    "contributions",
    "cv_curve",
    "effect",
    "effects_by_size",
    "exact_monomials",
    "expression_size",
    "formula",
    "in_powers",
    "joint_effect",
    "leftover",
    "leftovers",
    "limits_of",
    "mean_baseline",
    "monomials",
    "point_baseline",
    "range_map",
    "reference_point",
    "residuals",
    "shares_on",
    "sizes_of",
    "strongest_pair",
    "summarise",
    "swings",
    "table_at",
    "variance_shares",
]
