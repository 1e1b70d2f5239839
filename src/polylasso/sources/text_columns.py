"""A column of strings to numbers or labels: the one place that guesses. It reads no files."""

from collections.abc import Callable
from typing import Any

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.delimited import MISSING_MARKERS
from polylasso.sources.labels import BOOLEAN_LABELS, as_categorical, coded_column
from polylasso.sources.series import dictionary_column
from polylasso.sources.table import Column

__all__ = ["text_column"]

_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^(?i)[+-]?(inf|infinity|nan)$"
_DECIMAL_COMMA = r"^[+-]?\d+,\d+$"
_SHARE_OF_NUMBERS = 0.9


def text_column(
    name: str, strings: Any, line_of: Callable[[int], int], *, categorical: bool
) -> Column:
    """Turn strings into numbers if all are, otherwise into labels.

    Parameters
    ----------
    name : str
        Name of the column.
    strings : pyarrow.ChunkedArray
        Cells as text, null where missing.
    line_of : callable
        Maps a row to its line in the file, for errors.
    categorical : bool
        Make labels even of numbers, and accept text among numbers.

    Raises
    ------
    DataError
        If most cells are numbers and some are not, or numbers have a decimal comma.
    """
    numbers = _as_numbers(strings)
    if numbers is None:
        trimmed = _trimmed(strings)
        numbers = _as_numbers(trimmed)
        strings = _without_missing(strings, trimmed)
    if numbers is not None:
        column = Column(name, numbers.to_numpy(zero_copy_only=False))
        return as_categorical(column) if categorical else column
    if not categorical:
        _check_not_numbers(name, trimmed, line_of)
    return _labels(name, strings)


def _as_numbers(strings: Any) -> Any | None:
    import pyarrow as pa

    try:
        return strings.cast(pa.float64()).combine_chunks()
    except pa.ArrowInvalid:
        return None


def _trimmed(strings: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    trimmed = pc.utf8_trim_whitespace(strings)
    is_marker = pc.is_in(trimmed, value_set=pa.array(MISSING_MARKERS))
    return pc.if_else(is_marker, pa.scalar(None, pa.string()), trimmed)


def _without_missing(strings: Any, trimmed: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pc.is_valid(trimmed), strings, pa.scalar(None, pa.string()))


def _check_not_numbers(name: str, cells: Any, line_of: Callable[[int], int]) -> None:
    import pyarrow.compute as pc

    present = len(cells) - cells.null_count
    is_number = pc.match_substring_regex(cells, _NUMBER)
    if pc.sum(is_number).as_py() >= _SHARE_OF_NUMBERS * present:
        row = pc.index(is_number, False).as_py()
        count = present - pc.sum(is_number).as_py()
        raise DataError(
            f"column {name!r} has text in a numeric column: {cells[row].as_py()!r} in row "
            f"{row + 1} (line {line_of(row)} of the file; {count} such of {present} cells); "
            f"mend it, or pass categorical=[{name!r}]"
        )
    has_comma = pc.match_substring_regex(cells, _DECIMAL_COMMA)
    if pc.sum(has_comma).as_py() >= _SHARE_OF_NUMBERS * present:
        row = pc.index(has_comma, True).as_py()
        raise DataError(
            f"column {name!r} has numbers with a comma: {cells[row].as_py()!r} in row {row + 1} "
            f"(line {line_of(row)} of the file); write them with a decimal point and without "
            f"thousands separators, or pass categorical=[{name!r}]"
        )


def _labels(name: str, strings: Any) -> Column:
    column = dictionary_column(name, strings.dictionary_encode())
    lowered = tuple(label.strip().lower() for label in column.categories)
    if not set(lowered) <= {"false", "true"}:
        return column
    return _booleans(column, lowered)


def _booleans(column: Column, lowered: tuple[str, ...]) -> Column:
    is_true = np.array([*(label == "true" for label in lowered), False], dtype=np.intp)
    codes = np.where(column.values < 0, -1, is_true[column.values])
    return coded_column(column.name, BOOLEAN_LABELS, codes)
