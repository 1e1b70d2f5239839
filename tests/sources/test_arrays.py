"""Tests of columns from NumPy arrays: equal values, and no copy where none is needed."""

import numpy as np
import pytest

from polylasso.sources import arrays
from polylasso.sources.arrays import array_columns


def values_of(matrix):
    return np.array([column.values for column in array_columns(matrix, None)])


LAYOUTS = {
    "rows": np.ascontiguousarray,
    "columns": np.asfortranarray,
    "every other row": lambda matrix: np.repeat(matrix, 2, axis=0)[::2],
    "reversed": lambda matrix: np.ascontiguousarray(matrix[::-1, ::-1])[::-1, ::-1],
    "whole numbers": lambda matrix: matrix.astype(np.int32),
    "single precision": lambda matrix: matrix.astype(np.float32),
    "truth values": lambda matrix: matrix > 10,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("rows_at_once", [1, 4, 1024])
def test_columns_are_those_of_the_array_whatever_its_layout(layout, rows_at_once, monkeypatch):
    monkeypatch.setattr(arrays, "ROWS_AT_ONCE", rows_at_once)
    matrix = LAYOUTS[layout](np.arange(27.0).reshape(9, 3))
    found = values_of(matrix)
    np.testing.assert_array_equal(found, matrix.T)
    assert found.dtype == np.float64
    assert all(column.values.flags.c_contiguous for column in array_columns(matrix, None))


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (1, 1)])
def test_the_smallest_arrays(shape):
    assert values_of(np.zeros(shape)).size == 0 or shape == (1, 1)


def test_contiguous_columns_are_not_copied():
    matrix = np.asfortranarray(np.arange(6.0).reshape(3, 2))
    assert all(np.shares_memory(column.values, matrix) for column in array_columns(matrix, None))
