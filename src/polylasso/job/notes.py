"""Short notes: warnings of Python, what the check found, and what was left out."""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from polylasso.check import DataCheck
from polylasso.errors import DataWarning
from polylasso.job.columns import Selected
from polylasso.job.settings import FitSettings

__all__ = ["collected_notes", "notes_on_columns", "notes_on_rows"]

# Of use to programmers only.
_IGNORED = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ImportWarning)


@contextmanager
def collected_notes(*, without: tuple[type[Warning], ...] = (DataWarning,)) -> Iterator[list[str]]:
    """Collect the warnings raised inside the block.

    Parameters
    ----------
    without : tuple of type
        Warnings left out: what they say of the data, the check of the data has said.

    Yields
    ------
    list of str
        Distinct messages; complete when the block ends.
    """
    notes: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield notes
    for warning in caught:
        if not issubclass(warning.category, (*_IGNORED, *without)):
            text = str(warning.message)
            if text not in notes:
                notes.append(text)


def notes_on_rows(rows: Selected, settings: FitSettings) -> list[str]:
    """Say how many rows were left out, and why."""
    if not rows.n_dropped:
        return []
    causes = ["a missing value"] if settings.missing == "drop" else []
    causes += ["a weight of zero"] if rows.weights is not None else []
    return [f"{rows.n_dropped:,} rows were left out, for {' or '.join(causes)}"]


def notes_on_columns(check: DataCheck, excluded: Iterable[tuple[str, str]]) -> list[str]:
    """Say what the check found, and which columns were left out, with the reasons."""
    left_out = dict(excluded)
    told = [str(one) for one in check.warnings if one.column not in left_out]
    if left_out:
        reasons = [f"{name!r} {reason}" for name, reason in left_out.items()]
        more = f"; and {len(reasons) - 10} more" if len(reasons) > 10 else ""
        told.append(f"columns left out: {'; '.join(reasons[:10])}{more}")
    return told
