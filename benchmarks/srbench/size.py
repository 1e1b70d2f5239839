"""How large a formula is: the operators, columns and constants in it, as SRBench counts them.

La Cava et al. (2021). A power has its exponent as a constant, a sum of three has two operators.
Some of the published sizes are smaller for the same formula: Operon's leaves out the factor that
each column has, and the straight line's is the number of columns. An ensemble has its trees' nodes.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from polylasso.terms import Atom

__all__ = ["line_size", "polynomial_size", "tree_size"]

# What a transform adds to its column: log1p(x) is log(1 + x), reciprocal(x) is 1 / x.
TRANSFORM_SIZES = {"identity": 0, "log": 1, "sqrt": 1, "log1p": 3, "reciprocal": 2}
POWER = 2


def polynomial_size(estimator: Any) -> int:
    """Return the size of a polynomial written in monomials of its columns."""
    from polylasso.inspection import monomials

    found = monomials(estimator.model_)
    # Before each factor a product sign, before each term a plus sign and its coefficient.
    return 1 + sum(2 + sum(1 + _atom_size(atom) for atom in term.atoms) for term in found.terms)


def _atom_size(atom: "Atom") -> int:
    size = 1 + TRANSFORM_SIZES[atom.transform]
    return size + POWER if atom.degree > 1 else size


def line_size(n_slopes: int) -> int:
    """Return the size of an intercept and so many columns with their slopes."""
    return 1 + 4 * n_slopes


def tree_size(estimator: Any) -> int:
    """Return the number of nodes of an ensemble of trees."""
    return sum(tree.tree_.node_count for tree in np.ravel(estimator.estimators_))
