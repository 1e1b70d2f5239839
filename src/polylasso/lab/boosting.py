"""What a black box reaches: boosted trees of scikit-learn, tuned by the same folds."""

from typing import TYPE_CHECKING

import numpy as np

from polylasso.encoding import encode
from polylasso.lab.holdout import Split
from polylasso.lab.prepared import Attempt
from polylasso.sources.table import Table
from polylasso.terms import Variable

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingRegressor

__all__ = ["fit_boosting"]

# Trees grown in each fold; as many are kept as cross-validation prefers.
MOST_TREES = 500
# Levels that a column may have to be split as a category; codes beyond are split as numbers.
MOST_LEVELS = 255


def fit_boosting(split: Split, variables: tuple[Variable, ...], seed: int) -> Attempt:
    """Fit boosted trees, with as many trees as have the least error by cross-validation.

    Else they are scikit-learn's `HistGradientBoostingRegressor` at its defaults, which bins
    values and grows leaves (Ke et al., LightGBM, 2017). Categories and missing values are given
    as such.

    Parameters
    ----------
    split : Split
    variables : tuple of Variable
        Columns that the other models use too.
    seed : int
    """
    train, target = _inputs(split.train.table, variables), split.train.target
    staged = np.empty((MOST_TREES, len(target)))
    for fold in split.trains:
        model = _trees(variables, seed, MOST_TREES).fit(train[fold], target[fold])
        for stage, predicted in enumerate(model.staged_predict(train[~fold])):
            staged[stage, ~fold] = predicted
    square = (staged - target) ** 2
    errors = np.mean([square[:, ~fold].mean(axis=1) for fold in split.trains], axis=0)
    n_trees = int(errors.argmin()) + 1
    model = _trees(variables, seed, n_trees).fit(train, target)
    on_test = model.predict(_inputs(split.test.table, variables))
    return Attempt(staged[n_trees - 1], on_test, None, {"n_trees": n_trees})


def _trees(
    variables: tuple[Variable, ...], seed: int, n_trees: int
) -> "HistGradientBoostingRegressor":
    from sklearn.ensemble import HistGradientBoostingRegressor

    are_categories = [0 < len(variable.levels) <= MOST_LEVELS for variable in variables]
    return HistGradientBoostingRegressor(
        max_iter=n_trees,
        early_stopping=False,
        categorical_features=are_categories,
        random_state=seed,
    )


def _inputs(table: Table, variables: tuple[Variable, ...]) -> np.ndarray:
    """Return numbers and codes of levels, NaN where missing, shape (n_rows, n_variables)."""
    encoded = encode(table, variables, "indicator", "baseline")
    inputs = np.empty((table.n_rows, len(variables)))
    for place, variable in enumerate(variables):
        inputs[:, place] = encoded.values[variable.name]
        if variable.kind != "categorical":
            inputs[table.column(variable.name).missing, place] = np.nan
        elif variable.levels:
            inputs[inputs[:, place] < 0, place] = np.nan
        else:  # a column of one value and gaps
            inputs[:, place] = encoded.missing[variable.name]
    return inputs
