import csv
import errno
import os

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.errors import DataError
from polylasso.sources.files import read_table, write_table
from polylasso.sources.frames import to_table
from polylasso.sources.table import Column, Table
from tests.sources.cars import TEXT, check_text_table


def number_column(*values):
    return Column("x", np.array(values, dtype=float))


def test_csv_is_spelt_as_expected(tmp_path):
    table = Table(
        (
            Column("whole", np.array([4.0, np.nan, -2.0])),
            Column("real", np.array([0.1, 2.0, np.nan])),
            Column("label", np.array([1, -1, 0]), ("a,b", "c")),
        ),
        3,
    )
    write_table(table, tmp_path / "a.csv")
    expected = 'whole,real,label\n4,0.1,c\n,2.0,\n-2,,"a,b"\n'
    assert (tmp_path / "a.csv").read_text() == expected


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.tsv", "a.tsv.gz", "a.parquet"])
def test_round_trip(tmp_path, put, name):
    write_table(read_table(put(TEXT)), tmp_path / name)
    check_text_table(read_table(tmp_path / name))


def test_parquet_keeps_booleans_and_missing_numbers(tmp_path, put):
    write_table(read_table(put(TEXT)), tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert pa.types.is_boolean(table.schema.field("ok").type)
    assert table["size"].null_count == 1


@given(values=st.lists(st.floats(width=64), min_size=1))
def test_numbers_round_trip(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("round") / "a.csv"
    write_table([number_column(*values)], path)
    np.testing.assert_array_equal(read_table(path).column("x").values, values)


@given(cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))))
def test_csv_module_reads_what_is_written(tmp_path_factory, cells):
    frame = pd.DataFrame({"x": pd.Series(["head", *cells], dtype=object), "y": 1.0})
    path = tmp_path_factory.mktemp("round") / "a.csv"
    write_table(to_table(frame), path)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [
        cell.removeprefix("'") for cell in ["head", *cells]
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@sum", "\ta", "\ra", "-1+2"])
def test_formulas_are_defused(tmp_path, cell):
    write_table([Column(cell, np.array([0]), (cell,)), number_column(-1.5)], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [[f"'{cell}", "x"], [f"'{cell}", "-1.5"]]


def test_labels_that_are_numbers_are_not_touched(tmp_path):
    write_table([Column("x", np.array([0]), ("-5",))], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "x\n-5\n"


def test_standard_output(capsysbinary):
    write_table([number_column(1.0, 2.5)], "-")
    assert capsysbinary.readouterr().out == b"x\n1.0\n2.5\n"


def test_unknown_extension(tmp_path):
    with pytest.raises(DataError, match=r"unknown extension; use \.csv"):
        write_table([number_column(1.0)], tmp_path / "a.xls")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.parquet"])
def test_full_disk_leaves_the_old_file(tmp_path, monkeypatch, name):
    write_table([number_column(1.0)], tmp_path / name)
    old = (tmp_path / name).read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="no space left on the device; free some"):
        write_table([number_column(2.0)], tmp_path / name)
    assert (tmp_path / name).read_bytes() == old
    assert os.listdir(tmp_path) == [name]
