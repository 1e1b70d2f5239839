"""Averages of a hundred trees at scikit-learn's defaults, not tuned: random forest, extra trees."""

from typing import Any

from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.size import tree_size

__all__ = ["EXTRA_TREES", "FOREST"]


def _forest(seed: int) -> Any:
    from sklearn.ensemble import RandomForestRegressor

    return RandomForestRegressor(random_state=seed, n_jobs=1)


def _extra_trees(seed: int) -> Any:
    from sklearn.ensemble import ExtraTreesRegressor

    return ExtraTreesRegressor(random_state=seed, n_jobs=1)


PACKAGES = ("scikit-learn", "numpy")
FOREST = Method("random forest, defaults", _forest, lambda _: None, tree_size, PACKAGES)
EXTRA_TREES = Method("extra trees, defaults", _extra_trees, lambda _: None, tree_size, PACKAGES)
