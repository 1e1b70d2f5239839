"""Sheets of workbooks are read as CSV files would be, and bombs are refused unread."""

import io
import zipfile

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.sources.files import read_table_bytes, sheets_in_bytes
from polylasso.sources.table import Column, Table
from polylasso.sources.writing import table_content
from tests.browser import hostile

LIMITS = {"max_bytes": 10**7, "max_cells": 10**6, "max_sheet_cells": 10**5}


def read(data, **options):
    return read_table_bytes(data, "book.xlsx", **{**LIMITS, **options})


def workbook(sheet: str, **members: str) -> bytes:
    """Return a workbook whose one sheet has these rows, as XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in hostile.BOOK.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", hostile.SHEET.format(sheet))
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_a_written_table_is_read_back():
    rng = np.random.default_rng(1)
    numbers = Column("a / b", np.append(rng.normal(size=30) * 1e-7, np.nan))
    labels = Column("kind", np.append(-1, np.arange(30) % 3), ("No. 1", "true story", "é"))
    table = Table((numbers, labels), 31)
    again = read(table_content(table, ".xlsx"))
    assert again.names == table.names
    # The workbook holds 16 digits of a number.
    np.testing.assert_allclose(again.columns[0].values, numbers.values, rtol=1e-15)
    np.testing.assert_array_equal(again.columns[1].values, labels.values)
    assert again.columns[1].categories == labels.categories


def test_numbers_can_be_read_as_categories():
    table = Table((Column("year", np.array([2021.0, 2022.0])), Column("y", np.arange(2.0))), 2)
    again = read(table_content(table, ".xlsx"), categorical=["year"])
    assert again.column("year").categories == ("2021", "2022")
    with pytest.raises(DataError, match="no column 'month'"):
        read(table_content(table, ".xlsx"), categorical=["month"])


def test_cells_without_places_are_read_where_they_follow():
    sheet = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 3
    again = read(workbook(sheet))
    assert again.names == ("1", "2")
    assert again.n_rows == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (hostile.workbook_bomb(20), "when unpacked, more than"),
        (hostile.workbook_bomb(5), "more than 100,000 cells"),
        (workbook('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "none far from the others"),
        (workbook("<row/>" * 1000 + "<row>" + "<c/>" * 1000 + "</row>"), "none far from"),
        (
            workbook(
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
                + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>' * 20_000,
                **{"xl/sharedStrings.xml": f"<sst><si><t>{'a' * 9000}</t></si></sst>"},
            ),
            "when unpacked, more than",
        ),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0 and no more", "cannot be read"),
        (workbook(""), "has no cell"),
        (workbook("<row><c><v>1</v></c></row>"), "no row of data"),
    ],
    ids=["bytes", "cells", "far", "rows", "shared", "zip", "old", "empty", "header"],
)
def test_what_cannot_be_read_says_why(content, told):
    with pytest.raises(DataError, match=told):
        read(content)


def test_an_archive_that_is_no_workbook_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    with pytest.raises(DataError, match="no Excel workbook"):
        read(made.getvalue())


def test_cells_of_text_and_of_parquet_are_counted_before_they_are_read():
    with pytest.raises(DataError, match="more than 1,000,000 cells"):
        read(b"a,b\n" + b"1,2\n" * 600_000)
    with pytest.raises(DataError, match="200,000,000 bytes"):
        read(hostile.parquet_bomb(rows=500_000))


def several(**sheets):
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="writes the workbook")
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, column in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cell in enumerate([column, 1, 2] if column else []):
                sheet.write(row, 0, cell)
    return made.getvalue()


def test_one_of_several_sheets_is_read():
    data = several(empty=None, first="a", second="b")
    assert sheets_in_bytes(data, "b.xlsx", max_bytes=10**7, max_sheet_cells=10**5) == (
        "empty",
        "first",
        "second",
    )
    assert read(data).names == ("a",)
    assert read(data, sheet="second").names == ("b",)
    with pytest.raises(DataError, match="sheet 'empty' has no cell"):
        read(data, sheet="empty")
    with pytest.raises(DataError, match="there is no sheet 'third'"):
        read(data, sheet="third")


def test_what_is_no_workbook_has_no_sheets():
    assert sheets_in_bytes(b"a,b\n1,2\n", "t.csv", max_bytes=100, max_sheet_cells=9) == ()
