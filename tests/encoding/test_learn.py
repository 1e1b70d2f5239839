"""Tests of what is learnt from training rows."""

import numpy as np
import pytest

from polylasso.encoding import EncodingOptions, learn_variables
from polylasso.errors import DataError
from tests.encoding.tables import labels, numbers, table

NAN = np.nan


def learn(*columns, weights=None, **options):
    rows = table(*columns)
    weights = np.ones(rows.n_rows) if weights is None else np.array(weights, float)
    return learn_variables(rows, weights, EncodingOptions(**options))


def only(learned):
    (variable,) = learned.variables
    return variable


def reason(learned):
    (excluded,) = learned.excluded
    return excluded.reason


def test_numbers_are_numeric_with_their_range():
    variable = only(learn(numbers("x", 3, 1, 2)))
    assert (variable.kind, variable.lower, variable.upper) == ("numeric", 1.0, 3.0)


def test_two_values_are_binary():
    variable = only(learn(numbers("x", 5, 2, 5)))
    assert (variable.kind, variable.lower, variable.upper) == ("binary", 2.0, 5.0)


def test_labels_are_categorical():
    variable = only(learn(labels("f", "b", "a", "c")))
    assert (variable.kind, variable.levels) == ("categorical", ("a", "b", "c"))


def test_levels_without_rows_are_not_learnt():
    column = labels("f", "a", "b", "c", "b").take(np.array([0, 1, 3]))
    assert only(learn(column)).levels == ("b", "a")


def test_of_two_levels_the_baseline_is_the_more_frequent():
    assert only(learn(labels("f", "a", "b", "b"))).levels == ("b", "a")


def test_frequency_is_by_weight():
    assert only(learn(labels("f", "a", "b", "b"), weights=[3, 1, 1])).levels == ("a", "b")


def test_numbers_named_as_categorical_become_levels():
    variable = only(learn(numbers("x", 10, 2, 2.5), categorical=("x",)))
    assert (variable.kind, variable.levels) == ("categorical", ("2", "2.5", "10"))


def test_a_column_may_have_its_own_degree():
    assert only(learn(numbers("x", 1, 2, 3), degrees={"x": 1})).degree == 1


def test_a_constant_is_left_out():
    assert reason(learn(numbers("x", 2, 2))) == "constant (2)"


def test_one_level_is_left_out():
    assert reason(learn(labels("f", "a", "a"))) == "has one level ('a')"


@pytest.mark.parametrize("column", [numbers("x", NAN, NAN), labels("x", None, None)])
def test_a_column_without_values_is_left_out(column):
    assert reason(learn(column)) == "all values are missing"


@pytest.mark.parametrize("make", [numbers, labels])
def test_a_repeated_column_is_left_out(make):
    values = (1, 2, 4) if make is numbers else ("a", "b", "c")
    learned = learn(make("x", *values), make("y", *values))
    assert only(learned).name == "x"
    assert (learned.excluded[0].name, reason(learned)) == ("y", "identical to column 'x'")


def test_columns_that_differ_in_what_is_missing_are_not_identical():
    learned = learn(numbers("x", 1, 2, 4), numbers("y", 1, 2, NAN), missing="indicator")
    assert len(learned.variables) == 2


def test_equal_codes_of_other_labels_are_not_identical():
    assert len(learn(labels("x", "a", "b"), labels("y", "c", "d")).variables) == 2


def many_levels(n_levels, n_rows):
    return labels("id", *(f"v{row % n_levels:04}" for row in range(n_rows)))


def test_more_levels_than_allowed_are_an_identifier():
    learned = learn(many_levels(101, 1000))
    assert learned.variables == ()
    assert "101 levels in 1,000 rows, like an identifier" in reason(learned)
    assert "categorical=['id']" in reason(learned)


def test_a_level_for_every_other_row_is_an_identifier():
    assert "like an identifier" in reason(learn(many_levels(30, 59)))


@pytest.mark.parametrize("sizes", [(100, 1000), (30, 60), (20, 20)])
def test_fewer_levels_are_not(sizes):
    assert len(only(learn(many_levels(*sizes))).levels) == sizes[0]


def test_the_limit_of_levels_can_be_set():
    assert "like an identifier" in reason(learn(many_levels(6, 100), max_levels=5))


def test_an_identifier_can_be_forced_in():
    assert len(only(learn(many_levels(200, 300), categorical=("id",))).levels) == 200


def test_missing_values_have_an_indicator_and_a_weighted_mean():
    variable = only(learn(numbers("x", 1, NAN, 4, 2), weights=[1, 5, 2, 1], missing="indicator"))
    assert variable.missing
    assert variable.fill == (1 + 8 + 2) / 4


def test_a_complete_column_has_no_indicator_but_a_mean_for_rows_to_come():
    variable = only(learn(numbers("x", 1, 3, 2), missing="indicator"))
    assert not variable.missing
    assert variable.fill == 2.0


