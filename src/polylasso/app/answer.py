"""The answer to one filled form: the prediction, its parts, and what to be careful about."""

import math
from dataclasses import dataclass, replace

import numpy as np

from polylasso.errors import DataError
from polylasso.inspection import Baseline, Contributions, Excess, contributions, range_map, table_at
from polylasso.job.form import Field, Point
from polylasso.model import PolynomialModel

__all__ = ["Answer", "answer", "beside_range", "missing_names"]

# What a model does beyond the range of a column whose nearer end is {end}.
_BEYOND = {
    "extend": "The polynomial goes on there, and soon goes wrong.",
    "clip": "The model computes with {end} instead.",
    "hold": "The model computes with {end} instead.",
    "linear": "The model goes on in a straight line from {end}.",
    "nan": "The model does not predict there.",
    "error": "The model does not predict there.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a model says to a form.

    Parameters
    ----------
    predicted : float
        NaN if there is no prediction.
    cautions : tuple of str
        What lies outside the training range, and what the model does there.
    parts : Contributions or None
        None if there is no prediction.
    problem : str
        Why there is no prediction; else empty.
    """

    predicted: float
    cautions: tuple[str, ...]
    parts: Contributions | None
    problem: str = ""


def answer(model: PolynomialModel, point: Point, baseline: Baseline) -> Answer:
    """Predict the values of a form.

    Parameters
    ----------
    model : PolynomialModel
        Where it would raise an error outside the training range it does not predict instead.
    point : mapping of str to float, str or None
        A value for every variable that a term uses.
    baseline : Baseline
        Of the same model.
    """
    gaps = missing_names(model, point)
    if gaps:
        names = ", ".join(gaps[:5]) + (", ..." if len(gaps) > 5 else "")
        return Answer(math.nan, (), None, f"Give a value for {names}.")
    policy = "nan" if model.extrapolation == "error" else model.extrapolation
    lenient = replace(model, extrapolation=policy)
    row = table_at(model, point)
    try:
        with np.errstate(all="ignore"):  # numbers may be as large as one can type
            cautions = tuple(_caution(one, model) for one in range_map(model, row).excesses())
            parts = contributions(lenient, row, baseline)
    except DataError as error:
        return Answer(math.nan, (), None, f"{error}.")
    if math.isfinite(parts.predicted):
        return Answer(parts.predicted, (*cautions, *_held(parts)), parts)
    reason = "" if cautions and policy == "nan" else "The numbers are too large to compute with."
    return Answer(math.nan, cautions, None, reason)


def missing_names(model: PolynomialModel, point: Point) -> list[str]:
    """Return the columns without a value, where the model needs one."""
    if model.missing == "indicator":
        return []
    return [name for name, value in point.items() if value is None]


def beside_range(field: Field, value: float | str | None) -> bool:
    """Return whether a number lies outside the training range of its field."""
    if field.options or value is None:
        return False
    return not field.variable.lower <= value <= field.variable.upper


def _held(parts: Contributions) -> tuple[str, ...]:
    if not parts.held:
        return ()
    free = parts.predicted - parts.held
    return (
        f"The formula gives {free:,.6g}, beyond anything seen in training. The prediction is held "
        f"at {parts.predicted:,.6g}.",
    )


def _caution(one: Excess, model: PolynomialModel) -> str:
    variable = one.variable
    if one.beyond is None:
        return (
            f"{variable.name} has a label that the model has not seen in training. "
            "It counts as none of the known ones."
        )
    end = variable.upper if one.beyond > 0 else variable.lower
    where = "above" if one.beyond > 0 else "below"
    ends = f"{variable.lower:,.6g} to {variable.upper:,.6g}"
    done = _BEYOND[model.extrapolation].format(end=f"{end:,.6g}")
    return f"{variable.name} is {one.value:,.6g}, {where} its training range {ends}. {done}"
