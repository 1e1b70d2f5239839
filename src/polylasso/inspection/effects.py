"""How predictions change with one variable, or two, while the others are held."""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from polylasso.encoding import FUNCTIONS
from polylasso.errors import DataError
from polylasso.inspection.reference import Reference, code_of, find_variable, reference_point
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Variable

__all__ = [
    "Effect",
    "Grid",
    "JointEffect",
    "effect",
    "effects_by_size",
    "joint_effect",
    "limits_of",
    "strongest_pair",
]

# Of the width of the training range, on either side: further out a curve says nothing of the data.
MARGIN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Values of one variable at which a model is asked.

    Parameters
    ----------
    variable : Variable
    values : ndarray of shape (n_points,)
        Increasing numbers; of a categorical variable the numbers of its levels, -1 for missing.
    labels : tuple of str
        The levels in that order; empty for numbers.
    outside : ndarray of bool, shape (n_points,)
        Which are outside the training range.
    """

    variable: Variable
    values: np.ndarray
    labels: tuple[str, ...]
    outside: np.ndarray

    @property
    def n_points(self) -> int:
        """Number of values."""
        return len(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """Predictions along one variable.

    Parameters
    ----------
    grid : Grid
    predicted : ndarray of shape (n_points,)
        In the units of the target; NaN where the model does not extrapolate.
    reference : mapping of str to float or str
        Where the other variables are held.
    target_name : str
    """

    grid: Grid
    predicted: np.ndarray
    reference: Reference
    target_name: str

    @property
    def span(self) -> float:
        """Largest less least prediction inside the training range."""
        return float(np.ptp(self.predicted[~self.grid.outside]))


@dataclass(frozen=True, slots=True, eq=False)
class JointEffect:
    """Predictions over two variables.

    Parameters
    ----------
    grids : pair of Grid
    predicted : ndarray of shape (n_points of the first, n_points of the second)
    reference : mapping of str to float or str
    target_name : str
    """

    grids: tuple[Grid, Grid]
    predicted: np.ndarray
    reference: Reference
    target_name: str

    @property
    def interaction(self) -> float:
        """Root mean square of what no sum of two effects explains, inside the training range."""
        inside = self.predicted[~self.grids[0].outside][:, ~self.grids[1].outside]
        centred = inside - inside.mean(axis=0)
        return float(np.std(centred - centred.mean(axis=1, keepdims=True)))


def effect(
    model: PolynomialModel,
    variable: str,
    reference: Reference | None = None,
    n_points: int = 200,
    limits: tuple[float, float] | None = None,
) -> Effect:
    """Return the predictions along one variable.

    Parameters
    ----------
    model : PolynomialModel
    variable : str
        Name of a variable of the model; without a term its effect is a constant.
    reference : mapping of str to float or str, default=None
        Where the others are held; `reference_point` of the model for those not named.
    n_points : int, default=200
        Number of values of a numeric variable; a binary one has two, a categorical one its levels.
    limits : tuple of float, default=None
        Least and largest value of a numeric variable; None is the training range.

    Returns
    -------
    Effect

    Raises
    ------
    DataError
        If the model has no such variable, or a level of the reference is unknown.
    """
    point = {**reference_point(model), **(reference or {})}
    grid = _GRIDS[find_variable(model, variable).kind](
        find_variable(model, variable), n_points, limits
    )
    predicted = _predict(model, point, {variable: grid.values}, grid.n_points)
    return Effect(grid, predicted, point, model.target_name)


def joint_effect(
    model: PolynomialModel,
    variables: tuple[str, str],
    reference: Reference | None = None,
    n_points: int = 60,
    limits: tuple[tuple[float, float] | None, tuple[float, float] | None] = (None, None),
) -> JointEffect:
    """Return the predictions over two variables.

    Parameters
    ----------
    model : PolynomialModel
    variables : pair of str
        Two different variables of the model.
    reference : mapping of str to float or str, default=None
    n_points : int, default=60
        Number of values of each numeric variable.
    limits : pair of tuple of float or None, default=(None, None)
        As in `effect`, of each variable.

    Returns
    -------
    JointEffect

    Raises
    ------
    DataError
        As in `effect`; or if the two variables are one.
    """
    if variables[0] == variables[1]:
        raise DataError(f"a surface takes two variables, but both are {variables[0]!r}")
    point = {**reference_point(model), **(reference or {})}
    found = [find_variable(model, name) for name in variables]
    first, second = (
        _GRIDS[one.kind](one, n_points, ends) for one, ends in zip(found, limits, strict=True)
    )
    values = {
        variables[0]: np.repeat(first.values, second.n_points),
        variables[1]: np.tile(second.values, first.n_points),
    }
    predicted = _predict(model, point, values, first.n_points * second.n_points)
    shaped = predicted.reshape(first.n_points, second.n_points)
    return JointEffect((first, second), shaped, point, model.target_name)


def effects_by_size(
    model: PolynomialModel, reference: Reference | None = None, n_points: int = 200
) -> tuple[Effect, ...]:
    """Return the effects of all variables that a term uses, the largest span first."""
    effects = [effect(model, one.name, reference, n_points) for one in model.active_variables]
    return tuple(sorted(effects, key=lambda one: -one.span))


def strongest_pair(model: PolynomialModel, reference: Reference | None = None) -> tuple[str, str]:
    """Return the two variables that interact most, or else those of the largest effects.

    Raises
    ------
    DataError
        If fewer than two variables have a term.
    """
    if len(model.active_variables) < 2:
        raise DataError("fewer than two variables have a term; draw the effect of one")
    pairs = {
        tuple(sorted(pair)) for term in model.terms for pair in combinations(term.variables, 2)
    }
    if not pairs:
        largest = effects_by_size(model, reference, n_points=50)
        return largest[0].grid.variable.name, largest[1].grid.variable.name
    return max(
        sorted(pairs), key=lambda pair: joint_effect(model, pair, reference, n_points=9).interaction
    )


def limits_of(variable: Variable, values: np.ndarray) -> tuple[float, float]:
    """Return the range of training and other values together.

    Parameters
    ----------
    variable : Variable
        Numeric.
    values : ndarray
        Those at which the functions of the variable are not defined are left out, and the range
        is never wider than the training range and half its width on either side.
    """
    allowed = np.isfinite(values)
    for transform in variable.transforms:
        with np.errstate(invalid="ignore"):
            allowed &= FUNCTIONS[transform].allows(values)
        if transform == "reciprocal":  # not across its pole
            allowed &= np.sign(values) == np.sign(variable.upper)
    room = MARGIN * (variable.upper - variable.lower)
    ends = np.append(values[allowed], [variable.lower, variable.upper])
    near = ends[(ends >= variable.lower - room) & (ends <= variable.upper + room)]
    return float(near.min()), float(near.max())


def _numbers(variable: Variable, n_points: int, limits: tuple[float, float] | None) -> Grid:
    low, high = limits or (variable.lower, variable.upper)
    ends = [end for end in (variable.lower, variable.upper) if low <= end <= high]
    # The ends of the training range are points, so that what lies outside begins there.
    values = np.unique(np.append(np.linspace(low, high, n_points), ends))
    return Grid(variable, values, (), (values < variable.lower) | (values > variable.upper))


def _two_numbers(variable: Variable, n_points: int, limits: tuple[float, float] | None) -> Grid:
    return Grid(variable, np.array([variable.lower, variable.upper]), (), np.zeros(2, dtype=bool))


def _levels(variable: Variable, n_points: int, limits: tuple[float, float] | None) -> Grid:
    labels = variable.levels or ("(not missing)",)
    codes = np.arange(len(labels))
    if variable.missing:
        labels, codes = (*labels, "(missing)"), np.append(codes, -1)
    return Grid(variable, codes, labels, np.zeros(len(codes), dtype=bool))


_GRIDS = {"numeric": _numbers, "binary": _two_numbers, "categorical": _levels}


def _predict(
    model: PolynomialModel, point: Reference, values: dict[str, np.ndarray], n_rows: int
) -> np.ndarray:
    columns = tuple(
        _column(variable, point[variable.name], values.get(variable.name), n_rows)
        for variable in model.active_variables
    )
    lenient = replace(model, extrapolation="nan") if model.extrapolation == "error" else model
    return lenient.predict(Table(columns, n_rows))


def _column(
    variable: Variable, held: float | str, values: np.ndarray | None, n_rows: int
) -> Column:
    if variable.kind != "categorical":
        numbers = np.full(n_rows, float(held)) if values is None else values
        return Column(variable.name, numbers)
    codes = np.full(n_rows, code_of(variable, held)) if values is None else values
    return Column(variable.name, codes, variable.levels or ("",))
