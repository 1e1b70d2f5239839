"""Standardised columns as a user of scikit-learn makes them, without needless copies.

PolynomialFeatures forms the products. Of its columns those are kept that are candidates: without
powers of 0/1 columns, products that are zero everywhere, and the like. Which ones is told, not
timed. They are scaled in place, a few at a time: StandardScaler would need twice the memory.
"""

import numpy as np

from benchmarks.task import Task

__all__ = ["expand"]

AT_ONCE = 200


def expand(task: Task) -> np.ndarray:
    """Return the standardised columns in Fortran order, from the raw ones."""
    from sklearn.preprocessing import PolynomialFeatures

    Z = PolynomialFeatures(task.degree, include_bias=False, order="F").fit_transform(task.X)
    if task.kept is not None:
        Z = _take(Z, task.kept)
    for start in range(0, Z.shape[1], AT_ONCE):
        some = Z[:, start : start + AT_ONCE]
        some -= some.mean(axis=0)
        some /= np.sqrt(np.einsum("ij,ij->j", some, some) / len(some))
    return Z


def _take(Z: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Move the kept columns to the front: no second matrix."""
    for place, origin in enumerate(np.sort(kept)):
        if place != origin:
            Z[:, place] = Z[:, origin]
    return Z[:, : len(kept)]
