"""Columns to an Excel workbook in which no cell is a formula or a link, whatever its text."""

import math
from collections.abc import Sequence
from typing import Any, BinaryIO

from polylasso.errors import DataError, MissingExtraError
from polylasso.sources.labels import BOOLEAN_LABELS
from polylasso.sources.table import Column

__all__ = ["write_workbook"]

# What a sheet holds; a longer text would be cut without a word.
_MOST_ROWS, _MOST_COLUMNS, _MOST_CHARACTERS = 1_048_575, 16_384, 32_767
_WIDEST = 48


def write_workbook(columns: Sequence[Column], file: BinaryIO) -> None:
    """Write columns as the one sheet of a workbook (.xlsx).

    Parameters
    ----------
    columns : sequence of Column
        A missing value is an empty cell; an infinite number is a text.
    file : binary file

    Raises
    ------
    DataError
        If a sheet cannot hold the columns.
    MissingExtraError
        If XlsxWriter is not installed.
    """
    _check(columns)
    workbook = _xlsxwriter().Workbook(
        file,
        {
            "in_memory": True,  # nothing of a user's table in a temporary folder
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    sheet = workbook.add_worksheet("table")
    heading = workbook.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, heading)
        sheet.set_column(place, place, _width(column))
        _write_cells(sheet, place, column)
    sheet.freeze_panes(1, 0)
    workbook.close()


def _write_cells(sheet: Any, place: int, column: Column) -> None:
    if column.is_numeric:
        for row, number in enumerate(column.values.tolist(), start=1):
            if math.isfinite(number):
                sheet.write_number(row, place, number)
            elif math.isinf(number):
                sheet.write_string(row, place, str(number))
        return
    is_boolean = bool(column.categories) and set(column.categories) <= set(BOOLEAN_LABELS)
    for row, code in enumerate(column.values.tolist(), start=1):
        if code < 0:
            continue
        label = column.categories[code]
        if is_boolean:
            sheet.write_boolean(row, place, label == "True")
        else:
            sheet.write_string(row, place, label)


def _width(column: Column) -> int:
    """Return the width of a column in characters."""
    texts = (column.name, *(column.categories or ()))
    return min(max(10, *(len(text) + 2 for text in texts)), _WIDEST)


def _check(columns: Sequence[Column]) -> None:
    n_rows = len(columns[0].values) if columns else 0
    if n_rows > _MOST_ROWS or len(columns) > _MOST_COLUMNS:
        raise DataError(
            f"a sheet of Excel holds {_MOST_ROWS:,} rows and {_MOST_COLUMNS:,} columns, but the "
            f"table has {n_rows:,} and {len(columns):,}; write it as CSV"
        )
    for column in columns:
        if max(map(len, (column.name, *(column.categories or ())))) > _MOST_CHARACTERS:
            raise DataError(
                f"column {column.name[:40]!r} has a text of more than {_MOST_CHARACTERS:,} "
                "characters, which a cell of Excel cannot hold; write the table as CSV"
            )


def _xlsxwriter() -> Any:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError(
            "Excel files need XlsxWriter: pip install 'polylasso[excel]'"
        ) from error
    return xlsxwriter
