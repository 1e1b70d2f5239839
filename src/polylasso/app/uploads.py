"""An uploaded file to a table, within the limits of the server. Data only: nothing is executed."""

import os
from collections.abc import Collection

from polylasso.app.limits import Limits, limits_from
from polylasso.errors import DataError
from polylasso.sources.files import read_table_bytes, sheets_in_bytes
from polylasso.sources.table import Table

__all__ = ["TYPES", "read_upload", "sheets_of"]

# Endings that the page offers to choose; what a file is, its content says.
TYPES = ("csv", "tsv", "txt", "gz", "parquet", "xlsx", "xls")


def read_upload(
    name: str,
    content: bytes,
    *,
    sheet: str | None = None,
    categorical: Collection[str] = (),
    limits: Limits | None = None,
) -> Table:
    """Read an uploaded table; it stays in memory.

    Parameters
    ----------
    name : str
        Of the file, for errors.
    content : bytes
        CSV, tab- or semicolon-separated text, packed by gzip or not, Parquet or Excel.
    sheet : str or None, default=None
        Sheet of a workbook; None is the first that is not empty.
    categorical : collection of str, default=()
        Columns to read as categories even if they hold numbers.
    limits : Limits, optional
        By default those of the server.

    Raises
    ------
    DataError
        If the file is too large or no table; the message says what to do.
    MissingExtraError
        If it is a workbook and python-calamine is not installed.
    """
    limits = limits_from(os.environ) if limits is None else limits
    _check_size(name, content, limits)
    return read_table_bytes(
        content,
        name,
        sheet=sheet,
        categorical=categorical,
        max_bytes=limits.unpacked_bytes,
        max_cells=limits.cells,
        max_sheet_cells=limits.sheet_cells,
    )


def sheets_of(name: str, content: bytes, limits: Limits) -> tuple[str, ...]:
    """Return the names of the sheets of an uploaded workbook; of another file, nothing."""
    _check_size(name, content, limits)
    return sheets_in_bytes(
        content, name, max_bytes=limits.unpacked_bytes, max_sheet_cells=limits.sheet_cells
    )


def _check_size(name: str, content: bytes, limits: Limits) -> None:
    if len(content) > limits.upload_bytes:
        raise DataError(
            f"{name}: {len(content) / 1e6:.0f} MB, more than {limits.upload_mb}; "
            "keep fewer rows, or run polylasso on your own machine"
        )
