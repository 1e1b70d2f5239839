"""Numbers and words about a model. Nothing here trains, reads files or draws."""

from polylasso.inspection.expansion import Polynomial, exact_monomials, in_powers, monomials
from polylasso.inspection.formulas import formula
from polylasso.inspection.shares import variance_shares
from polylasso.inspection.summary import Summary, TermSummary, summarise

__all__ = [
    "Polynomial",
    "Summary",
    "TermSummary",
    "exact_monomials",
    "formula",
    "in_powers",
    "monomials",
    "summarise",
    "variance_shares",
]
