"""Kernel ridge and support vectors with Gaussian kernels, tuned by five folds on a grid.

Of more rows than can be tuned on in a minute a part is drawn.
"""

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin

from benchmarks.srbench.methods.method import Method

__all__ = ["KERNEL_RIDGE", "SUPPORT_VECTORS"]

MOST_ROWS = 2000
WIDTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
PACKAGES = ("scikit-learn", "numpy", "scipy")


class OnSome(RegressorMixin, BaseEstimator):
    """An estimator that is fitted to a part of many rows."""

    def __init__(self, estimator: Any, most_rows: int = MOST_ROWS, random_state: int = 0):
        self.estimator = estimator
        self.most_rows = most_rows
        self.random_state = random_state

    def fit(self, X: np.ndarray, y: np.ndarray) -> "OnSome":
        """Fit it to all rows, or as many as there may be."""
        rows = np.random.RandomState(self.random_state).permutation(len(y))[: self.most_rows]
        self.best_ = self.estimator.fit(X[rows], y[rows]).best_estimator_
        self.n_numbers_ = len(rows) * (X.shape[1] + 1)
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Predict by the best of the grid."""
        return self.best_.predict(X)


def _kernel_ridge(seed: int) -> Any:
    from sklearn.kernel_ridge import KernelRidge
    from sklearn.model_selection import GridSearchCV

    grid = {"alpha": (1.0, 0.1, 0.01, 0.001), "gamma": WIDTHS}
    return OnSome(GridSearchCV(KernelRidge(kernel="rbf"), grid), random_state=seed)


def _support_vectors(seed: int) -> Any:
    from sklearn.model_selection import GridSearchCV
    from sklearn.svm import SVR

    grid = {"C": (1.0, 10.0, 100.0), "gamma": WIDTHS, "epsilon": (0.05,)}
    return OnSome(GridSearchCV(SVR(), grid), random_state=seed)


def _size(estimator: Any) -> int:
    return estimator.n_numbers_


KERNEL_RIDGE = Method("kernel ridge, tuned", _kernel_ridge, lambda _: None, _size, PACKAGES)
SUPPORT_VECTORS = Method(
    "support vectors, tuned", _support_vectors, lambda _: None, _size, PACKAGES
)
