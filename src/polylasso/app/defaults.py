"""The settings with which a table is fitted at first, as one would choose them."""

from dataclasses import replace

from polylasso.check import check_table
from polylasso.errors import DataError
from polylasso.job import ColumnChoice, FitSettings
from polylasso.sources.table import Column, Table

__all__ = ["default_settings", "possible_targets", "settings_for"]

# Kinds of columns that tell nothing.
_USELESS = ("identifier", "constant", "empty")
# Names that targets go by.
_TARGETS = ("target", "y", "label", "response", "outcome")
# More levels than that make a column a name rather than a kind.
_MOST_LEVELS = 100


def default_settings(columns: ColumnChoice) -> FitSettings:
    """Return the settings of a fit unless one chooses others: those of the command line."""
    return FitSettings(
        columns=columns,
        shared={
            "max_interaction": None,
            "basis": "power",
            "loss": "squared",
            "categorical": (),
            "transform": None,
            "missing": "error",
            "unknown": "baseline",
            "extrapolation": "auto",
        },
        search={"rule": "one_se", "relax": "auto", "max_terms": None},
    )


def possible_targets(table: Table) -> list[str]:
    """Return the columns of numbers that vary."""
    return [column.name for column in table.columns if column.is_numeric and _varies(column)]


def _varies(column: Column) -> bool:
    present = column.values[~column.missing]
    return present.size > 1 and bool((present != present[0]).any())


def settings_for(table: Table) -> FitSettings:
    """Return the settings that suit a table at first.

    The target is the column that is called so, or the last one of numbers; columns that tell
    nothing are left out; missing values are marked.

    Raises
    ------
    DataError
        If no column can be the target, or none is left for the features.
    """
    targets = possible_targets(table)
    if not targets:
        raise DataError(
            "no column holds numbers that vary, so none can be predicted; give a table with one"
        )
    named = [name for name in targets if name.strip().lower() in _TARGETS]
    target = (named or targets)[-1]
    if len(table.names) < 2:
        raise DataError("there is one column only; give at least one more to predict it from")
    check = check_table(table, target)
    useless = tuple(
        one.name
        for one in check.columns
        if one.kind in _USELESS or (one.kind == "categorical" and one.n_distinct > _MOST_LEVELS)
    )
    if len(useless) == len(check.columns):
        useless = ()
    columns = [table.column(target)]
    columns += [table.column(one.name) for one in check.columns if one.name not in useless]
    has_missing = any(column.missing.any() for column in columns[1:])
    settings = default_settings(ColumnChoice(target, exclude=useless))
    if columns[0].missing.any():
        return _missing(settings, "drop")
    return _missing(settings, "indicator") if has_missing else settings


def _missing(settings: FitSettings, what: str) -> FitSettings:
    return replace(settings, shared={**settings.shared, "missing": what})
