import io
import sys
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from polylasso.errors import DataError, MissingExtraError
from polylasso.sources.files import write_table
from polylasso.sources.table import Column, Table
from polylasso.sources.writing import table_content

HOSTILE = ('=cmd|"/c calc"!A1', "+1+1", "-2", "@SUM(A1)", "\tx", "http://example.org", "<b>&", "")
# What XML 1.0 cannot hold at all; Excel's own escapes are not what is tested here.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20).filter(
    lambda text: "_x" not in text and "￾" not in text and "￿" not in text
)


def read_back(content):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)


def sheet_xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode(), parts.namelist()


def test_numbers_labels_truths_and_missing_values_are_kept():
    table = Table(
        (
            Column("x", np.array([0.1, np.nan, -2.0])),
            Column("label", np.array([1, -1, 0]), ("a,b", "c")),
            Column("flag", np.array([1, 0, -1]), ("False", "True")),
        ),
        3,
    )
    assert read_back(table_content(table, ".xlsx")) == [
        ["x", "label", "flag"],
        [0.1, "c", True],
        ["", "", False],
        [-2.0, "a,b", ""],
    ]


def test_nothing_becomes_a_formula_or_a_link():
    labels = tuple(sorted(HOSTILE))
    columns = [
        Column(name, np.arange(len(labels)), labels) for name in ("=HYPERLINK(1)", "https://x.org")
    ]
    content = table_content(columns, ".xlsx")
    xml, parts = sheet_xml(content)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert not any(name.endswith("sheet1.xml.rels") for name in parts)
    header, *rows = read_back(content)
    assert header == ["=HYPERLINK(1)", "https://x.org"]
    assert [row[0] for row in rows] == list(labels)


@settings(max_examples=30, deadline=None)  # a workbook takes milliseconds
@given(name=TEXT, cells=st.lists(TEXT.filter(bool), min_size=1, unique=True))
def test_texts_round_trip(name, cells):
    labels = tuple(sorted(cells))
    content = table_content([Column(f"n{name}", np.arange(len(labels)), labels)], ".xlsx")
    assert read_back(content) == [[f"n{name}"], *([label] for label in labels)]


def test_infinite_numbers_are_texts():
    content = table_content([Column("x", np.array([np.inf, -np.inf, 1.0]))], ".xlsx")
    assert [row[0] for row in read_back(content)] == ["x", "inf", "-inf", 1.0]


def test_written_to_a_file(tmp_path):
    write_table([Column("x", np.array([1.0]))], tmp_path / "a.xlsx")
    assert read_back((tmp_path / "a.xlsx").read_bytes()) == [["x"], [1.0]]


def test_too_many_rows_and_too_long_texts_are_refused():
    with pytest.raises(DataError, match="1,048,575 rows"):
        table_content([Column("x", np.zeros(1_048_576))], ".xlsx")
    with pytest.raises(DataError, match="cell of Excel cannot hold"):
        table_content([Column("x", np.array([0]), ("a" * 40_000,))], ".xlsx")


def test_what_to_install_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"polylasso\[excel\]"):
        table_content([Column("x", np.zeros(1))], ".xlsx")


def test_content_is_that_of_the_file(tmp_path):
    columns = [Column("=x", np.array([0.5])), Column("y", np.array([0]), ("@a",))]
    write_table(columns, tmp_path / "a.csv")
    assert table_content(columns, ".csv") == (tmp_path / "a.csv").read_bytes()
    assert table_content(columns, ".csv") == b"'=x,y\n0.5,'@a\n"
