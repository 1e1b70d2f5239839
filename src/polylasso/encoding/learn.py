"""What is learnt from the training rows: which variables there are, their levels and ranges."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from polylasso.encoding.functions import FUNCTIONS
from polylasso.errors import DataError
from polylasso.sources.labels import as_categorical
from polylasso.sources.table import Column, Table
from polylasso.terms import TRANSFORMS, Variable

__all__ = ["EncodingOptions", "Excluded", "Learned", "learn_variables"]

# Values of a column that are looked at first.
SAMPLE = 64
# A mean of fewer standard deviations is 0.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class EncodingOptions:
    """How columns become variables.

    Parameters
    ----------
    categorical : tuple of str
        Columns to treat as categorical whatever they hold and however many levels they have.
    transform : mapping of str to tuple of str
        Functions of numeric columns.
    missing : {"error", "indicator", "drop"}
        What a missing value means.
    max_levels : int
        A categorical column with more levels is left out as an identifier, unless named above.
    degrees : mapping of str to int
        Largest degree of single columns.
    moments : bool
        Whether means and standard deviations are learnt, for Hermite polynomials.
    """

    categorical: tuple[str, ...] = ()
    transform: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: str = "error"
    max_levels: int = 100
    degrees: Mapping[str, int] = field(default_factory=dict)
    moments: bool = False


@dataclass(frozen=True, slots=True)
class Excluded:
    """A column that is left out, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Learned:
    """Variables of the columns that are used, and the columns that are not."""

    variables: tuple[Variable, ...]
    excluded: tuple[Excluded, ...]


def learn_variables(table: Table, weights: np.ndarray, options: EncodingOptions) -> Learned:
    """Learn the variables from training rows (all of positive weight).

    Raises
    ------
    DataError
        If a transform is unknown or outside its domain, or an option names no column.
    """
    _check_names(table, options)
    columns = [as_categorical(c) if c.name in options.categorical else c for c in table.columns]
    twins = _twins(columns)
    variables, excluded = [], []
    for column in columns:
        if column.name in twins:
            twin = twins[column.name]
            excluded.append(Excluded(column.name, f"identical to column {twin!r}"))
            continue
        learner = _learn_numeric if column.is_numeric else _learn_categorical
        result = learner(column, weights, options)
        (excluded if isinstance(result, Excluded) else variables).append(result)
    return Learned(tuple(variables), tuple(excluded))


def _check_names(table: Table, options: EncodingOptions) -> None:
    for option in ("categorical", "transform", "degrees"):
        unknown = [name for name in getattr(options, option) if name not in table.names]
        if unknown:
            raise DataError(
                f"{option} names no column of the data: {unknown[0]!r}; "
                f"the columns are {', '.join(map(repr, table.names[:20]))}"
            )


def _twins(columns: Sequence[Column]) -> dict[str, str]:
    """Return, by name, the first column that a later one is identical to."""
    alike: dict[tuple, list[Column]] = {}
    for column in columns:
        alike.setdefault(_sample(column), []).append(column)
    twins = {}
    for group in alike.values():
        seen: dict[tuple, str] = {}
        for column in group if len(group) > 1 else ():
            first = seen.setdefault(_content(column), column.name)
            if first != column.name:
                twins[column.name] = first
    return twins


def _sample(column: Column) -> tuple:
    """Return what is equal for identical columns and rarely for others: some of the values."""
    step = 1 + len(column.values) // SAMPLE
    return column.categories, column.values.dtype.kind, column.values[::step].tobytes()


def _content(column: Column) -> tuple:
    """Return what is equal for identical columns; of the values a hash, which is short."""
    digest = hashlib.blake2b(np.ascontiguousarray(column.values)).digest()
    return column.categories, column.values.dtype.kind, digest


def _learn_numeric(
    column: Column, weights: np.ndarray, options: EncodingOptions
) -> Variable | Excluded:
    values = column.values
    lower, upper = _range(values)
    missing = math.isnan(lower)
    if missing:
        values = values[~np.isnan(values)]
        lower, upper = _range(values)
    if values.size == 0:
        return Excluded(column.name, "all values are missing")
    indicator = options.missing == "indicator" and missing
    if lower == upper:
        if indicator:
            return Variable(column.name, "categorical", missing=True)
        return Excluded(column.name, f"constant ({lower:g})")
    variable = Variable(
        name=column.name,
        kind="binary" if _has_two_values(values, lower, upper) else "numeric",
        transforms=options.transform.get(column.name, ("identity",)),
        missing=indicator,
        degree=options.degrees.get(column.name),
        lower=lower,
        upper=upper,
        # Also where nothing is missing yet: rows to come, or held out, may lack a value.
        fill=_mean(column, weights) if options.missing == "indicator" else float("nan"),
    )
    _check_transforms(variable, column)
    if not options.moments:
        return variable
    present = ~column.missing
    known, own = column.values[present], weights[present]
    moments = tuple(_standard(FUNCTIONS[name].value(known), own) for name in variable.transforms)
    return replace(variable, moments=moments)


