"""CSV text to strings: the delimiter, the header, the rows, and where a row lies in the file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from polylasso.errors import DataError
from polylasso.sources.content import Content, is_blank
from polylasso.sources.frames import check_distinct

__all__ = ["MISSING_MARKERS", "Header", "find_line", "read_header", "read_strings"]

MISSING_MARKERS = ("", "NA", "NaN", "nan", "N/A", "null", "NULL", "?")

_BOM = b"\xef\xbb\xbf"
_SMALLEST_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True)
class Header:
    """Column names, the delimiter, and the offset of the first byte after the header."""

    names: tuple[str, ...]
    delimiter: str
    offset: int


def read_header(content: Content) -> Header:
    """Read the first line that is not blank; it may hold quoted line breaks.

    Raises
    ------
    DataError
        If names are repeated, or no row follows.
    """
    start = len(_BOM) if content.data.startswith(_BOM) else 0
    record, offset = _first_record(content.data, start)
    text = _decoded(record, content)
    if text.count('"') % 2:
        raise DataError(f"{content.where}: a quote in the header is never closed; close it")
    delimiter = _delimiter(text)
    fields = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    names = tuple(name or f"Unnamed: {position}" for position, name in enumerate(fields))
    check_distinct(names, f"{content.where}: ")
    if is_blank(content.data, offset):
        raise DataError(f"{content.where}: there is a header but no row of data; add some")
    return Header(names, delimiter, offset)


def read_strings(content: Content, header: Header) -> Any:
    """Read all cells as strings; empty cells and the missing markers become null.

    Returns
    -------
    pyarrow.Table
        Columns of string type, in the order of the header.

    Raises
    ------
    DataError
        If a row has too few or too many fields, or the text is not UTF-8.
    """
    import pyarrow as pa
    import pyarrow.csv

    if content.data.count(b'"') % 2:
        _check_quotes(content, header)
    body = pa.py_buffer(memoryview(content.data)[header.offset :])
    try:
        table = pyarrow.csv.read_csv(pa.BufferReader(body), **_arrow_options(content, header))
    except pa.ArrowInvalid as error:
        _explain(content, header, error)
    if not table.num_rows:
        raise DataError(f"{content.where}: there is a header but no row of data; add some")
    return table.rename_columns(list(header.names))


def find_line(content: Content, header: Header, row: int) -> int:
    """Return the line of the file, counted from 1, at which a row, counted from 0, begins."""
    for position, (line, _) in enumerate(_records(content, header)):
        if position == row:
            return line
    raise IndexError(row)


def _first_record(data: bytes, start: int) -> tuple[bytes, int]:
    if b"\n" not in data and b"\r" in data:  # line ends of the first Macintosh
        data = data.replace(b"\r", b"\n")
    stream = io.BytesIO(data)
    stream.seek(start)
    record = b""
    for line in stream:
        record += line if record or line.strip() else b""
        if record and record.count(b'"') % 2 == 0:
            break
    return record, stream.tell()


def _delimiter(header: str) -> str:
    """Return the one of , ; and tab that is most frequent outside quotes."""
    bare = "".join(header.split('"')[::2])
    return max(",;\t", key=bare.count)


def _arrow_options(content: Content, header: Header) -> dict[str, Any]:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    # Names are positions here: Arrow keys its options by name.
    names = [str(position) for position in range(len(header.names))]
    return {
        "read_options": arrow_csv.ReadOptions(
            column_names=names, block_size=max(_SMALLEST_BLOCK, 64 * header.offset)
        ),
        "parse_options": arrow_csv.ParseOptions(
            delimiter=header.delimiter, newlines_in_values=b'"' in content.data
        ),
        "convert_options": arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=list(MISSING_MARKERS),
            strings_can_be_null=True,
        ),
    }


def _explain(content: Content, header: Header, error: Exception) -> None:
    expected = len(header.names)
    for line, fields in _records(content, header):
        if len(fields) != expected:
            raise DataError(
                f"{content.where}: line {line} has {len(fields)} fields but the header has "
                f"{expected}; mend that line, or put cells that contain "
                f"{header.delimiter!r} in quotes"
            ) from None
    reason = str(error).splitlines()[0]
    raise DataError(f"{content.where}: cannot be read as CSV: {reason}") from error


def _records(
    content: Content, header: Header, *, strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Yield the line at which each record after the header begins, and its fields."""
    text = io.StringIO(_decoded(content.data, content), newline="")
    reader = csv.reader(text, delimiter=header.delimiter, strict=strict)
    line, seen_header = 1, False
    try:
        for fields in reader:
            if fields and seen_header:
                yield line, fields
            seen_header = seen_header or bool(fields)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{content.where}: line {reader.line_num}: {error}; mend it") from error


def _check_quotes(content: Content, header: Header) -> None:
    """Raise DataError if a quote stays open: Arrow would take all that follows for one cell."""
    line = 1
    try:
        for record in _records(content, header, strict=True):
            line = record[0]
    except DataError as error:
        if "unexpected end of data" in str(error):
            raise DataError(
                f"{content.where}: a quote opened after line {line} is never closed; close it"
            ) from None


def _decoded(data: bytes, content: Content) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        position, line = _first_bad_byte(content.data)
        raise DataError(
            f"{content.where}: byte {position} (line {line}) is not UTF-8; convert the file, e.g. "
            "iconv -f WINDOWS-1252 -t UTF-8 < it > new.csv"
        ) from None


def _first_bad_byte(data: bytes) -> tuple[int, int]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start, data.count(b"\n", 0, error.start) + 1
    raise AssertionError("the caller has found a bad byte")
