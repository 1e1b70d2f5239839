"""A random forest at scikit-learn's defaults: a hundred trees, not tuned."""

from typing import Any

from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.size import tree_size

__all__ = ["FOREST"]


def _build(seed: int) -> Any:
    from sklearn.ensemble import RandomForestRegressor

    return RandomForestRegressor(random_state=seed, n_jobs=1)


FOREST = Method(
    "random forest, defaults", _build, lambda _: None, tree_size, ("scikit-learn", "numpy")
)
