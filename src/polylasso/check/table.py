"""The whole check of a table: each column, columns together, rows, the size of the search."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from polylasso.check.advice import about_columns, about_table, about_target, arrange
from polylasso.check.collinear import (
    MOST_COLUMNS,
    MOST_EXPLAINED,
    Standardised,
    collinear_pairs,
    explained_columns,
    standardise,
)
from polylasso.check.columns import check_column
from polylasso.check.leaks import find_leak
from polylasso.check.results import Collinear, ColumnCheck, DataCheck, Explained, Leak, Notice
from polylasso.check.sizes import candidate_sizes
from polylasso.encoding import EncodingOptions, Learned, learn_variables
from polylasso.errors import DataError
from polylasso.folds import count_duplicates, row_identity
from polylasso.sources.frames import as_categorical, target_vector
from polylasso.sources.table import Column, Table

__all__ = ["check_table"]

# Cells of which each column is compared with the target.
_MOST_LEAK_CELLS = 50_000_000


def check_table(
    table: Table,
    target: str | None = None,
    *,
    encoding: EncodingOptions | None = None,
    max_interaction: int | None = None,
    basis: str = "power",
) -> DataCheck:
    """Look at a table before a fit.

    Parameters
    ----------
    table : Table
        Columns that are to be features, and the target.
    target : str or None
        Name of the target; None looks at the columns only.
    encoding : EncodingOptions, default=None
        How columns become variables.
    max_interaction, basis
        As in `Dictionary`, for the number of candidate terms.

    Returns
    -------
    DataCheck
        Nothing in the data raises: what would make a fit fail is among the notices.

    Raises
    ------
    DataError
        If there is no such target, or an option names no column.

    Notes
    -----
    Quick by design: of very many cells only evenly spaced rows are looked at for collinear
    columns, and `skipped` says so.
    """
    encoding = encoding or EncodingOptions()
    if target is not None and target not in table.names:
        raise DataError(f"there is no column {target!r} to be the target")
    features = _features(table, target, encoding)
    goal, goal_values, notices = _target(table, target, encoding.missing)
    learned = _learn(features, encoding, notices)
    twins = _twins(features.columns)
    checks = _column_checks(features, learned, twins)
    candidates = _distinct_numeric(features, checks, twins)
    collinear, explained, skipped = _together(candidates)
    leaks = _leaks(features, checks, goal_values, skipped)
    n_duplicates = count_duplicates(row_identity(features, goal_values))
    notices += about_columns(checks, encoding.missing)
    notices += about_table(
        table.n_rows, n_duplicates, list(twins.items()), collinear, explained, leaks
    )
    if not learned.variables:
        text = "no usable column is left; give a column with at least two values"
        notices.append(Notice("error", None, text))
    return DataCheck(
        n_rows=table.n_rows,
        columns=checks,
        target=goal,
        duplicate_columns=tuple(twins.items()),
        n_duplicate_rows=n_duplicates,
        collinear=collinear[0],
        n_collinear=collinear[1],
        explained=explained,
        leaks=leaks,
        sizes=candidate_sizes(learned.variables, table.n_rows, max_interaction, basis),
        notices=arrange(notices),
        skipped=tuple(skipped),
    )


def _features(table: Table, target: str | None, encoding: EncodingOptions) -> Table:
    columns = (
        as_categorical(column) if column.name in encoding.categorical else column
        for column in table.columns
        if column.name != target
    )
    return Table(tuple(columns), table.n_rows)


def _learn(features: Table, encoding: EncodingOptions, notices: list[Notice]) -> Learned:
    """Learn the variables, without the transforms if those cannot be had."""
    finite = Table(tuple(map(_without_infinities, features.columns)), features.n_rows)
    weights = np.ones(features.n_rows)
    try:
        return learn_variables(finite, weights, encoding)
    except DataError as error:
        learned = learn_variables(finite, weights, replace(encoding, transform={}))
        notices.append(Notice("error", None, str(error)))
        return learned


def _without_infinities(column: Column) -> Column:
    """Put a finite value where an infinite one is: those are told of elsewhere."""
    if not column.is_numeric or not np.isinf(column.values).any():
        return column
    finite = column.values[np.isfinite(column.values)]
    stand_in = finite[0] if len(finite) else np.nan
    return Column(column.name, np.where(np.isinf(column.values), stand_in, column.values))


def _twins(columns: Sequence[Column]) -> dict[str, str]:
    """Return the columns that repeat an earlier one, with its name."""
    seen: dict[tuple, str] = {}
    twins = {}
    for column in columns:
        content = column.categories, column.values.dtype.kind, column.values.tobytes()
        first = seen.setdefault(content, column.name)
        if first != column.name:
            twins[column.name] = first
    return twins


def _column_checks(
    features: Table, learned: Learned, twins: dict[str, str]
) -> tuple[ColumnCheck, ...]:
    used = {variable.name for variable in learned.variables}
    return tuple(
        check_column(column, is_identifier=twins.get(column.name, column.name) not in used)
        for column in features.columns
    )


def _target(
    table: Table, target: str | None, missing: str
) -> tuple[ColumnCheck | None, np.ndarray, list[Notice]]:
    """Return the check of the target, its values (zeros if it has none), and notices."""
    nothing = np.zeros(table.n_rows)
    if target is None:
        return None, nothing, []
    column = table.column(target)
    try:
        values, _ = target_vector(column)
    except DataError as error:
        return check_column(column), nothing, [Notice("error", None, str(error))]
    check = check_column(Column(target, values))
    return check, values, list(about_target(check, table.n_rows, missing))


def _distinct_numeric(
    features: Table, checks: Sequence[ColumnCheck], twins: dict[str, str]
) -> list[Column]:
    return [
        column
        for column, check in zip(features.columns, checks, strict=True)
        if column.is_numeric and check.kind in ("numeric", "binary") and column.name not in twins
    ]


def _together(
    candidates: list[Column],
) -> tuple[tuple[tuple[Collinear, ...], int], tuple[Explained, ...], list[str]]:
    """Return collinear pairs with their number, explained columns, and what was skipped."""
    count = len(candidates)
    if count > MOST_COLUMNS:
        text = f"pairs of collinear columns: {count:,} columns are more than {MOST_COLUMNS:,}"
        return ((), 0), (), [text]
    columns = standardise(candidates)
    skipped = []
    if columns.is_sample:
        used = columns.values.shape[1]
        skipped.append(f"collinear columns were looked for in {used:,} evenly spaced rows")
    return collinear_pairs(columns), _explained(columns, skipped), skipped


def _explained(columns: Standardised, skipped: list[str]) -> tuple[Explained, ...]:
    n_columns, n_rows = columns.values.shape
    if n_columns > MOST_EXPLAINED:
        reason = f"{n_columns:,} columns are more than {MOST_EXPLAINED}"
    elif n_rows <= n_columns + 1:
        reason = f"{n_rows:,} rows are too few for {n_columns:,} columns"
    else:
        return explained_columns(columns)
    skipped.append(f"columns given by all others: {reason}")
    return ()


def _leaks(
    features: Table, checks: Sequence[ColumnCheck], target: np.ndarray, skipped: list[str]
) -> tuple[Leak, ...]:
    if features.n_rows * len(features.columns) > _MOST_LEAK_CELLS:
        skipped.append("columns that give the target alone: there are too many cells")
        return ()
    if not np.isfinite(target).any():
        return ()
    usable = ("numeric", "binary", "categorical")
    found = (
        find_leak(column, target)
        for column, check in zip(features.columns, checks, strict=True)
        if check.kind in usable
    )
    return tuple(leak for leak in found if leak is not None)
