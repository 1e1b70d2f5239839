"""Rows that were observed, predicted by every model of a path."""

from dataclasses import dataclass, replace

import numpy as np

from polylasso.encoding import atom_exponent, encode
from polylasso.model import PolynomialModel, beyond_range, term_values
from polylasso.sources.table import Table

__all__ = ["Rows", "Scored", "score_rows"]

# Values of terms held at a time.
MOST_VALUES = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows on which models are judged.

    Parameters
    ----------
    table : Table
    actual : ndarray of shape (n_rows,)
        The target.
    weights : ndarray of shape (n_rows,) or None
    what : str
        What they are, in words.
    """

    table: Table
    actual: np.ndarray
    weights: np.ndarray | None = None
    what: str = "rows held out"


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Predictions of several models, and how good they are.

    Parameters
    ----------
    predicted : ndarray of shape (n_models, n_rows)
        NaN where a model makes no prediction.
    r2, rmse : ndarray of shape (n_models,)
        Weighted, over the rows predicted; NaN where not defined.
    """

    predicted: np.ndarray
    r2: np.ndarray
    rmse: np.ndarray


def score_rows(
    model: PolynomialModel, raw_coef: np.ndarray, intercept: np.ndarray, rows: Rows
) -> Scored:
    """Predict rows by several models of the same terms, and score the predictions.

    Unseen levels count as none, and rows with a missing value or out of range are left out where
    the model would refuse them.

    Parameters
    ----------
    model : PolynomialModel
        With all the terms; its own coefficients do not matter.
    raw_coef : ndarray of shape (n_terms, n_models)
    intercept : ndarray of shape (n_models,)
    rows : Rows
    """
    lenient = replace(
        model,
        unknown="baseline",
        missing="drop" if model.missing == "error" else model.missing,
        extrapolation="nan" if model.extrapolation == "error" else model.extrapolation,
    )
    predict = _one_by_one if _may_refuse(lenient, rows.table) else _all_at_once
    predicted = predict(lenient, raw_coef, intercept, rows.table)
    return Scored(predicted, *_scores(predicted, rows))


def _may_refuse(model: PolynomialModel, table: Table) -> bool:
    """Whether which rows are predicted depends on the terms of a model."""
    if model.extrapolation == "nan":
        return True
    used = [table.column(variable.name) for variable in model.active_variables]
    return model.missing == "drop" and any(column.missing.any() for column in used)


def _one_by_one(
    model: PolynomialModel, raw_coef: np.ndarray, intercept: np.ndarray, table: Table
) -> np.ndarray:
    predicted = np.empty((len(intercept), table.n_rows))
    for place, coef in enumerate(raw_coef.T):
        support = np.flatnonzero(coef)
        terms = tuple(model.terms[number] for number in support)
        one = replace(model, terms=terms, coef=coef[support], intercept=float(intercept[place]))
        predicted[place] = one.predict(table)
    return predicted


def _all_at_once(
    model: PolynomialModel, raw_coef: np.ndarray, intercept: np.ndarray, table: Table
) -> np.ndarray:
    active = model.active_variables
    encoded = encode(table, active, model.missing, model.unknown)
    policy = beyond_range(model.extrapolation)
    scaled = np.ldexp(raw_coef, _exponents(model)[:, None])
    predicted = np.empty((len(intercept), table.n_rows))
    step = max(MOST_VALUES // max(len(model.terms), 1), 1)
    for start in range(0, table.n_rows, step):
        some = slice(start, start + step)
        values = term_values(encoded.take(some), active, model.terms, policy)
        predicted[:, some] = intercept[:, None] + scaled.T @ values
    if model.extrapolation == "hold":
        np.clip(predicted, *model.target_range, out=predicted)
    return predicted


def _exponents(model: PolynomialModel) -> np.ndarray:
    variables = {variable.name: variable for variable in model.variables}
    return np.array(
        [sum(atom_exponent(a, variables[a.variable]) for a in term.atoms) for term in model.terms],
        dtype=int,
    )


def _scores(predicted: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Return R2 and root mean squared error of each row of predictions."""
    weights = np.ones(len(rows.actual)) if rows.weights is None else rows.weights
    r2, rmse = np.full(len(predicted), np.nan), np.full(len(predicted), np.nan)
    for place, one in enumerate(predicted):
        usable = np.isfinite(one) & np.isfinite(rows.actual) & (weights > 0)
        if not usable.any():
            continue
        own, actual = weights[usable], rows.actual[usable]
        error = float(np.average((one[usable] - actual) ** 2, weights=own))
        variance = float(np.average((actual - np.average(actual, weights=own)) ** 2, weights=own))
        rmse[place] = np.sqrt(error)
        r2[place] = 1.0 - error / variance if variance > 0.0 else np.nan
    return r2, rmse
