"""What solvers see of the data, and the storages that provide it."""

from polylasso.design.base import Design
from polylasso.design.expand import TermColumns, expand, standardise
from polylasso.design.moments import MomentDesign, moment_designs
from polylasso.design.stored import StoredDesign, stored_designs

__all__ = [
    "Design",
    "MomentDesign",
    "StoredDesign",
    "TermColumns",
    "expand",
    "moment_designs",
    "standardise",
    "stored_designs",
]
