"""A fit as tables to be kept: its terms, and its rows with their predictions."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from polylasso.job.fitting import Fitted
from polylasso.job.prediction import FLAG, predict_table, prediction_name
from polylasso.sources.labels import BOOLEAN_LABELS, factorise
from polylasso.sources.table import Column, Table

__all__ = ["rows_table", "terms_table"]


def terms_table(estimator: Any) -> Table:
    """Return the terms of a fitted model, after the intercept, in the order of the summary.

    Parameters
    ----------
    estimator : PolynomialLasso or PolynomialLassoCV

    Returns
    -------
    Table
        Columns term, coefficient (in raw units), standardised coefficient, share (of the variance
        of the fitted values) and entry alpha, where it is known.
    """
    rows = estimator.summary().rows
    names = ["(intercept)", *(row.term.label for row in rows)]
    nothing = float("nan")
    numbers = {
        "coefficient": [estimator.intercept_, *(row.coef for row in rows)],
        "standardised coefficient": [nothing, *(row.standardized_coef for row in rows)],
        "share": [nothing, *(row.share for row in rows)],
        "entry alpha": [nothing, *(_or_nan(row.entered_alpha) for row in rows)],
    }
    columns = [Column(name, np.array(values, dtype=float)) for name, values in numbers.items()]
    if np.isnan(columns[-1].values).all():
        columns.pop()
    return Table((factorise("term", names), *columns), len(names))


def rows_table(fitted: Fitted) -> Table:
    """Return the rows of a fit with their target, prediction and residual, in their order.

    Unseen levels count as none, and rows that the model refuses have no prediction, as where it is
    scored.

    Parameters
    ----------
    fitted : Fitted

    Returns
    -------
    Table
        The features, the target, and columns for the prediction, the residual, whether the row is
        out of range and, if some are, whether it was held out.
    """
    rows, model = fitted.rows, fitted.estimator.model_
    policy = "nan" if model.extrapolation == "error" else model.extrapolation
    lenient = replace(model, unknown="baseline", extrapolation=policy)
    taken = set(rows.with_target.names)
    column, flag = _free(prediction_name(model), taken), _free(FLAG, taken)
    found = predict_table(lenient, rows.with_target, column, flag)
    residual = Column(_free("residual", taken), rows.target.values - found.predicted)
    *before, outside = found.table.columns
    held = () if fitted.held_out is None else (_truth(_free("held_out", taken), fitted.held_out),)
    return Table((*before, residual, outside, *held), rows.n_rows)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _truth(name: str, mask: np.ndarray) -> Column:
    return Column(name, mask.astype(np.intp), BOOLEAN_LABELS)


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that no column has."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
