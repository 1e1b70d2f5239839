"""A sheet of an Excel workbook to a table, within limits that the small file does not show."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np

from polylasso.errors import DataError, MissingExtraError
from polylasso.sources.content import Content
from polylasso.sources.delimited import MISSING_MARKERS
from polylasso.sources.frames import check_distinct
from polylasso.sources.table import Table
from polylasso.sources.text_columns import text_column

__all__ = ["is_workbook", "read_sheet", "sheet_names"]

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 24
# A cell's place, such as r="AB12"; chunks overlap by more than its length.
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,4})(\d{1,9})["']""")
# The value of a cell, perhaps the number of a shared text; and where a shared text begins.
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]{0,30}>\s*(\d{1,9})\s*<")
_ITEM = re.compile(rb"<(?:\w+:)?si\b")
_CELL, _ROW = re.compile(rb"<(?:\w+:)?c\b"), re.compile(rb"<(?:\w+:)?row\b")
_OVERLAP = 64
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def is_workbook(content: Content) -> bool:
    """Return whether the bytes begin as an Excel workbook does, of old or of new kind."""
    return content.data.startswith((_ZIP, _OLD))


def sheet_names(content: Content, *, max_bytes: int, max_cells: int) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook, under the limits of `read_sheet`.

    Raises
    ------
    DataError
        If it is no workbook or too large.
    MissingExtraError
        If python-calamine is not installed.
    """
    return tuple(_opened(content, max_bytes, max_cells).sheet_names)


def read_sheet(
    content: Content,
    *,
    sheet: str | None = None,
    categorical: Collection[str] = (),
    max_bytes: int,
    max_cells: int,
) -> Table:
    """Read a sheet of a workbook (.xlsx or .xls).

    Parameters
    ----------
    content : Content
    sheet : str or None, default=None
        Its name; None is the first that is not empty.
    categorical : collection of str, default=()
        Columns to read as categories even if they hold numbers.
    max_bytes : int
        Limit on the size of the workbook when unpacked.
    max_cells : int
        Limit on rows times columns.

    Raises
    ------
    DataError
        If it is no workbook, is too large, or holds no table.
    MissingExtraError
        If python-calamine is not installed.
    """
    workbook = _opened(content, max_bytes, max_cells)
    header, *rows = _rows(workbook, sheet, content.where, max_cells)
    names = [_text(cell) or f"Unnamed: {place}" for place, cell in enumerate(header)]
    check_distinct(names, f"{content.where}: ")
    if not rows:
        raise DataError(f"{content.where}: there is a header but no row of data; add some")
    for name in categorical:
        if name not in names:
            raise DataError(f"{content.where}: there is no column {name!r}; check the name")
    return _table(names, rows, content.where, categorical)


def _unpacked(content: Content, max_bytes: int, max_cells: int) -> bytes:
    """Return the workbook as an archive that is not packed, so that no more can come out of it.

    What a member says about its size may be a lie: it is read up to there, and no further.
    """
    made = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content.data)) as packed,
            zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as plain,
        ):
            members = packed.infolist()
            _check_size(sum(member.file_size for member in members), content.where, max_bytes)
            texts = {member.filename: packed.read(member) for member in members}
            if "xl/workbook.xml" not in texts or len(texts) < len(members):
                raise DataError(f"{content.where}: this is no Excel workbook; save it as .xlsx")
            shared = _shared_sizes(texts.get("xl/sharedStrings.xml", b""))
            for name, text in texts.items():
                if _SHEET.fullmatch(name):
                    # Counting is quick and refuses most; the extent takes a while.
                    _check_cells(
                        text.count(b"<c>") + text.count(b"<c "), 1, content.where, max_cells
                    )
                    _check_cells(*_extent(text), content.where, max_cells)
                    _check_size(_shared_bytes(text, shared), content.where, max_bytes)
                plain.writestr(name, text)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DataError(f"{content.where}: the workbook is damaged ({error}); save it again") from (
            error
        )
    return made.getvalue()


def _check_size(size: int, where: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise DataError(
            f"{where}: {size:,} bytes when unpacked, more than {max_bytes:,}; "
            "save the sheet as CSV, or keep fewer rows"
        )


def _check_cells(n_rows: int, n_columns: int, where: str, max_cells: int) -> None:
    if n_rows * n_columns > max_cells:
        raise DataError(
            f"{where}: {n_rows:,} rows of {n_columns:,} columns are more than {max_cells:,} "
            "cells; keep fewer rows or columns, and none far from the others"
        )


def _extent(text: bytes) -> tuple[int, int]:
    """Return the rows and columns that the places of a sheet's cells span.

    A reader makes room for all of them, so that two cells far apart would fill the memory.
    """
    letters, last_row, n_placed = set(), 0, 0
    for start in range(0, len(text), _CHUNK):
        found = _PLACE.findall(text, max(0, start - _OVERLAP), start + _CHUNK)
        letters |= {column for column, _ in found}
        last_row = max(last_row, max((int(row) for _, row in found), default=0))
        n_placed += len(found)
    last_column = max(map(_column_number, letters), default=0)
    if n_placed >= sum(1 for _ in _CELL.finditer(text)):
        return last_row, last_column
    # Cells without a place follow each other.
    rows = _ROW.split(text)
    widest = max(sum(1 for _ in _CELL.finditer(row)) for row in rows)
    return last_row + len(rows), last_column + widest


def _shared_sizes(text: bytes) -> np.ndarray:
    """Return the size of each text that the cells of a workbook share."""
    return np.array([len(item) for item in _ITEM.split(text)[1:]], dtype=np.int64)


def _shared_bytes(text: bytes, sizes: np.ndarray) -> int:
    """Bound what the cells of a sheet take when each has a copy of its shared text."""
    total = 0
    for start in range(0, len(text) if len(sizes) else 0, _CHUNK):
        found = _VALUE.findall(text, max(0, start - _OVERLAP), start + _CHUNK)
        places = np.array([int(place) for place in found], dtype=np.int64)
        total += int(sizes[places[places < len(sizes)]].sum())
    return total


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _opened(content: Content, max_bytes: int, max_cells: int) -> Any:
    """Return the workbook, its size checked."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError(
            "reading Excel workbooks needs python-calamine: pip install 'polylasso[app]'"
        ) from error
    data = content.data
    if data.startswith(_ZIP):
        data = _unpacked(content, max_bytes, max_cells)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise DataError(
            f"{content.where}: the workbook cannot be read ({error}); save it again"
        ) from error


