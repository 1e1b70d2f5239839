"""What solvers see of the data, and the storages that provide it."""

from polylasso.design.atoms import AtomValues, Climb
from polylasso.design.base import Columns, Design
from polylasso.design.expand import TermColumns, expand, standardise
from polylasso.design.fold_columns import implicit_designs
from polylasso.design.implicit import ImplicitColumns
from polylasso.design.moments import MomentDesign, moment_designs
from polylasso.design.passes import SharedPasses
from polylasso.design.scaled import ScaledRows
from polylasso.design.stored import ColumnDesign, stored_designs

__all__ = [
    "AtomValues",
    "Climb",
    "ColumnDesign",
    "Columns",
    "Design",
    "ImplicitColumns",
    "MomentDesign",
    "ScaledRows",
    "SharedPasses",
    "TermColumns",
    "expand",
    "implicit_designs",
    "moment_designs",
    "standardise",
    "stored_designs",
]
