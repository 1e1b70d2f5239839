"""Tests of rows in terms of learnt variables."""

import numpy as np
import pytest

from polylasso.encoding import encode
from polylasso.errors import DataError
from polylasso.terms import Variable
from tests.encoding.tables import labels, numbers, table

NAN = np.nan
X = Variable("x", lower=0.0, upper=4.0, fill=2.5)
F = Variable("f", "categorical", levels=("a", "b", "c"))


def test_numbers_stay():
    encoded = encode(table(numbers("x", 1, 9)), (X,))
    assert encoded.values["x"].tolist() == [1.0, 9.0]


def test_levels_are_numbered_as_learnt_not_as_stored():
    encoded = encode(table(labels("f", "c", "a", "c")), (F,))
    assert encoded.values["f"].tolist() == [2, 0, 2]


def test_numbers_may_be_levels():
    variable = Variable("x", "categorical", levels=("1", "2.5"))
    assert encode(table(numbers("x", 2.5, 1)), (variable,)).values["x"].tolist() == [1, 0]


def test_other_columns_are_ignored():
    encoded = encode(table(labels("other", None), numbers("x", 1)), (X,))
    assert list(encoded.values) == ["x"]


def test_an_absent_column():
    with pytest.raises(DataError, match="column 'x' is needed but not there; the columns are 'y'"):
        encode(table(numbers("y", 1)), (X,))


def test_an_absent_column_after_one_with_missing_values():
    with pytest.raises(DataError, match="column 'x' is needed but not there"):
        encode(table(labels("f", None)), (F, X))


def test_text_where_numbers_were():
    with pytest.raises(DataError, match="'x' was numeric in training but holds text such as 'two'"):
        encode(table(labels("x", None, "two")), (X,))


def test_an_empty_text_column_where_numbers_were_is_missing():
    encoded = encode(table(labels("x", None, None)), (X,), missing="indicator")
    assert encoded.values["x"].tolist() == [2.5, 2.5]


def test_numbers_where_labels_were_are_levels_not_seen():
    with pytest.raises(DataError, match="'f' has a level not seen in training: '7' in row 1"):
        encode(table(numbers("f", 7)), (F,))


def test_a_level_not_seen_is_an_error():
    message = r"'z' in row 2 \(2 rows in all\); the levels are 'a', 'b', 'c'; pass unknown='base"
    with pytest.raises(DataError, match=message):
        encode(table(labels("f", "a", "z", "z")), (F,))


def test_a_level_not_seen_can_count_as_none():
    encoded = encode(table(labels("f", "a", "z")), (F,), unknown="baseline")
    assert encoded.values["f"].tolist() == [0, -1]


def test_a_missing_value_is_an_error_that_names_all_columns():
    rows = table(numbers("x", NAN, NAN), labels("f", "a", None))
    with pytest.raises(DataError, match=r"\(NaN\) in columns 'x' \(2\), 'f' \(1\); fill them"):
        encode(rows, (X, F))


def test_a_missing_number_takes_the_mean():
    encoded = encode(table(numbers("x", NAN, 1)), (X,), missing="indicator")
    assert encoded.values["x"].tolist() == [2.5, 1.0]
    assert not encoded.unusable.any()


def test_a_missing_label_is_no_level():
    encoded = encode(table(labels("f", None, "b")), (F,), missing="indicator")
    assert encoded.values["f"].tolist() == [-1, 1]


def test_an_indicator_marks_what_is_missing():
    variable = Variable("x", missing=True, fill=0.0)
    encoded = encode(table(numbers("x", NAN, 1)), (variable,), missing="indicator")
    assert encoded.missing["x"].tolist() == [True, False]


def test_a_variable_of_the_indicator_alone():
    variable = Variable("x", "categorical", missing=True)
    encoded = encode(table(numbers("x", NAN, 3, 9)), (variable,), missing="indicator")
    assert encoded.missing["x"].tolist() == [True, False, False]
    assert encoded.values["x"].tolist() == [-1, -1, -1]


def test_rows_with_missing_values_can_be_unusable():
    rows = table(numbers("x", NAN, 1, 2), labels("f", "a", "a", None))
    assert encode(rows, (X, F), missing="drop").unusable.tolist() == [True, False, True]


def test_a_value_outside_the_domain_of_a_transform():
    variable = Variable("x", transforms=("log",))
    with pytest.raises(DataError, match="needs values above 0, but row 3 holds -1"):
        encode(table(numbers("x", 1, 2, -1)), (variable,))


def test_a_missing_value_is_in_every_domain():
    variable = Variable("x", transforms=("log",))
    assert encode(table(numbers("x", NAN)), (variable,), missing="drop").unusable.all()


def test_no_rows():
    encoded = encode(table(numbers("x"), labels("f")), (X, F))
    assert encoded.values["x"].shape == encoded.unusable.shape == (0,)


def test_take_gives_rows_of_everything():
    variable = Variable("x", missing=True, fill=0.0)
    encoded = encode(table(numbers("x", NAN, 1, 2)), (variable,), missing="indicator")
    part = encoded.take(slice(0, 2))
    assert part.values["x"].tolist() == [0.0, 1.0]
    assert part.missing["x"].tolist() == [True, False]
    assert len(part.unusable) == 2


def test_encoding_does_not_touch_the_table():
    column = numbers("x", NAN, 1)
    encode(table(column), (X,), missing="indicator")
    assert np.isnan(column.values[0])
