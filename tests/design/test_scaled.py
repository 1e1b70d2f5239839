import numpy as np
import pytest

from polylasso.design import ScaledRows


def laid_out(manner):
    """Return five columns that lie in an array in some manner."""
    table = np.random.default_rng(0).standard_normal((9, 10))
    if manner == "apart":
        return tuple(column.copy() for column in table.T[:5])
    if manner == "uneven":
        return tuple(table[:, place] for place in (0, 1, 2, 5, 9))
    if manner == "backwards":
        return tuple(table.T[4::-1])
    if manner == "every other":
        return tuple(table.T[::2])
    return tuple(np.array(table[:, :5], order=manner).T)


@pytest.fixture(params=["C", "F", "apart", "uneven", "backwards", "every other"])
def pair(request):
    """Return scaled columns, and the array that they stand for."""
    rows = laid_out(request.param)
    units = np.ldexp(1.0, [0, -1, 3, -900, 900])
    return ScaledRows(rows, units), np.array(rows) * units[:, None]


@pytest.mark.parametrize(
    "key",
    [
        2,
        np.int64(-1),
        slice(1, 4),
        slice(0, 0),
        np.array([4, 0, 0]),
        np.zeros(0, dtype=np.intp),
        (slice(None), slice(3, 7)),
        (slice(None), np.array([8, 2, 5])),
        (np.array([3, 1]), slice(None, None, 2)),
    ],
    ids=str,
)
def test_parts_are_those_of_the_array(pair, key):
    scaled, array = pair
    part = scaled[key]
    np.testing.assert_array_equal(part, array[key])
    assert part.flags.c_contiguous
    part += 1.0  # it is a copy
    np.testing.assert_array_equal(scaled[key], array[key])


def test_has_shape_and_rows_of_the_array(pair):
    scaled, array = pair
    assert scaled.shape == array.shape
    assert len(scaled) == len(array)
    np.testing.assert_array_equal(list(scaled), array)
