"""Tests of the polynomial as a value."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.errors import DataError
from polylasso.model import CHUNK_ROWS, PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable
from tests.encoding.tables import labels, numbers, table

NAN = np.nan
A = Variable("a", lower=1.0, upper=3.0, transforms=("identity", "log", "sqrt"), fill=2.0)
B = Variable("b", lower=-2.0, upper=5.0, fill=1.0)
F = Variable("f", "categorical", levels=("p", "q", "r"))
UNUSED = Variable("unused")
TERMS = ("a", "a^2*b", "log(a)*b^3", "legendre(b, 3)*[f = q]", "sqrt(a)*b*[f = r]")
COEF = (1.5, -0.25, 0.75, 2.0, -1.0)


def model_of(terms=TERMS, coef=COEF, variables=(A, B, F, UNUSED), **settings):
    parsed = tuple(Term.parse(label) for label in terms)
    return PolynomialModel(variables, parsed, np.array(coef, float), 10.0, **settings)


def rows_of(a, b, f):
    return table(numbers("a", *a), numbers("b", *b), labels("f", *f))


def by_hand(a, b, f):
    u = (b - -2.0 - (5.0 - b)) / 7.0
    return (
        10.0
        + 1.5 * a
        - 0.25 * a**2 * b
        + 0.75 * np.log(a) * b**3
        + 2.0 * 0.5 * (5 * u**3 - 3 * u) * (f == "q")
        - np.sqrt(a) * b * (f == "r")
    )


inside = st.tuples(st.floats(1, 3), st.floats(-2, 5), st.sampled_from("pqr"))
anywhere = st.tuples(st.floats(0.1, 9), st.floats(-9, 9), st.sampled_from("pqr"))


@given(anywhere)
def test_a_prediction_is_the_polynomial(point):
    a, b, f = point
    predicted = model_of().predict(rows_of([a], [b], [f]))[0]
    assert predicted == pytest.approx(by_hand(a, b, f), rel=1e-11, abs=1e-9)


@given(inside)
def test_inside_the_range_all_policies_agree(point):
    rows = rows_of(*([value] for value in point))
    expected = model_of().predict(rows)[0]
    for policy in ("clip", "hold", "linear", "error", "nan"):
        assert model_of(extrapolation=policy).predict(rows)[0] == pytest.approx(expected, rel=1e-15)


@given(anywhere)
def test_clipping_moves_the_inputs_to_the_range(point):
    a, b, f = point
    clipped = rows_of([min(max(a, 1.0), 3.0)], [min(max(b, -2.0), 5.0)], [f])
    predicted = model_of(extrapolation="clip").predict(rows_of([a], [b], [f]))
    assert predicted == pytest.approx(model_of().predict(clipped), rel=1e-15)


@given(anywhere, st.floats(-100, 100), st.floats(0, 100))
def test_holding_clips_the_inputs_and_the_prediction(point, least, width):
    rows = rows_of(*([value] for value in point))
    ends = (least, least + width)
    held = model_of(extrapolation="hold", target_range=ends).predict(rows)
    assert held == np.clip(model_of(extrapolation="clip").predict(rows), *ends)


@given(anywhere)
def test_the_linear_continuation_has_the_slopes_at_the_edge(point):
    """Against central differences of the polynomial at the clipped point."""
    a, b, f = point
    edge_a, edge_b, step = min(max(a, 1.0), 3.0), min(max(b, -2.0), 5.0), 1e-5
    slope_a = (by_hand(edge_a + step, edge_b, f) - by_hand(edge_a - step, edge_b, f)) / (2 * step)
    slope_b = (by_hand(edge_a, edge_b + step, f) - by_hand(edge_a, edge_b - step, f)) / (2 * step)
    expected = by_hand(edge_a, edge_b, f) + (a - edge_a) * slope_a + (b - edge_b) * slope_b
    predicted = model_of(extrapolation="linear").predict(rows_of([a], [b], [f]))[0]
    assert predicted == pytest.approx(expected, rel=1e-6, abs=1e-4)


def test_the_linear_continuation_of_a_square_root_that_starts_at_zero():
    variable = Variable("a", lower=0.0, upper=4.0, transforms=("sqrt",))
    model = model_of(("sqrt(a)",), (1.0,), (variable,), extrapolation="linear")
    predicted = model.predict(table(numbers("a", 0, 4, 6)))
    np.testing.assert_allclose(predicted, [10.0, 12.0, 12.5], rtol=1e-15)


def test_rows_out_of_range_can_be_nan():
    model = model_of(("a",), (1.0,), extrapolation="nan")
    predicted = model.predict(table(numbers("a", 0.5, 2, 3.5)))
    np.testing.assert_array_equal(predicted, [NAN, 12.0, NAN])


def test_rows_out_of_range_can_be_an_error():
    model = model_of(("a",), (1.0,), extrapolation="error")
    message = r"'a' is outside its training range 1 to 3 in row 2 \(4; 2 rows in all\); choose"
    with pytest.raises(DataError, match=message):
        model.predict(table(numbers("a", 2, 4, 0.5)))


def long_table(**at):
    values = np.full(2 * CHUNK_ROWS + 5, 2.0)
    codes = np.zeros(len(values), dtype=int)
    for row, value in at.get("values", {}).items():
        values[row] = value
    for row in at.get("unseen", ()):
        codes[row] = 2
    return Table((Column("a", values), Column("f", codes, ("p", "q", "z"))), len(values))


def test_rows_are_numbered_beyond_the_first_chunk():
    rows = long_table(values={CHUNK_ROWS + 6: 9.0, 2 * CHUNK_ROWS + 1: 9.0})
    with pytest.raises(DataError, match=rf"in row {CHUNK_ROWS + 7} \(9; 2 rows in all\)"):
        model_of(("a",), (1.0,), extrapolation="error").predict(rows)


def test_unseen_levels_are_numbered_beyond_the_first_chunk():
    rows = long_table(unseen=(CHUNK_ROWS + 6, 2 * CHUNK_ROWS + 1))
    with pytest.raises(DataError, match=rf"'z' in row {CHUNK_ROWS + 7} \(2 rows in all\)"):
        model_of(("[f = q]",), (1.0,)).predict(rows)


def test_missing_values_are_counted_over_all_chunks():
    rows = long_table(values={3: NAN, CHUNK_ROWS + 6: NAN})
    with pytest.raises(DataError, match=r"'a' \(2\)"):
        model_of(("a",), (1.0,)).predict(rows)


@pytest.mark.parametrize("n_rows", [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1])
def test_chunks_cover_all_rows(n_rows):
    values = np.random.default_rng(0).uniform(1, 3, n_rows)
    predicted = model_of(("a",), (2.0,)).predict(Table((Column("a", values),), n_rows))
    np.testing.assert_allclose(predicted, 10.0 + 2.0 * values, rtol=1e-15)


@pytest.mark.parametrize("policy", ["extend", "clip", "linear"])
def test_predictions_do_not_depend_on_the_order_of_rows(policy):
    rng = np.random.default_rng(0)
    n_rows = CHUNK_ROWS + 777
    columns = (
        Column("a", rng.uniform(0.5, 4.0, n_rows)),
        Column("b", rng.uniform(-4.0, 7.0, n_rows)),
        Column("f", rng.integers(0, 3, n_rows), ("p", "q", "r")),
    )
    rows, order = Table(columns, n_rows), rng.permutation(n_rows)
    model = model_of(extrapolation=policy)
    np.testing.assert_array_equal(model.predict(rows)[order], model.predict(rows.take(order)))


@settings(max_examples=20)
@given(st.permutations(range(len(TERMS))))
def test_the_order_of_terms_hardly_matters(order):
    rows = rows_of([1.5, 2.5], [0.0, 4.0], ["q", "r"])
    turned = model_of([TERMS[k] for k in order], [COEF[k] for k in order])
    np.testing.assert_allclose(turned.predict(rows), model_of().predict(rows), rtol=1e-14)


def test_columns_without_a_term_are_not_needed():
    assert model_of(("a",), (1.0,)).predict(table(numbers("a", 2.0))).tolist() == [12.0]


def test_without_terms_the_intercept_is_predicted():
    np.testing.assert_array_equal(model_of((), ()).predict(table(numbers("z", 1, NAN))), 10.0)


def test_active_variables_are_those_of_the_terms():
    names = [variable.name for variable in model_of(("b", "[f = q]"), (1, 1)).active_variables]
    assert names == ["b", "f"]


def test_rows_with_missing_values_can_be_nan():
    model = model_of(("a", "[f = q]"), (1.0, 1.0), missing="drop")
    rows = table(numbers("a", 2, NAN, 2), labels("f", "p", "q", None))
    np.testing.assert_array_equal(model.predict(rows), [12.0, NAN, NAN])


def test_missing_values_can_take_the_mean_and_an_indicator():
    variable = replace(B, missing=True)
    model = model_of(("b", "[b is missing]"), (3.0, 100.0), (variable,), missing="indicator")
    assert model.predict(table(numbers("b", NAN, 2))).tolist() == [113.0, 16.0]


def test_missing_values_are_an_error():
    with pytest.raises(DataError, match="pass missing='indicator' or missing='drop'"):
        model_of(("a",), (1.0,)).predict(table(numbers("a", NAN)))


def test_an_unseen_level_can_count_as_none():
    model = model_of(("[f = q]",), (1.0,), unknown="baseline")
    assert model.predict(table(labels("f", "q", "z"))).tolist() == [11.0, 10.0]


def test_out_of_range_flags_rows():
    rows = rows_of([0.5, 2.0, 2.0, 3.0], [0.0, 6.0, 0.0, 5.0], ["p", "p", "z", "r"])
    assert model_of().out_of_range(rows).tolist() == [True, True, True, False]


def test_out_of_range_asks_only_for_variables_of_terms():
    rows = rows_of([0.5, 2.0], [0.0, 6.0], ["z", "z"])
    assert model_of(("b",), (1.0,)).out_of_range(rows).tolist() == [False, True]


@pytest.mark.parametrize("missing", ["error", "drop", "indicator"])
def test_a_missing_number_is_not_out_of_range(missing):
    rows = table(numbers("a", NAN, 2))
    assert not model_of(("a",), (1.0,), missing=missing).out_of_range(rows).any()


def test_a_missing_label_with_an_indicator_is_not_out_of_range():
    model = model_of(("[f = q]",), (1.0,), (replace(F, missing=True),), missing="indicator")
    assert model.out_of_range(table(labels("f", None, "q", "z"))).tolist() == [False, False, True]


def test_coefficients_beyond_the_range_of_their_terms_predict_exactly():
    variable = Variable("a", lower=0.0, upper=1e150)
    model = model_of(("a^4",), (1e-300,), (variable,))
    predicted = model.predict(table(numbers("a", 1e75, 1e77)))
    np.testing.assert_allclose(predicted, [11.0, 1e8 + 10.0], rtol=1e-14)


def test_a_prediction_does_not_touch_the_table():
    values = np.array([0.5, 9.0])
    for policy, missing in itertools.product(("clip", "linear"), ("drop", "indicator")):
        model = model_of(("a",), (1.0,), extrapolation=policy, missing=missing)
        model.predict(Table((Column("a", values),), 2))
    assert values.tolist() == [0.5, 9.0]


@given(st.lists(st.integers(0, 49), min_size=1, max_size=7))
def test_a_prediction_does_not_depend_on_what_else_is_predicted(rows):
    """To the last bit."""
    rng = np.random.default_rng(0)
    a, b, f = rng.uniform(1, 3, 50), rng.uniform(-2, 5, 50), list("pqrrq") * 10
    together = model_of().predict(rows_of(a, b, f))
    apart = model_of().predict(rows_of(a, b, f).take(np.array(rows)))
    np.testing.assert_array_equal(apart, together[rows])