def test_a_constant_with_missing_values_has_only_the_indicator():
    variable = only(learn(numbers("x", 3, NAN, 3), missing="indicator"))
    assert (variable.kind, variable.levels, variable.missing) == ("categorical", (), True)


def test_one_level_with_missing_values_has_the_indicator():
    variable = only(learn(labels("f", "a", None, "a"), missing="indicator"))
    assert (variable.levels, variable.missing) == (("a",), True)


@pytest.mark.parametrize("missing", ["error", "drop"])
def test_other_policies_have_no_indicator(missing):
    assert not only(learn(numbers("x", 1, NAN, 4), missing=missing)).missing


@pytest.mark.parametrize(
    ("transform", "low", "message"),
    [
        ("log", 0.0, "needs values above 0, but row 2 holds 0"),
        ("log1p", -1.0, "needs values above -1, but row 2 holds -1"),
        ("sqrt", -0.5, "needs values of at least 0, but row 2 holds -0.5"),
        ("reciprocal", 0.0, "needs values that are not 0, but row 2 holds 0"),
    ],
)
def test_a_value_outside_the_domain(transform, low, message):
    with pytest.raises(DataError, match=message):
        learn(numbers("x", 5, low, 3), transform={"x": (transform,)})


def test_a_pole_inside_the_range():
    with pytest.raises(DataError, match="has a pole inside the range -1 to 2"):
        learn(numbers("x", -1, 1, 2), transform={"x": ("reciprocal",)})


def test_a_range_below_the_pole():
    assert only(learn(numbers("x", -1, -3, -2), transform={"x": ("reciprocal",)})).upper == -1


def test_missing_values_are_in_no_domain_and_out_of_none():
    only(learn(numbers("x", 1, NAN, 2, 3), transform={"x": ("log",)}, missing="indicator"))


def test_an_unknown_transform():
    with pytest.raises(DataError, match="is 'cube'; pass one of identity, log1p"):
        learn(numbers("x", 1, 2, 3), transform={"x": ("cube",)})


def test_an_infinite_value():
    with pytest.raises(DataError, match="needs finite values, but row 2 holds inf"):
        learn(numbers("x", 1, np.inf, 3))


def test_labels_cannot_be_transformed():
    with pytest.raises(DataError, match="'f' is categorical and cannot be transformed"):
        learn(labels("f", "a", "b"), transform={"f": ("log",)})


@pytest.mark.parametrize(
    "options", [{"categorical": ("z",)}, {"transform": {"z": ("log",)}}, {"degrees": {"z": 1}}]
)
def test_an_option_for_no_column(options):
    with pytest.raises(DataError, match=r"names no column of the data: 'z'; the columns are 'x'"):
        learn(numbers("x", 1, 2, 3), **options)


def test_learning_does_not_touch_the_table():
    column = numbers("x", 1, NAN, 3)
    before = column.values.copy()
    learn(column, missing="indicator")
    np.testing.assert_array_equal(column.values, before)


@pytest.mark.parametrize("place", [0, 1, 63, 64, 65, 199])
def test_a_third_value_anywhere_makes_a_column_numeric(place):
    values = np.tile([0.0, 1.0], 100)
    assert only(learn(numbers("x", *values))).kind == "binary"
    values[place] = 0.5
    assert only(learn(numbers("x", *values))).kind == "numeric"


@pytest.mark.parametrize("place", [0, 1, 63, 64, 65, 199])
def test_columns_that_differ_anywhere_are_not_identical(place):
    values = np.arange(200.0)
    other = values.copy()
    other[place] = -1.0
    learned = learn(numbers("a", *values), numbers("b", *other), numbers("c", *values))
    assert [variable.name for variable in learned.variables] == ["a", "b"]
    assert reason(learned) == "identical to column 'a'"


def test_of_three_identical_columns_the_first_is_kept():
    learned = learn(*(numbers(name, 1, 2, NAN) for name in "abc"), missing="indicator")
    assert only(learned).name == "a"
    assert [excluded.reason for excluded in learned.excluded] == ["identical to column 'a'"] * 2


@pytest.mark.parametrize("place", [0, 100, 199])
def test_a_missing_value_anywhere_is_found(place):
    values = np.arange(200.0)
    values[place] = NAN
    present = values[~np.isnan(values)]
    variable = only(learn(numbers("x", *values), missing="indicator"))
    assert variable.missing
    assert (variable.lower, variable.upper) == (present.min(), present.max())
    assert variable.fill == pytest.approx(present.mean(), rel=1e-14)


def test_the_largest_numbers_are_not_infinite():
    largest = np.finfo(float).max
    variable = only(learn(numbers("x", largest, -largest, 0)))
    assert (variable.lower, variable.upper) == (-largest, largest)
    assert only(learn(numbers("x", largest, 0.9 * largest, 0))).upper == largest


def test_infinity_is_refused():
    with pytest.raises(DataError, match="row 2 holds inf"):
        learn(numbers("x", 1, np.inf, 0))
