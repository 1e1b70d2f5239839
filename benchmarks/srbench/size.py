"""How large a formula is: the operators, columns and constants in it, as SRBench counts them.

La Cava et al. (2021). A power has its exponent as a constant, a sum of three has two operators.
Some of the published sizes are smaller for the same formula: Operon's leaves out the factor that
each column has, and the straight line's is the number of columns. An ensemble has its trees' nodes.
"""

from typing import Any

import numpy as np

__all__ = ["line_size", "polynomial_size", "tree_size"]


def polynomial_size(estimator: Any) -> int:
    """Return the size of a polynomial written in monomials of its columns."""
    from polylasso.inspection import expression_size

    return expression_size(estimator.terms_)


def line_size(n_slopes: int) -> int:
    """Return the size of an intercept and so many columns with their slopes."""
    return 1 + 4 * n_slopes


def tree_size(estimator: Any) -> int:
    """Return the number of nodes of an ensemble of trees."""
    return sum(tree.tree_.node_count for tree in np.ravel(estimator.estimators_))
