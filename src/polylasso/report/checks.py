"""The check of a table, drawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table as Grid
from rich.text import Text

from polylasso.check import ColumnCheck, DataCheck, Notice, count_in_words
from polylasso.memory import human_bytes
from polylasso.report.console import Indented, heading, indented, paragraph
from polylasso.report.text import count_of, number, visible

__all__ = ["draw_check", "draw_notices"]

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_TITLES = (
    "name",
    "kind",
    "distinct",
    "missing",
    "min",
    "mean",
    "max",
    "skew",
    "transform",
    "outliers",
)
_ALWAYS = 3
_MOST_COLUMNS = 60
_MOST_OUTLIERS = 20


def draw_check(check: DataCheck, where: str) -> Iterator[Any]:
    """Yield the parts of the report on a table."""
    repeated = f", {check.n_duplicate_rows:,} of them repeated" if check.n_duplicate_rows else ""
    columns = count_of(len(check.columns), "column")
    yield paragraph(f"{where}: {count_of(check.n_rows, 'row')}{repeated}; {columns}", "bold")
    if check.target is not None:
        yield heading("Target")
        yield _grid([check.target])
    yield heading("Columns")
    yield _grid(check.columns[:_MOST_COLUMNS])
    if len(check.columns) > _MOST_COLUMNS:
        yield indented(f"... and {len(check.columns) - _MOST_COLUMNS:,} more (see --json)")
    yield from _outliers(check)
    yield heading("Candidate terms")
    yield _sizes(check)
    yield from draw_notices(check.notices)
    for text in check.skipped:
        yield indented(f"skipped: {text}", "dim")


def draw_notices(notices: Sequence[Notice]) -> Iterator[Any]:
    """Yield one paragraph per notice."""
    yield heading("Notices")
    if not notices:
        yield indented("none: nothing stands in the way of a fit")
    for notice in notices:
        line = Text(notice.severity, style=_STYLES[notice.severity])
        line.append(f"  {visible(str(notice))}", style="default")
        yield Indented(line)


def _grid(columns: Sequence[ColumnCheck]) -> Grid:
    """Return one row per column; what no column has is left out to save width."""
    cells = [_cells(column) for column in columns]
    used = [k for k in range(len(_TITLES)) if k < _ALWAYS or any(row[k] for row in cells)]
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for k in used:
        justify = "left" if _TITLES[k] in ("name", "kind", "transform") else "right"
        overflow = "fold" if k == 0 else "ellipsis"
        grid.add_column(_TITLES[k], justify=justify, no_wrap=k > 0, overflow=overflow)
    for row in cells:
        grid.add_row(*(row[k] for k in used))
    return grid


def _cells(column: ColumnCheck) -> tuple[str, ...]:
    numbers = (column.lower, column.mean, column.upper)
    return (
        visible(column.name),
        column.kind,
        f"{column.n_distinct:,}",
        f"{column.n_missing:,}" if column.n_missing else "",
        *("" if value is None else number(value) for value in numbers),
        "" if column.skewness is None else number(column.skewness, 2),
        column.transform or "",
        f"{column.n_outliers:,}" if column.n_outliers else "",
    )


def _outliers(check: DataCheck) -> Iterator[Any]:
    columns = [*check.columns] + ([check.target] if check.target else [])
    found = [column for column in columns if column.n_outliers]
    if found:
        yield heading("Outliers (rows count from 1, without the header)")
    for column in found[:_MOST_OUTLIERS]:
        listed = ", ".join(f"{one.row}: {one.value:g}" for one in column.outliers)
        more = ", ..." if column.n_outliers > len(column.outliers) else ""
        yield indented(f"{column.name}: rows {listed}{more}")
    if len(found) > _MOST_OUTLIERS:
        yield indented(f"... and {len(found) - _MOST_OUTLIERS:,} more columns (see --json)")


def _sizes(check: DataCheck) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for title in ("degree", "at most", "stored"):
        grid.add_column(title, justify="right")
    for size in check.sizes:
        cells = count_in_words(size.n_terms), human_bytes(size.n_bytes)
        grid.add_row(str(size.degree), *cells)
    return grid
