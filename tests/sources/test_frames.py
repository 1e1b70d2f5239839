import datetime
import decimal
import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse

from polylasso.errors import DataError
from polylasso.sources.frames import as_categorical, label_of, to_table
from polylasso.sources.table import Column
from tests.sources.cars import labels

CELLS = {
    "whole": [1, 2, 3],
    "real": [0.5, None, 2.5],
    "flag": [True, None, False],
    "text": ["b", None, "a"],
}

FRAMES = {
    "pandas": lambda: pd.DataFrame(CELLS),
    "pandas-nullable": lambda: pd.DataFrame(CELLS).convert_dtypes(),
    "pandas-object": lambda: pd.DataFrame(CELLS, dtype=object),
    "polars": lambda: pl.DataFrame(CELLS),
    "polars-lazy": lambda: pl.LazyFrame(CELLS),
    "arrow": lambda: pa.table(CELLS),
    "arrow-batch": lambda: pa.RecordBatch.from_pydict(CELLS),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_every_frame_gives_the_same_table(kind):
    table = to_table(FRAMES[kind]())
    assert table.names == tuple(CELLS)
    assert table.n_rows == 3
    np.testing.assert_array_equal(table.column("whole").values, [1.0, 2.0, 3.0])
    np.testing.assert_array_equal(table.column("real").values, [0.5, np.nan, 2.5])
    assert labels(table.column("flag")) == ["True", None, "False"]
    assert table.column("text").categories == ("a", "b")
    assert labels(table.column("text")) == ["b", None, "a"]


@pytest.mark.parametrize("kind", FRAMES)
def test_numbers_are_float64_and_codes_intp(kind):
    table = to_table(FRAMES[kind]())
    assert [column.values.dtype for column in table.columns] == [
        np.dtype(np.float64),
        np.dtype(np.float64),
        np.dtype(np.intp),
        np.dtype(np.intp),
    ]


def test_a_table_is_returned_as_it_is():
    table = to_table(np.ones((2, 2)))
    assert to_table(table) is table


@pytest.mark.parametrize(
    "values",
    [
        pd.Categorical(["b", None, "a", "b"], categories=["c", "b", "a"]),
        pl.Series(["b", None, "a", "b"], dtype=pl.Categorical),
        pl.Series(["b", None, "a", "b"], dtype=pl.Enum(["c", "b", "a"])),
        pa.array(["b", None, "a", "b"]).dictionary_encode(),
    ],
    ids=["pandas", "polars", "enum", "arrow"],
)
def test_categoricals_become_sorted_labels_in_use(values):
    if isinstance(values, pl.Series):
        frame = pl.DataFrame({"x": values})
    elif isinstance(values, pa.Array):
        frame = pa.table({"x": values})
    else:
        frame = pd.DataFrame({"x": values})
    column = to_table(frame).column("x")
    assert column.categories == ("a", "b")
    assert labels(column) == ["b", None, "a", "b"]


def test_arrow_dictionaries_that_differ_by_chunk():
    chunks = [pa.array(["b", "a"]).dictionary_encode(), pa.array(["c", "b"]).dictionary_encode()]
    column = to_table(pa.table({"x": pa.chunked_array(chunks)})).column("x")
    assert labels(column) == ["b", "a", "c", "b"]


def test_categorical_numbers_are_spelt_as_labels():
    column = to_table(pd.DataFrame({"x": pd.Categorical([4.0, 2.5, None])})).column("x")
    assert labels(column) == ["4", "2.5", None]


def test_decimals_are_numbers():
    values = [decimal.Decimal("1.5"), None]
    for frame in (pl.DataFrame({"x": values}), pd.DataFrame({"x": values})):
        np.testing.assert_array_equal(to_table(frame).columns[0].values, [1.5, np.nan])


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame, pa.table])
def test_all_null_column_is_numeric(library):
    column = to_table(library({"x": [None, None]})).column("x")
    assert column.is_numeric
    assert column.missing.all()


def test_empty_string_is_a_category():
    assert to_table(pd.DataFrame({"x": ["", "a"]})).column("x").categories == ("", "a")


def test_digits_in_a_string_column_stay_labels():
    assert to_table(pl.DataFrame({"x": ["1", "2"]})).column("x").categories == ("1", "2")


def test_frame_without_rows():
    table = to_table(pl.DataFrame({"x": [], "t": []}, schema={"x": pl.Float64, "t": pl.String}))
    assert table.n_rows == 0


def test_integer_names_become_strings():
    assert to_table(pd.DataFrame(np.ones((2, 2)))).names == ("0", "1")


def test_repeated_names_are_refused():
    with pytest.raises(DataError, match="more than one column is called 'a'; rename"):
        to_table(pd.DataFrame(np.ones((2, 3)), columns=["a", "b", "a"]))


