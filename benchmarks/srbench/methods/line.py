"""The straight line: scikit-learn's `LinearRegression`."""

from typing import Any

from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.size import line_size

__all__ = ["LINE"]


def _build(seed: int) -> Any:
    from sklearn.linear_model import LinearRegression

    return LinearRegression()


def _n_terms(estimator: Any) -> int:
    return int((estimator.coef_ != 0).sum())


LINE = Method(
    "straight line",
    _build,
    _n_terms,
    lambda estimator: line_size(_n_terms(estimator)),
    ("scikit-learn", "numpy", "scipy"),
)
