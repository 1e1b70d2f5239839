"""Labels of categories: how a number is spelt as one, and how labels become sorted codes."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import repeat

import numpy as np

from polylasso.sources.table import Column

__all__ = ["BOOLEAN_LABELS", "as_categorical", "coded_column", "factorise", "label_of"]

BOOLEAN_LABELS = ("False", "True")

_EXACT_INTEGERS = 2.0**53


def label_of(number: float) -> str:
    """Spell a number as a label.

    Parameters
    ----------
    number : float
        Any number.

    Returns
    -------
    str
        "4" for 4.0; otherwise the shortest digits that read back as the number.
    """
    number = float(number)
    if number.is_integer() and abs(number) < _EXACT_INTEGERS:
        return str(int(number))
    return repr(number)


def as_categorical(column: Column) -> Column:
    """Turn numbers into labels.

    Parameters
    ----------
    column : Column
        A categorical column is returned as it is.

    Returns
    -------
    Column
        Categories are spelt by `label_of` and sorted as numbers.
    """
    if not column.is_numeric:
        return column
    codes = np.full(len(column.values), -1, dtype=np.intp)
    present = ~column.missing
    numbers, codes[present] = np.unique(column.values[present], return_inverse=True)
    return Column(column.name, codes, tuple(label_of(number) for number in numbers))


def coded_column(name: str, labels: Sequence[str | None], codes: np.ndarray) -> Column:
    """Make a column from codes into labels in any order.

    Parameters
    ----------
    name : str
        Name of the column.
    labels : sequence of str or None
        Labels that the codes point to; None is a missing value; some may be unused or repeated.
    codes : ndarray of shape (n_rows,)
        Positions in `labels`, negative for missing.

    Returns
    -------
    Column
        Categories are the labels in use, sorted and distinct.
    """
    used = np.zeros(len(labels) + 1, dtype=bool)
    used[np.where(codes < 0, -1, codes)] = True
    kept = {label for label, is_used in zip(labels, used, strict=False) if is_used} - {None}
    categories = tuple(sorted(kept))
    position = {label: code for code, label in enumerate(categories)}
    # The last entry serves the negative codes.
    new_codes = np.fromiter(
        map(position.get, [*labels, None], repeat(-1)), np.intp, len(labels) + 1
    )
    return Column(name, new_codes[np.where(codes < 0, -1, codes)], categories)


def factorise(name: str, values: Sequence[Hashable]) -> Column:
    """Make a column from one label per row; whatever is not a string is missing."""
    categories = tuple(sorted(_strings(values)))
    position = {label: code for code, label in enumerate(categories)}
    codes = np.fromiter(map(position.get, values, repeat(-1)), np.intp, len(values))
    return Column(name, codes, categories)


def _strings(values: Iterable[Hashable]) -> list[str]:
    return [value for value in dict.fromkeys(values) if isinstance(value, str)]
