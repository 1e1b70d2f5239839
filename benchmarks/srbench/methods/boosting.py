"""Gradient boosting at scikit-learn's defaults: a hundred trees of depth 3, not tuned."""

from typing import Any

from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.size import tree_size

__all__ = ["BOOSTING"]


def _build(seed: int) -> Any:
    from sklearn.ensemble import GradientBoostingRegressor

    return GradientBoostingRegressor(random_state=seed)


BOOSTING = Method(
    "gradient boosting, defaults", _build, lambda _: None, tree_size, ("scikit-learn", "numpy")
)
