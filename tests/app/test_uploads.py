"""Uploads become tables within limits, and nothing in them is executed."""

import gzip

import numpy as np
import pytest

from polylasso.app.limits import Limits
from polylasso.app.uploads import read_upload
from polylasso.errors import DataError
from polylasso.sources.table import Column, Table
from polylasso.sources.writing import table_content
from tests.browser import hostile

TABLE = Table((Column("a", np.array([1.5, 2.5])), Column("k", np.array([1, 0]), ("x", "y"))), 2)
SMALL = Limits(upload_mb=1, unpacked_mb=2, cells=10_000, sheet_cells=10_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", b"a,k\n1.5,y\n2.5,x\n"),
        ("t.tsv", b"a\tk\n1.5\ty\n2.5\tx\n"),
        ("t.csv.gz", gzip.compress(b"a;k\n1.5;y\n2.5;x\n", mtime=0)),
        ("t.xlsx", table_content(TABLE, ".xlsx")),
        ("named wrongly.csv", table_content(TABLE, ".xlsx")),
    ],
)
def test_tables_of_every_kind_are_read(name, content):
    table = read_upload(name, content)
    assert table.names == ("a", "k")
    assert table.columns[0].values.tolist() == [1.5, 2.5]
    assert table.columns[1].categories == ("x", "y")


def test_names_and_categories_stay_as_they_are():
    table = read_upload("t.csv", hostile.marked_table())
    assert table.names[0] == f"input {hostile.IMAGE}"
    assert table.columns[1].categories[0] == f"kind 0 {hostile.IMAGE}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\n" + b"1\n" * 600_000, "t: 1 MB, more than 1"),
        (gzip.compress(b"a\n" + b"1\n" * 1_500_000, mtime=0), "more than 2,000,000 bytes"),
        (b"a,b\n" + b"1,2\n" * 10_000, "more than 10,000 cells"),
        (hostile.parquet_bomb(50_000), "50,000 rows of 50 columns"),
        (hostile.workbook_bomb(3), "when unpacked"),
        (b'{"polylasso": 1}', "this is a polylasso model"),
    ],
    ids=["upload", "unpacked", "cells", "parquet", "workbook", "model"],
)
def test_what_is_too_large_or_no_table_is_refused(content, told):
    with pytest.raises(DataError, match=told):
        read_upload("t", content, limits=SMALL)


@pytest.mark.parametrize("name", ["t.pkl", "t.csv"])
def test_a_pickle_is_not_loaded(tmp_path, name):
    with pytest.raises(DataError, match="a pickle, which is never loaded"):
        read_upload(name, hostile.pickled(str(tmp_path / "hurt")))
    assert not (tmp_path / "hurt").exists()
