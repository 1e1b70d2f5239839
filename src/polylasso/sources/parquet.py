"""Parquet bytes to Arrow, within a limit that the small file itself does not show."""

import re
from collections.abc import Collection
from typing import Any

from polylasso.errors import DataError
from polylasso.sources.content import Content
from polylasso.sources.frames import check_distinct

__all__ = ["BYTES_PER_CELL", "read_parquet"]

# Written by pandas for an index that is not a plain range: bookkeeping, not data.
_PANDAS_INDEX = re.compile(r"__index_level_\d+__")
BYTES_PER_CELL = 8


def read_parquet(content: Content, max_bytes: int, drop: Collection[str] = ()) -> Any:
    """Read a Parquet file, without the row labels that pandas may have stored.

    Returns
    -------
    pyarrow.Table
        Strings are of dictionary type.

    Raises
    ------
    DataError
        If the file is truncated, too large when read, or without rows.
    """
    import pyarrow as pa

    try:
        file = _open(content)
        _check_size(file.metadata, content.where, max_bytes)
        names = file.schema_arrow.names
        check_distinct(names, f"{content.where}: ")
        kept = [n for n in names if n not in drop and not _PANDAS_INDEX.fullmatch(n)]
        table = file.read(columns=kept)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise DataError(
            f"{content.where}: the Parquet file is truncated or damaged ({reason}); "
            "fetch or write it again"
        ) from error
    if not table.num_rows:
        raise DataError(f"{content.where}: the file has no row of data; add some")
    return table


def _open(content: Content) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = pa.py_buffer(content.data)
    schema = pq.read_schema(pa.BufferReader(buffer))
    is_text = (pa.types.is_string, pa.types.is_large_string)
    texts = [field.name for field in schema if any(check(field.type) for check in is_text)]
    return pq.ParquetFile(pa.BufferReader(buffer), read_dictionary=texts)


def _check_size(metadata: Any, where: str, max_bytes: int) -> None:
    # Equal numbers pack to nearly nothing, which the stated sizes leave out; long texts do not.
    stated = sum(
        metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)
    )
    needed = max(stated, metadata.num_rows * metadata.num_columns * BYTES_PER_CELL)
    if needed > max_bytes:
        raise DataError(
            f"{where}: {metadata.num_rows:,} rows of {metadata.num_columns:,} columns need "
            f"{needed:,} bytes, more than {max_bytes:,}; "
            "if you trust it and have the memory, raise max_bytes"
        )
