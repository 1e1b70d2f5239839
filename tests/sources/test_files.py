import csv
import gzip
import io
import os
import sys
import types

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from polylasso.sources.files import read_table, write_table
from polylasso.sources.table import Column
from tests.sources.cars import TEXT, check_text_table


@pytest.fixture
def standard_input(monkeypatch):
    def feed(content):
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(content)))
        return "-"

    return feed


def test_csv(put):
    check_text_table(read_table(put(TEXT)))


def test_csv_with_crlf_and_byte_order_mark(put):
    check_text_table(read_table(put(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())))


def test_csv_without_last_line_end(put):
    check_text_table(read_table(put(TEXT.rstrip())))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_delimiter_is_found(put, delimiter):
    check_text_table(read_table(put(TEXT.replace(",", delimiter))))


def test_delimiter_inside_quotes_does_not_count(put):
    assert read_table(put('"a,b,c";d\n1;2\n')).names == ("a,b,c", "d")


@pytest.mark.parametrize("name", ["cars.csv.gz", "cars.csv", "cars"])
def test_gzip_is_known_by_its_content(put, name):
    check_text_table(read_table(put(gzip.compress(TEXT.encode()), name)))


def test_standard_input(standard_input):
    check_text_table(read_table(standard_input(TEXT.encode())))


def test_packed_standard_input(standard_input):
    check_text_table(read_table(standard_input(gzip.compress(TEXT.encode()))))


def test_parquet(tmp_path):
    frame = pd.DataFrame({"size": [2.4, None, 4.0], "fuel": ["X", None, "Z"]})
    frame["ok"] = pd.array([True, None, False], dtype="boolean")
    frame.to_parquet(tmp_path / "cars.parquet")
    check_text_table(read_table(tmp_path / "cars.parquet"))


def test_index_stored_by_pandas_is_left_out(tmp_path):
    pd.DataFrame({"a": [1, 2]}, index=[5, 3]).to_parquet(tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet").names == ("a",)


def test_quoted_line_breaks(put):
    table = read_table(put('a,"b\nc"\n1,"x\ny"\n2,"z ""q"""\n'))
    assert table.names == ("a", "b\nc")
    assert table.column("b\nc").categories == ("x\ny", 'z "q"')


@pytest.mark.parametrize("marker", ["", "NA", "NaN", "N/A", "null", "NULL", "?", " NA "])
def test_missing_markers(put, marker):
    table = read_table(put(f"a,b\n1,x\n{marker},{marker}\n3,y\n"))
    assert table.column("a").missing.tolist() == [False, True, False]
    assert table.column("b").missing.tolist() == [False, True, False]


def test_spaces_around_numbers(put):
    assert read_table(put("a,b\n 1 , 2\n+3, 4e1\n")).column("b").values.tolist() == [2.0, 40.0]


def test_all_missing_is_numeric(put):
    assert read_table(put("a,b\n1,\n2,NA\n")).column("b").missing.all()


def test_dates_stay_labels(put):
    table = read_table(put("day,when\n2020-01-02,12:30\n2020-01-03,2020-01-01T00:00:00\n"))
    assert table.column("day").categories == ("2020-01-02", "2020-01-03")
    assert not table.column("when").is_numeric


def test_numbers_read_to_the_last_bit(put):
    numbers = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -2.5]
    text = "a\n" + "".join(f"{number!r}\n" for number in numbers)
    assert read_table(put(text)).column("a").values.tolist() == numbers


def test_categorical_numbers(put):
    assert read_table(put("a,b\n10,1\n9,2\n"), categorical=["a"]).column("a").categories == (
        "9",
        "10",
    )


def test_categorical_numbers_of_parquet(tmp_path):
    pq.write_table(pa.table({"a": [10, 9]}), tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet", categorical=["a"])
    assert table.column("a").categories == ("9", "10")


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_dropped_columns(tmp_path, name):
    write_table([Column("x", np.array([1.0])), Column("y", np.array([0]), ("b",))], tmp_path / name)
    assert read_table(tmp_path / name, drop=["x"]).names == ("y",)


def test_nameless_columns_are_called_as_pandas_does(put):
    assert read_table(put(",a\n0,1\n")).names == ("Unnamed: 0", "a")


def index_rows():
    folder = os.environ.get("POLYLASSO_DATA")
    if not folder:
        return []
    with open(os.path.join(folder, "index.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("entry", index_rows(), ids=lambda entry: entry["name"])
def test_every_real_table_has_its_shape(data_root, entry):
    table = read_table(data_root / entry["file"])
    targets = entry["target"].split("|")
    assert table.n_rows == int(entry["n"])
    assert len(table.columns) == int(entry["p"]) + len(targets)
    assert set(targets) <= set(table.names)
    assert sum(int(column.missing.sum()) for column in table.columns) == int(entry["missing"])
