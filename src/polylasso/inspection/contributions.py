"""Why one prediction is what it is: what each term adds to it, beside what is usual."""

from dataclasses import dataclass, replace

import numpy as np

from polylasso.encoding import encode
from polylasso.errors import DataError
from polylasso.inspection.parts import mean_parts, term_parts
from polylasso.inspection.reference import Reference, reference_point, table_at
from polylasso.model import PolynomialModel, outside_range
from polylasso.sources.table import Table
from polylasso.terms import Term

__all__ = ["Baseline", "Contributions", "contributions", "mean_baseline", "point_baseline"]


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """What predictions are compared with: their mean over some rows, or that at one point.

    Parameters
    ----------
    parts : ndarray of shape (n_terms,)
        What each term adds there.
    predicted : float
        The intercept and all of them.
    n_rows : int
        Rows of the mean; 0 for a point.
    reference : mapping of str to float or str, or None
        The point; None for a mean.
    """

    parts: np.ndarray
    predicted: float
    n_rows: int = 0
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """One prediction as a sum: the baseline, and what each term adds to it.

    Parameters
    ----------
    terms : tuple of Term
        Those that add most come first.
    amounts : ndarray of shape (n_terms,)
        What a term adds to the prediction beyond what it adds to the baseline, in the units of
        the target; NaN if the model does not predict the row.
    parts : ndarray of shape (n_terms,)
        What it adds in all: coefficient times value.
    baseline : Baseline
        Its parts are in the same order.
    predicted : float
        Prediction of the baseline, all amounts and what holding it adds, but for rounding.
    target_name : str
    held : float
        What is added where the polynomial leaves the range of the training target and the model
        holds its predictions there; else 0.
    """

    terms: tuple[Term, ...]
    amounts: np.ndarray
    parts: np.ndarray
    baseline: Baseline
    predicted: float
    target_name: str
    held: float = 0.0


def mean_baseline(model: PolynomialModel, table: Table) -> Baseline:
    """Return the mean prediction over some rows, such as those of the training.

    Rows that the model does not predict are left out: those with a missing value that cannot be
    filled and, with ``extrapolation`` "nan" or "error", those outside the training range.

    Raises
    ------
    DataError
        If no row is left, or as in `PolynomialModel.predict`.
    """
    active = model.active_variables
    encoded = encode(table, active, model.missing, model.unknown)
    usable = ~encoded.unusable
    if model.extrapolation in ("nan", "error"):
        usable &= ~outside_range(encoded, active)
    rows = np.flatnonzero(usable)
    if rows.size == 0:
        raise DataError("there is no row that the model predicts; give rows to compare with")
    parts = mean_parts(model, encoded, rows)
    return Baseline(parts, float(model.intercept + parts.sum()), n_rows=len(rows))


def point_baseline(model: PolynomialModel, reference: Reference | None = None) -> Baseline:
    """Return the prediction at a point.

    Parameters
    ----------
    model : PolynomialModel
    reference : mapping of str to float or str, default=None
        Values of variables; `reference_point` of the model for those not named.

    Raises
    ------
    DataError
        As in `PolynomialModel.predict`.
    """
    point = {**reference_point(model), **(reference or {})}
    table = table_at(model, point)
    encoded = encode(table, model.active_variables, model.missing, model.unknown)
    parts = term_parts(model, encoded)[:, 0]
    return Baseline(parts, float(_not_held(model).predict(table)[0]), reference=point)


def contributions(model: PolynomialModel, row: Table, baseline: Baseline) -> Contributions:
    """Split a prediction, less that of a baseline, among the terms.

    The parts of a polynomial add up, so that the split is exact: the amounts and the prediction of
    the baseline make the prediction, also outside the training range where the model clamps its
    inputs or goes on along straight lines.

    Parameters
    ----------
    model : PolynomialModel
    row : Table
        One row.
    baseline : Baseline
        Of the same model.

    Raises
    ------
    DataError
        If the table has more or fewer rows, or as in `PolynomialModel.predict`.
    """
    if row.n_rows != 1:
        raise DataError(f"contributions are those of one row, but the table has {row.n_rows:,}")
    predicted = float(model.predict(row)[0])
    encoded = encode(row, model.active_variables, model.missing, model.unknown)
    parts = term_parts(model, encoded)[:, 0]
    amounts = parts - baseline.parts if np.isfinite(predicted) else np.full(len(parts), np.nan)
    order = np.argsort(-np.abs(amounts), kind="stable")
    return Contributions(
        tuple(model.terms[place] for place in order),
        amounts[order],
        parts[order],
        replace(baseline, parts=baseline.parts[order]),
        predicted,
        model.target_name,
        _held(model, row, predicted),
    )


def _held(model: PolynomialModel, row: Table, predicted: float) -> float:
    return predicted - float(_not_held(model).predict(row)[0]) if np.isfinite(predicted) else 0.0


def _not_held(model: PolynomialModel) -> PolynomialModel:
    """Return the model whose predictions are the sums of their parts."""
    return replace(model, extrapolation="clip") if model.extrapolation == "hold" else model
