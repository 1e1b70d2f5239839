import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from polylasso.errors import DataError
from polylasso.sources.frames import target_vector
from polylasso.sources.table import Column


@pytest.mark.parametrize(
    "series",
    [
        pd.Series([1, 2], name="y"),
        pl.Series("y", [1, 2]),
        pd.DataFrame({"y": [1, 2]}),
        pl.LazyFrame({"y": [1, 2]}),
        pa.table({"y": [1, 2]}),
        Column("y", np.array([1.0, 2.0])),
        Column("y", np.array([0, 1]), ("1", "2")),
    ],
    ids=["pandas", "polars", "frame", "lazy", "arrow", "column", "labels"],
)
def test_target_with_a_name(series):
    values, name = target_vector(series)
    assert name == "y"
    assert values.dtype == np.float64
    assert values.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    "array", [[1, 2], np.array([[1], [2]]), np.array([1, "2"], dtype=object), pa.array([1, 2])]
)
def test_target_without_a_name(array):
    values, name = target_vector(array)
    assert name is None
    assert values.tolist() == [1.0, 2.0]


def test_boolean_target_counts():
    assert target_vector(pl.Series("y", [True, False]))[0].tolist() == [1.0, 0.0]


def test_missing_targets_are_left_to_the_caller():
    assert np.isnan(target_vector(np.array([pd.NA, 1.0], dtype=object))[0][0])


@pytest.mark.parametrize("library", [pd.Series, lambda v, name: pl.Series(name, v)])
def test_text_in_a_target(library):
    with pytest.raises(DataError, match=r"target 'co2' must be numbers, but row 2 .*'high'"):
        target_vector(library(["1", "high"], name="co2"))


def test_text_in_a_target_array():
    with pytest.raises(DataError, match=r"the target must be numbers, but row 1 .*'a'"):
        target_vector(np.array(["a", "1"]))


def test_two_targets():
    with pytest.raises(ValueError, match=r"y should be a 1d array, got an array of shape \(2, 2\)"):
        target_vector(np.ones((2, 2)))


def test_complex_target():
    with pytest.raises(ValueError, match="Complex data not supported"):
        target_vector(np.ones(2, dtype=complex))


def test_date_target():
    with pytest.raises(DataError, match="holds dates"):
        target_vector(np.array(["2020-01-01"], dtype="datetime64[D]"))
