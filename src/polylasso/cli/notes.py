"""Warnings of Python as short notes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from polylasso.errors import DataWarning

__all__ = ["collected_notes"]

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