def test_names_that_repeat_as_strings_are_refused():
    with pytest.raises(DataError, match="called '1'"):
        to_table(pd.DataFrame(np.ones((2, 2)), columns=[1, "1"]))


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame, pa.table])
@pytest.mark.parametrize("cell", [datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2)])
def test_dates_are_refused_by_name(library, cell):
    with pytest.raises(DataError, match=r"column 'day' holds dates.*convert it to a number.*days"):
        to_table(library({"day": [cell, cell]}))


def test_lists_are_refused_with_their_dtype():
    with pytest.raises(DataError, match=r"column 'x' has dtype List\(Int64\)"):
        to_table(pl.DataFrame({"x": [[1], [2]]}))


def test_series_asks_for_a_frame():
    with pytest.raises(ValueError, match=r"Reshape your data: .*to_frame"):
        to_table(pd.Series([1.0]))


def test_array_columns_have_default_names():
    assert to_table(np.ones((2, 3))).names == ("x0", "x1", "x2")


def test_array_takes_given_names():
    assert to_table(np.ones((2, 2)), names=["a", "b"]).names == ("a", "b")


def test_wrong_number_of_names():
    with pytest.raises(DataError, match="1 names were given for 2 columns"):
        to_table(np.ones((2, 2)), names=["a"])


def test_list_of_lists():
    np.testing.assert_array_equal(to_table([[1, 2], [3, 4]]).column("x1").values, [2.0, 4.0])


def test_booleans_of_an_array_are_numbers():
    assert to_table(np.array([[True], [False]])).columns[0].values.tolist() == [1.0, 0.0]


def test_object_array_column_by_column():
    table = to_table(np.array([[1, "a"], ["2.5", None], [None, 4.0]], dtype=object))
    np.testing.assert_array_equal(table.column("x0").values, [1.0, 2.5, np.nan])
    assert labels(table.column("x1")) == ["a", None, "4"]


def test_missing_of_pandas_in_an_object_array():
    table = to_table(np.array([[pd.NA], ["a"], [pd.NaT]], dtype=object))
    assert labels(table.columns[0]) == [None, "a", None]


@pytest.mark.parametrize("cell", [{}, [1], (2,)])
def test_cells_of_other_types_are_refused(cell):
    cells = np.empty((2, 1), dtype=object)
    cells[0, 0], cells[1, 0] = 1.0, cell
    with pytest.raises(TypeError, match=r"argument must be .* string.* number"):
        to_table(cells)


def test_masked_entries_are_missing():
    array = np.ma.masked_array([[1, 2]], mask=[[False, True]])
    assert [bool(column.missing[0]) for column in to_table(array).columns] == [False, True]


def test_complex_array():
    with pytest.raises(ValueError, match="Complex data not supported"):
        to_table(np.ones((2, 2), dtype=complex))


def test_date_array():
    with pytest.raises(DataError, match="holds dates"):
        to_table(np.array([["2020-01-01"]], dtype="datetime64[D]"))


@pytest.mark.parametrize("array", [np.ones(3), np.float64(1.0)])
def test_too_few_dimensions(array):
    with pytest.raises(ValueError, match="Reshape your data"):
        to_table(array)


def test_too_many_dimensions():
    with pytest.raises(ValueError, match="Found array with dim 3"):
        to_table(np.ones((2, 2, 2)))


@pytest.mark.parametrize("make", [scipy.sparse.csr_matrix, scipy.sparse.coo_array])
def test_sparse_is_refused(make):
    with pytest.raises(TypeError, match=r"Sparse data was passed.*toarray"):
        to_table(make(np.eye(2)))


def test_input_is_not_changed():
    array = np.arange(6.0).reshape(2, 3)
    frame = pd.DataFrame(array.copy())
    to_table(frame)
    np.testing.assert_array_equal(frame.to_numpy(), array)


@pytest.mark.parametrize(
    ("number", "label"), [(4.0, "4"), (-0.0, "0"), (2.5, "2.5"), (1e300, "1e+300"), (7, "7")]
)
def test_label_of(number, label):
    assert label_of(number) == label


def test_as_categorical_sorts_as_numbers():
    column = as_categorical(Column("x", np.array([10.0, np.nan, 9.0, 10.0])))
    assert column.categories == ("9", "10")
    assert column.values.tolist() == [1, -1, 0, 1]


def test_as_categorical_leaves_labels():
    column = Column("x", np.array([0]), ("a",))
    assert as_categorical(column) is column


def test_arrays_need_no_data_frame_library():
    code = (
        "import sys, numpy; from polylasso.sources.frames import to_table;"
        "import polylasso.datasets, polylasso.sources.files;"
        "to_table(numpy.ones((2, 2)));"
        "heavy = {'narwhals', 'pandas', 'pyarrow', 'polars', 'sklearn', 'pooch', 'scipy'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