def _rows(workbook: Any, sheet: str | None, where: str, max_cells: int) -> list[list[Any]]:
    """Return the cells of a sheet, or of the first with any, its header first."""
    from python_calamine import CalamineError

    if sheet is not None and sheet not in workbook.sheet_names:
        raise DataError(f"{where}: there is no sheet {sheet!r}; choose another")
    try:
        for name in workbook.sheet_names if sheet is None else [sheet]:
            cells = workbook.get_sheet_by_name(name)
            _check_cells(cells.height, cells.width, where, max_cells)
            if rows := cells.to_python(skip_empty_area=True):
                return [row for row in rows if any(cell != "" for cell in row)]
    except CalamineError as error:
        raise DataError(f"{where}: the workbook cannot be read ({error}); save it again") from error
    empty = "the workbook" if sheet is None else f"sheet {sheet!r}"
    raise DataError(f"{where}: {empty} has no cell; put a header and rows in it")


def _table(
    names: Sequence[str], rows: Sequence[Sequence[Any]], where: str, categorical: Collection[str]
) -> Table:
    import pyarrow as pa

    columns = []
    for place, name in enumerate(names):
        strings = pa.chunked_array([pa.array(_texts(row[place] for row in rows), pa.string())])
        try:
            # The header is line 1 of a sheet; blank rows between are not counted.
            columns.append(
                text_column(name, strings, lambda row: row + 2, categorical=name in categorical)
            )
        except DataError as error:
            raise DataError(f"{where}: {error}") from None
    return Table(tuple(columns), len(rows))


def _texts(cells: Iterable[Any]) -> list[str | None]:
    return [None if (text := _text(cell)) in MISSING_MARKERS else text for cell in cells]


def _text(cell: Any) -> str:
    """Return a cell as it would stand in a CSV file; all digits of a number."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2.0**53 else repr(cell)
    return str(cell)
