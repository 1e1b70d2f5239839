"""The bytes of a file or of standard input, unpacked within a limit. It parses no table."""

import difflib
import gzip
import io
import os
import re
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from polylasso.errors import DataError

__all__ = ["Content", "is_blank", "read_content", "refuse_others", "unpack_content"]

_CHUNK = 1 << 22
_VISIBLE = re.compile(rb"\S")

_REFUSED = (
    (b"PK\x03\x04", "an Excel workbook or zip archive", "save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save the sheet as CSV"),
    (b"ARROW1", "a Feather file", "save it as Parquet"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "unpack it, or use gzip"),
    (b"BZh", "compressed by bzip2", "unpack it, or use gzip"),
    (b"\xfd7zXZ\x00", "compressed by xz", "unpack it, or use gzip"),
    (b"%PDF", "a PDF", "save the table as CSV"),
    (b"\x80\x04\x95", "a pickle, which is never loaded", "save the table as CSV or Parquet"),
    (b"\x80\x05\x95", "a pickle, which is never loaded", "save the table as CSV or Parquet"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Unpacked bytes and the name by which errors call their origin."""

    data: bytes
    where: str

    @property
    def is_parquet(self) -> bool:
        """Whether the bytes begin as a Parquet file does."""
        return self.data[:4] == b"PAR1"


def read_content(path: str | os.PathLike, max_bytes: int) -> Content:
    """Read a file, or standard input for "-", and unpack gzip, whatever the extension says.

    Raises
    ------
    DataError
        If there is nothing to read, or it is too large, or it is no table.
    """
    where = "standard input" if os.fspath(path) == "-" else os.fspath(path)
    content = unpack_content(_read_raw(path, where, max_bytes), where, max_bytes)
    refuse_others(content)
    return content


def unpack_content(packed: bytes, where: str, max_bytes: int) -> Content:
    """Unpack gzip, whatever the name says; all else stays as it is.

    Raises
    ------
    DataError
        If it is too large when unpacked, or damaged.
    """
    data = _gunzip(packed, where, max_bytes) if packed[:2] == b"\x1f\x8b" else packed
    return Content(data, where)


def refuse_others(content: Content) -> None:
    """Raise DataError if the content is known to be something else than CSV or Parquet."""
    _refuse_others(content.data, content.where)


def is_blank(data: bytes, start: int = 0) -> bool:
    """Whether only white space follows."""
    return _VISIBLE.search(data, start) is None


def _read_raw(path: str | os.PathLike, where: str, max_bytes: int) -> bytes:
    if where == "standard input":
        return _read_within(sys.stdin.buffer, where, max_bytes)
    try:
        with open(path, "rb") as file:
            return _read_within(file, where, max_bytes)
    except FileNotFoundError:
        raise DataError(_not_found(Path(path))) from None
    except IsADirectoryError:
        raise DataError(f"{where}: it is a folder; give the name of a file in it") from None
    except PermissionError:
        raise DataError(f"{where}: no permission to read it; ask its owner, or copy it") from None
    except OSError as error:
        raise DataError(f"{where}: cannot be read: {error.strerror or error}") from error


def _read_within(file: BinaryIO, where: str, max_bytes: int) -> bytes:
    """Read to the end in chunks, and stop as soon as the limit is passed."""
    buffer = io.BytesIO()
    while chunk := file.read(_CHUNK):
        buffer.write(chunk)
        if buffer.tell() > max_bytes:
            raise DataError(
                f"{where}: more than {max_bytes:,} bytes when read; "
                "if you trust it and have the memory, raise max_bytes"
            )
    return buffer.getvalue()


def _gunzip(packed: bytes, where: str, max_bytes: int) -> bytes:
    try:
        with gzip.open(io.BytesIO(packed)) as file:
            return _read_within(file, where, max_bytes)
    except EOFError:
        raise DataError(f"{where}: the gzip file is truncated; fetch or pack it again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{where}: the gzip file is damaged ({error}); fetch it again") from error


def _refuse_others(data: bytes, where: str) -> None:
    if is_blank(data, start=3 if data.startswith(b"\xef\xbb\xbf") else 0):
        raise DataError(f"{where}: the file is empty; a header and rows of data are needed")
    for magic, kind, advice in _REFUSED:
        if data.startswith(magic):
            raise DataError(f"{where}: this is {kind}; {advice}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DataError(
            f"{where}: the text is UTF-16; convert it, e.g. iconv -f UTF-16 -t UTF-8 < it > new.csv"
        )
    if data[:4] != b"PAR1":
        _refuse_json_and_binary(data[:65536], where)


def _refuse_json_and_binary(start: bytes, where: str) -> None:
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        if b'"polylasso' in start:
            raise DataError(f"{where}: this is a polylasso model, not data; give a CSV or Parquet")
        raise DataError(f"{where}: this looks like JSON; save the table as CSV or Parquet")
    if b"\x00" in start:
        raise DataError(f"{where}: binary content, neither text nor Parquet; save it as CSV")


def _not_found(path: Path) -> str:
    if not path.parent.is_dir():
        return f"{path}: there is no folder {str(path.parent)!r}; check the path"
    try:
        neighbours = os.listdir(path.parent)
    except OSError:
        neighbours = []
    close = difflib.get_close_matches(path.name, neighbours, n=3)
    advice = f"did you mean {' or '.join(map(repr, close))}?" if close else "check the name"
    return f"{path}: there is no such file; {advice}"
