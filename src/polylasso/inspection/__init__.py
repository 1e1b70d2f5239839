"""Numbers and words about a model. Nothing here trains, reads files or draws."""

from polylasso.inspection.expansion import Polynomial, monomials
from polylasso.inspection.formulas import formula
from polylasso.inspection.shares import variance_shares
from polylasso.inspection.summary import Summary, TermSummary, summarise

__all__ = [
    "Polynomial",
    "Summary",
    "TermSummary",
    "formula",
    "monomials",
    "summarise",
    "variance_shares",
]
