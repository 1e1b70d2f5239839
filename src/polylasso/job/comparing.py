"""One comparison of models from a table, for whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from polylasso.job.columns import select
from polylasso.job.fitting import check_rows
from polylasso.job.notes import collected_notes, notes_on_columns, notes_on_rows
from polylasso.job.settings import FitSettings, Folds
from polylasso.lab import Comparison, Step, compare
from polylasso.lab.compare import SHARED
from polylasso.sources.table import Table

__all__ = ["Compared", "compare_table", "notes_on_settings"]

# Rows that a comparison holds out where the fit holds out none.
_TEST_SIZE = 0.2
# What every model of a comparison does in its own way, or as the others.
_OWN = ("relax", "unknown")
# Settings that say what a comparison does anyway.
_SAME = (("extrapolation", "extend"), ("extrapolation", "auto"), ("loss", "squared"))
# The degrees of a comparison where that of the fit was searched.
_DEGREES = (1, 2, 3)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A comparison and what was found on the way.

    Parameters
    ----------
    comparison : Comparison
    n_dropped : int
        Rows left out.
    notes : tuple of str
    """

    comparison: Comparison
    n_dropped: int
    notes: tuple[str, ...]


def compare_table(
    table: Table,
    settings: FitSettings,
    tell: Callable[[Step], object] | None = None,
    *,
    black_box: bool = True,
) -> Compared:
    """Compare models of a table by the settings of a fit, as far as all models share them.

    Parameters
    ----------
    table : Table
    settings : FitSettings
    tell : callable or None
        Called before each model.
    black_box : bool, default=True
        Whether boosted trees are among them.

    Raises
    ------
    PolylassoError
        If the table or the settings cannot be used.
    """
    rows = select(table, settings.columns, settings.missing)
    check = check_rows(rows, settings)
    with collected_notes() as notes:
        comparison = compare(
            rows.features,
            rows.target,
            degree=_DEGREES if settings.is_automatic else settings.degrees,
            test_size=settings.test_size or _TEST_SIZE,
            cv=settings.folds.count or Folds.USUAL,
            random_state=settings.seed,
            black_box=black_box,
            callback=tell,
            **_shared(settings),
        )
    return Compared(
        comparison,
        rows.n_dropped,
        (
            *notes_on_settings(settings),
            *notes_on_rows(rows, settings),
            *notes_on_columns(check, comparison.excluded),
            *notes,
        ),
    )


def notes_on_settings(settings: FitSettings) -> list[str]:
    """Say which settings of a fit a comparison does without."""
    columns = settings.columns
    without = [
        word
        for word, given in (
            ("weights", columns.weights is not None),
            ("groups", columns.groups is not None),
            ("folds in time", settings.folds.in_time),
            ("the alpha given", settings.alpha is not None),
        )
        if given
    ]
    without += [
        name
        for name, value in _given(settings).items()
        if name not in (*SHARED, *_OWN) and (name, value) not in _SAME
    ]
    notes = [f"the comparison does without {', '.join(without)}"] if without else []
    if settings.is_automatic:
        notes.append(f"the comparison tries degrees {_DEGREES[0]} to {_DEGREES[-1]}")
    return notes


def _shared(settings: FitSettings) -> dict[str, Any]:
    return {name: value for name, value in _given(settings).items() if name in SHARED}


def _given(settings: FitSettings) -> dict[str, Any]:
    everything = {**settings.shared, **settings.search}
    return {name: value for name, value in everything.items() if value is not None}
