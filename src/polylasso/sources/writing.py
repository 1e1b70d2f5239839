"""Tables to CSV, Excel and Parquet, safe to open in a spreadsheet and never half written."""

import functools
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import BinaryIO

import numpy as np

from polylasso.errors import DataError
from polylasso.sources.atomic import atomic_write
from polylasso.sources.export import arrow_table
from polylasso.sources.table import Column, Table
from polylasso.sources.workbook import write_workbook

__all__ = ["table_content", "write_table"]

_ROWS_AT_ONCE = 65_536
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EXACT_INTEGERS = 2.0**53


def write_table(table: Table | Sequence[Column], path: str | os.PathLike) -> None:
    """Write a table to a file, completely or not at all.

    Parameters
    ----------
    table : Table or sequence of Column
        What to write.
    path : str or path-like
        Ends in .csv, .tsv (both also .gz), .xlsx or .parquet; "-" is CSV to standard output.

    Raises
    ------
    DataError
        If the extension is unknown or the file cannot be written.
    MissingExtraError
        If XlsxWriter is needed and not installed.

    Notes
    -----
    In CSV, a missing value is an empty cell, a column of whole numbers is written without a
    point, other numbers with the fewest digits that read back the same. A text cell that a
    spreadsheet would take for a formula, because it begins with = + - @, tab or carriage return,
    gets a leading apostrophe; numbers never do. In a workbook every text is a text.
    """
    columns = _columns(table)
    if os.fspath(path) == "-":
        _write_delimited(",", columns, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    atomic_write(path, functools.partial(_writer(path), columns))


def table_content(table: Table | Sequence[Column], ending: str) -> bytes:
    """Return what `write_table` would write to a file of some ending.

    Parameters
    ----------
    table : Table or sequence of Column
    ending : str
        Such as ".csv" or ".xlsx".
    """
    content = io.BytesIO()
    _writer(f"table{ending}")(_columns(table), content)
    return content.getvalue()


def _columns(table: Table | Sequence[Column]) -> tuple[Column, ...]:
    return table.columns if isinstance(table, Table) else tuple(table)


def _writer(path: str | os.PathLike) -> Callable[[Sequence[Column], BinaryIO], None]:
    name = PurePath(path).name.lower()
    if name.endswith(".parquet"):
        return _write_parquet
    if name.endswith(".xlsx"):
        return write_workbook
    delimiter = "\t" if name.removesuffix(".gz").endswith(".tsv") else ","
    write = functools.partial(_write_delimited, delimiter)
    if name.endswith((".csv", ".tsv")):
        return write
    if name.endswith((".csv.gz", ".tsv.gz")):
        return functools.partial(_write_packed, write)
    raise DataError(
        f"cannot write {os.fspath(path)!r}: unknown extension; "
        "use .csv, .tsv, .csv.gz, .tsv.gz, .xlsx or .parquet"
    )


def _write_packed(write: Callable, columns: Sequence[Column], file: BinaryIO) -> None:
    import gzip

    # mtime=0: equal tables give equal bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        write(columns, packed)


def _write_delimited(delimiter: str, columns: Sequence[Column], file: BinaryIO) -> None:
    header = delimiter.join(_text_cell(column.name, delimiter) for column in columns)
    file.write(f"{header}\n".encode())
    # A line without any character would be taken for no row at all.
    blank = '""' if len(columns) == 1 else ""
    formatters = [_formatter(column, delimiter, blank) for column in columns]
    n_rows = len(columns[0].values) if columns else 0
    for start in range(0, n_rows, _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        cells = [format_rows(rows) for format_rows in formatters]
        lines = map(delimiter.join, zip(*cells, strict=True))
        file.write("".join(f"{line}\n" for line in lines).encode())


def _formatter(column: Column, delimiter: str, blank: str) -> Callable[[slice], Sequence[str]]:
    """Return what spells the cells of some rows."""
    values = column.values
    if column.is_numeric:
        spell = _spell_whole if _all_whole(values) else float.__repr__
        return lambda rows: _spelt(values[rows], spell, blank)
    cells = [_text_cell(label, delimiter) for label in column.categories]
    spelt = np.array([*cells, blank], dtype=object)
    return lambda rows: spelt[values[rows]]


def _spelt(numbers: np.ndarray, spell: Callable[[float], str], blank: str) -> list[str]:
    cells = list(map(spell, numbers.tolist()))
    for row in np.flatnonzero(np.isnan(numbers)).tolist():
        cells[row] = blank
    return cells


def _spell_whole(number: float) -> str:
    return "" if number != number else str(int(number))


def _all_whole(values: np.ndarray) -> bool:
    present = values[~np.isnan(values)]
    return bool(np.all((np.abs(present) < _EXACT_INTEGERS) & (np.trunc(present) == present)))


def _text_cell(text: str, delimiter: str) -> str:
    if text.startswith(_STARTS_A_FORMULA) and not _is_number(text):
        text = f"'{text}"
    if not text or any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return not text[:1].isspace()


def _write_parquet(columns: Sequence[Column], file: BinaryIO) -> None:
    import pyarrow.parquet as pq

    pq.write_table(arrow_table(columns), file)
