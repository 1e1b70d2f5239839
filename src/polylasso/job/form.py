"""The form of a model: a field for each column that a term uses. It draws nothing."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.inspection import reference_point
from polylasso.job.columns import Selected
from polylasso.model import PolynomialModel
from polylasso.sources.labels import label_of
from polylasso.sources.table import Column, Table
from polylasso.terms import Variable

__all__ = ["Example", "Field", "Point", "examples_of", "fields_of", "fingerprint"]

# A number, a level or, for what is missing, None, for every variable that a term uses.
Point = Mapping[str, float | str | None]

# Where examples stand among the rows, from the least to the largest target.
_PLACES = (0.1, 0.5, 0.9)
# Digits behind the point that a field shows at most, and values that tell how many are needed.
_MOST_DECIMALS, _SAMPLE = 6, 2000
# Clicks that lead about from one end of the training range to the other.
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Field:
    """What one column needs in a form.

    Parameters
    ----------
    variable : Variable
    default : float, str or None
        What it shows at first.
    decimals : int
        Digits behind the point of a number.
    options : tuple of (float, str or None)
        Values to choose from; empty for a number that is typed.
    labels : tuple of str
        What the options are called.
    """

    variable: Variable
    default: float | str | None
    decimals: int = 0
    options: tuple[float | str | None, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def step(self) -> float:
        """A round number by which a click moves the value."""
        width = self.variable.upper - self.variable.lower
        if not math.isfinite(width):
            return 1.0
        finest = 10.0**-self.decimals if self.decimals < _MOST_DECIMALS else 0.0
        rough = max(width / _STEPS, finest)
        power = 10.0 ** math.floor(math.log10(rough))
        return min((1.0, 2.0, 5.0, 10.0), key=lambda digit: abs(digit * power - rough)) * power

    @property
    def format(self) -> str:
        """How a number is written, as printf has it."""
        return "%.6g" if self.decimals == _MOST_DECIMALS else f"%.{self.decimals}f"

    @property
    def range_in_words(self) -> str:
        """The training range, such as "4 to 26.1"; of labels, how many there are."""
        if self.options:
            return ""
        return f"{_spelt(self.variable.lower)} to {_spelt(self.variable.upper)}"


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A row with its true value.

    Parameters
    ----------
    point : mapping of str to float, str or None
    actual : float
    """

    point: Point
    actual: float


def fields_of(model: PolynomialModel, rows: Table | None = None) -> tuple[Field, ...]:
    """Return the fields of a model, in the order of the columns of the training table.

    Parameters
    ----------
    model : PolynomialModel
    rows : Table, default=None
        Training rows, whose typical values are the first ones; without, the middle of the
        training range and the first level.
    """
    point = reference_point(model, rows)
    return tuple(
        _FIELDS[one.kind](model, one, point[one.name], None if rows is None else rows)
        for one in model.active_variables
    )


def examples_of(model: PolynomialModel, rows: Selected) -> tuple[Example, ...]:
    """Return rows with a small, a middling and a large target, of those that the form can hold.

    Parameters
    ----------
    model : PolynomialModel
    rows : Selected
        Held out, so that the model has not seen them.
    """
    known = ~model.out_of_range(rows.features) & np.isfinite(rows.target.values)
    for variable in model.active_variables:
        known &= _can_be_held(variable, rows.features.column(variable.name))
    usable = np.flatnonzero(known)
    ordered = usable[np.argsort(rows.target.values[usable], kind="stable")]
    places = [round(place * (len(ordered) - 1)) for place in _PLACES if len(ordered)]
    chosen = dict.fromkeys(int(ordered[place]) for place in places)
    return tuple(
        Example(_point_at(model, rows.features, row), float(rows.target.values[row]))
        for row in chosen
    )


def fingerprint(model: PolynomialModel) -> str:
    """Return what is the same for equal models, for the keys of widgets."""
    parts = (model.variables, [term.label for term in model.terms], model.coef.tobytes())
    return hashlib.sha256(repr((*parts, model.intercept)).encode()).hexdigest()[:16]


def _number_field(
    model: PolynomialModel, variable: Variable, typical: float, rows: Table | None
) -> Field:
    known = np.array([variable.lower, variable.upper])
    if rows is not None:
        values = rows.column(variable.name).values
        known = np.append(known, values[np.isfinite(values)][:_SAMPLE])
    decimals = _decimals(known)
    if rows is None:  # two ends do not tell how fine the values between them are
        width = variable.upper - variable.lower
        fine = 3 - math.floor(math.log10(width)) if 0.0 < width < math.inf else 0
        decimals = min(max(decimals, fine), _MOST_DECIMALS)
    rounded = round(typical, decimals)
    is_near = abs(rounded - typical) <= 1e-3 * (variable.upper - variable.lower)
    return Field(variable, rounded if is_near else typical, decimals)


def _binary_field(
    model: PolynomialModel, variable: Variable, typical: float, rows: Table | None
) -> Field:
    ends = (variable.lower, variable.upper)
    return _choices(model, variable, typical, ends, [label_of(end) for end in ends])


def _label_field(
    model: PolynomialModel, variable: Variable, typical: str, rows: Table | None
) -> Field:
    levels = variable.levels or ("",)
    labels = variable.levels or ("(not missing)",)
    return _choices(model, variable, typical, levels, labels)


def _choices(
    model: PolynomialModel,
    variable: Variable,
    typical: float | str,
    options: Sequence[float | str],
    labels: Sequence[str],
) -> Field:
    more: dict[float | str | None, str] = {}
    if variable.kind == "categorical" and model.unknown == "baseline":
        more[_another(options)] = "(another)"
    if model.missing == "indicator":
        more[None] = "(missing)"
    return Field(variable, typical, 0, (*options, *more), (*labels, *more.values()))


def _another(levels: Sequence[float | str]) -> str:
    """Return a label that is none of the levels."""
    label = "(another)"
    while label in levels:
        label = f"({label})"
    return label


_FIELDS = {"numeric": _number_field, "binary": _binary_field, "categorical": _label_field}


def _spelt(number: float) -> str:
    return f"{number:,.6g}".replace("-", "\N{MINUS SIGN}")


def _decimals(values: np.ndarray) -> int:
    """Return how many digits behind the point are needed to write all of some numbers."""
    for decimals in range(_MOST_DECIMALS):
        if np.allclose(np.round(values, decimals), values, rtol=1e-12, atol=0.0):
            return decimals
    return _MOST_DECIMALS


def _can_be_held(variable: Variable, column: Column) -> np.ndarray:
    """Return the mask of rows whose value a field can show."""
    if variable.kind == "binary":
        return (column.values == variable.lower) | (column.values == variable.upper)
    return ~column.missing


def _point_at(model: PolynomialModel, rows: Table, row: int) -> Point:
    return {one.name: _value_at(one, rows.column(one.name), row) for one in model.active_variables}


def _value_at(variable: Variable, column: Column, row: int) -> float | str:
    value = column.values[row]
    if not column.is_numeric:
        return column.categories[value]
    return label_of(value) if variable.kind == "categorical" else float(value)