def _standard(values: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Return the weighted mean and standard deviation; the latter is never 0."""
    low, width = values.min(), np.ptp(values)
    if not 0.0 < width < np.inf:  # a transform may send values that differ to the same
        return float(low), 1.0
    shares, places = weights / weights.sum(), (values - low) / width
    mean = shares @ places
    # With two rows of very different weights nearly all of it lies at one of them.
    spread = max(np.sqrt(shares @ (places - mean) ** 2), np.finfo(np.float64).eps)
    mean, spread = float(low + width * mean), float(width * spread)
    # Of a column that is centred nothing but rounding is left, which formulas would show.
    return (mean if abs(mean) > ROUNDING * spread else 0.0), spread


def _range(values: np.ndarray) -> tuple[float, float]:
    """Return the least and the largest value; NaN if there is any, or no value at all."""
    if values.size == 0:
        return float("nan"), float("nan")
    return float(values.min()), float(values.max())


def _has_two_values(values: np.ndarray, lower: float, upper: float) -> bool:
    # The first values settle it for most columns.
    parts = (values[:SAMPLE], values[SAMPLE:])
    return all(bool(((part == lower) | (part == upper)).all()) for part in parts)


def _mean(column: Column, weights: np.ndarray) -> float:
    present = ~column.missing
    values, weights = column.values[present], weights[present]
    return float(weights @ values / weights.sum())


def _check_transforms(variable: Variable, column: Column) -> None:
    for transform in variable.transforms:
        if transform not in TRANSFORMS:
            raise DataError(
                f"transform of column {variable.name!r} is {transform!r}; "
                f"pass one of {', '.join(TRANSFORMS)}"
            )
        if transform == "identity" and math.isfinite(variable.lower + variable.upper):
            continue
        with np.errstate(invalid="ignore"):
            wrong = ~FUNCTIONS[transform].allows(column.values) & ~np.isnan(column.values)
        if wrong.any():
            row = int(np.argmax(wrong))
            raise DataError(
                f"transform {transform!r} of column {variable.name!r} needs "
                f"{FUNCTIONS[transform].domain}, but row {row + 1} holds {column.values[row]:g}"
            )
        if transform == "reciprocal" and variable.lower < 0 < variable.upper:
            raise DataError(
                f"transform 'reciprocal' of column {variable.name!r} has a pole inside the range "
                f"{variable.lower:g} to {variable.upper:g}; use another transform"
            )


def _learn_categorical(
    column: Column, weights: np.ndarray, options: EncodingOptions
) -> Variable | Excluded:
    if column.name in options.transform:
        raise DataError(
            f"column {column.name!r} is categorical and cannot be transformed; "
            f"remove it from transform"
        )
    present = column.values >= 0
    counts = np.bincount(column.values[present], weights[present], len(column.categories))
    used = np.flatnonzero(counts > 0)
    levels = tuple(column.categories[code] for code in used)
    indicator = options.missing == "indicator" and not present.all()
    if len(levels) == 0:
        return Excluded(column.name, "all values are missing")
    if len(levels) == 1 and not indicator:
        return Excluded(column.name, f"has one level ({levels[0]!r})")
    if column.name not in options.categorical and _is_identifier(
        len(levels), len(present), options
    ):
        return Excluded(
            column.name,
            f"has {len(levels):,} levels in {len(present):,} rows, like an identifier; "
            f"force it in with categorical=[{column.name!r}]",
        )
    if len(levels) == 2 and counts[used[1]] > counts[used[0]]:
        levels = levels[::-1]  # the more frequent level is the baseline
    return Variable(column.name, "categorical", levels=levels, missing=indicator)


def _is_identifier(n_levels: int, n_rows: int, options: EncodingOptions) -> bool:
    return n_levels > options.max_levels or (n_levels > 20 and n_levels > n_rows / 2)
