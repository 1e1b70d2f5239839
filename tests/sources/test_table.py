import numpy as np
import pytest

from polylasso.sources.table import Column, Table


@pytest.fixture
def table():
    number = Column("number", np.array([1.0, np.nan, 3.0]))
    label = Column("label", np.array([1, 0, -1]), ("a", "b"))
    return Table((number, label), 3)


def test_names_are_in_order(table):
    assert table.names == ("number", "label")


def test_missing_numbers_are_nan(table):
    assert table.column("number").missing.tolist() == [False, True, False]


def test_missing_labels_are_negative(table):
    assert table.column("label").missing.tolist() == [False, False, True]


def test_take_by_index_keeps_categories(table):
    taken = table.take(np.array([2, 0]))
    assert taken.n_rows == 2
    assert taken.column("label").values.tolist() == [-1, 1]
    assert taken.column("label").categories == ("a", "b")


def test_take_by_mask(table):
    taken = table.take(np.array([True, False, True]))
    assert taken.n_rows == 2
    assert taken.column("number").values.tolist() == [1.0, 3.0]


def test_unknown_column(table):
    with pytest.raises(KeyError, match="absent"):
        table.column("absent")


def test_columns_are_found_by_name_also_after_take(table):
    assert table.column("label") is table.columns[1]
    assert table.take(np.array([0])).column("number").values.tolist() == [1.0]
    with pytest.raises(KeyError, match="nothing"):
        table.column("nothing")
