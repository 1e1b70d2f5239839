"""Tables in files: CSV, Parquet, Excel in, and out again. Nothing else opens a user's table."""

import difflib
import functools
import os
from collections.abc import Collection

from polylasso.errors import DataError
from polylasso.sources.content import Content, read_content, refuse_others, unpack_content
from polylasso.sources.delimited import find_line, read_header, read_strings
from polylasso.sources.frames import as_categorical, to_table
from polylasso.sources.parquet import BYTES_PER_CELL, read_parquet
from polylasso.sources.sheets import is_workbook, read_sheet, sheet_names
from polylasso.sources.table import Table
from polylasso.sources.text_columns import text_column
from polylasso.sources.writing import write_table

__all__ = ["read_table", "read_table_bytes", "sheets_in_bytes", "write_table"]


def read_table(
    path: str | os.PathLike,
    *,
    categorical: Collection[str] = (),
    drop: Collection[str] = (),
    max_bytes: int = 4 << 30,
) -> Table:
    """Read a table from a file.

    Parameters
    ----------
    path : str or path-like
        CSV, tab- or semicolon-separated text with a header, packed by gzip or not, or Parquet;
        "-" is standard input. The content decides which it is, not the extension.
    categorical : collection of str, default=()
        Columns to read as categories even if they hold numbers.
    drop : collection of str, default=()
        Columns to leave out.
    max_bytes : int, default=4 GiB
        Limit on the size of the content when unpacked, against files made to exhaust the memory.

    Returns
    -------
    Table
        In CSV, an empty cell, NA, NaN, N/A, null, NULL and ? are missing; a column of numbers is
        numeric; true and false become the categories "True" and "False"; all else, dates
        included, is categorical.

    Raises
    ------
    DataError
        If the file cannot be used; the message says what is wrong, where, and what to do.
    """
    content = read_content(path, max_bytes)
    if content.is_parquet:
        return _parquet_table(content, categorical, drop, max_bytes)
    return _csv_table(content, categorical, drop)


def sheets_in_bytes(
    data: bytes, where: str, *, max_bytes: int, max_sheet_cells: int
) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook; of what is none, nothing.

    Parameters and errors are those of `read_table_bytes`.
    """
    content = unpack_content(data, where, max_bytes)
    if not is_workbook(content):
        return ()
    return sheet_names(content, max_bytes=max_bytes, max_cells=max_sheet_cells)


def read_table_bytes(
    data: bytes,
    where: str,
    *,
    sheet: str | None = None,
    categorical: Collection[str] = (),
    max_bytes: int,
    max_cells: int,
    max_sheet_cells: int,
) -> Table:
    """Read a table from bytes of unknown origin; nothing touches the disk.

    Parameters
    ----------
    data : bytes
        What `read_table` reads, or an Excel workbook (.xlsx or .xls).
    where : str
        Name by which errors call it.
    sheet : str or None, default=None
        Sheet of a workbook; None is the first that is not empty.
    categorical : collection of str, default=()
        Columns to read as categories even if they hold numbers.
    max_bytes : int
        Limit on the size of the content when unpacked.
    max_cells : int
        Limit on rows times columns, held before they are read.
    max_sheet_cells : int
        The same for a workbook, of which each cell takes far more time and memory.

    Raises
    ------
    DataError
        If the content cannot be used; the message says what is wrong, where, and what to do.
    MissingExtraError
        If it is a workbook and python-calamine is not installed.
    """
    content = unpack_content(data, where, max_bytes)
    if is_workbook(content):
        return read_sheet(
            content,
            sheet=sheet,
            categorical=categorical,
            max_bytes=max_bytes,
            max_cells=max_sheet_cells,
        )
    refuse_others(content)
    if content.is_parquet:
        limit = min(max_bytes, BYTES_PER_CELL * max_cells)
        return _parquet_table(content, categorical, (), limit)
    _check_cells(content, max_cells)
    return _csv_table(content, categorical, ())


def _check_cells(content: Content, max_cells: int) -> None:
    """Bound the cells of a text by its lines before any is read."""
    n_rows = content.data.count(b"\n")
    n_columns = len(read_header(content).names)
    if n_rows * n_columns > max_cells:
        raise DataError(
            f"{content.where}: {n_rows:,} lines of {n_columns:,} columns are more than "
            f"{max_cells:,} cells; keep fewer rows or columns"
        )


def _csv_table(content: Content, categorical: Collection[str], drop: Collection[str]) -> Table:
    header = read_header(content)
    _check_known([*categorical, *drop], header.names, content.where)
    strings = read_strings(content, header)
    line_of = functools.partial(find_line, content, header)
    try:
        columns = tuple(
            text_column(name, strings[name], line_of, categorical=name in categorical)
            for name in header.names
            if name not in drop
        )
    except DataError as error:
        raise DataError(f"{content.where}: {error}") from None
    return Table(columns, strings.num_rows)


def _parquet_table(
    content: Content, categorical: Collection[str], drop: Collection[str], max_bytes: int
) -> Table:
    frame = read_parquet(content, max_bytes, drop)
    _check_known(categorical, frame.column_names, content.where)
    try:
        table = to_table(frame)
    except DataError as error:
        raise DataError(f"{content.where}: {error}") from None
    columns = (as_categorical(c) if c.name in categorical else c for c in table.columns)
    return Table(tuple(columns), table.n_rows)


def _check_known(asked: Collection[str], names: Collection[str], where: str) -> None:
    for name in asked:
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            advice = f"did you mean {close[0]!r}?" if close else "check the name"
            raise DataError(f"{where}: there is no column {name!r}; {advice}")
