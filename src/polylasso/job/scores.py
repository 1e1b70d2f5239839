"""Scores on rows held out, of the model, of least squares and of the mean."""

from dataclasses import dataclass, replace

import numpy as np

from polylasso.job.columns import Selected
from polylasso.model import PolynomialModel
from polylasso.sources.labels import as_categorical
from polylasso.sources.table import Table

__all__ = ["Scores", "score_mean", "score_model", "unseen_levels"]


@dataclass(frozen=True, slots=True)
class Scores:
    """Weighted scores; None where they are not defined.

    Parameters
    ----------
    r2 : float or None
        1 - mse / (mean squared deviation from the mean of the rows scored).
    mse, mae : float or None
        Mean squared and mean absolute error.
    n_unscored : int
        Rows without a prediction, left out.
    """

    r2: float | None
    mse: float | None
    mae: float | None
    n_unscored: int = 0


def score_model(model: PolynomialModel, rows: Selected) -> Scores:
    """Score a model; unseen levels count as none, rows that it refuses are left out."""
    policy = "nan" if model.extrapolation == "error" else model.extrapolation
    lenient = replace(model, unknown="baseline", extrapolation=policy)
    return _score(lenient.predict(rows.features), rows)


def score_mean(train: Selected, rows: Selected) -> Scores:
    """Score the mean of the training rows."""
    mean = float(np.average(train.target.values, weights=train.weights))
    return _score(np.full(rows.n_rows, mean), rows)


def _score(predicted: np.ndarray, rows: Selected) -> Scores:
    usable = np.isfinite(predicted)
    n_unscored = int(np.count_nonzero(~usable))
    if not usable.any():
        return Scores(None, None, None, n_unscored)
    target = rows.target.values[usable]
    weights = None if rows.weights is None else rows.weights[usable]
    error = predicted[usable] - target
    mse = float(np.average(error**2, weights=weights))
    centred = target - np.average(target, weights=weights)
    variance = float(np.average(centred**2, weights=weights))
    r2 = 1.0 - mse / variance if variance > 0.0 else None
    return Scores(r2, mse, float(np.average(np.abs(error), weights=weights)), n_unscored)


def unseen_levels(model: PolynomialModel, table: Table) -> np.ndarray:
    """Return the mask of rows with a level, in some column of the model, not seen in training."""
    unseen = np.zeros(table.n_rows, dtype=bool)
    for variable in model.active_variables:
        if variable.kind == "categorical" and variable.levels:
            column = as_categorical(table.column(variable.name))
            known = np.isin(column.categories, variable.levels)
            unseen |= ~np.append(known, True)[column.values]  # the last serves missing values
    return unseen
