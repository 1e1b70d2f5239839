"""What each term adds to one prediction."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.errors import DataError
from polylasso.inspection import (
    contributions,
    mean_baseline,
    point_baseline,
    reference_point,
    table_at,
)
from polylasso.model import CHUNK_ROWS, PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable
from tests.inspection.models import models, size_of_parts, table_for

VARIABLES = (
    Variable("a", lower=0.0, upper=4.0),
    Variable("f", "categorical", levels=("p", "q", "r")),
)


def model_of(*terms, coef, **changes):
    parsed = tuple(map(Term.parse, terms))
    return PolynomialModel(VARIABLES, parsed, np.array(coef, float), 1.0, **changes)


def rows(*values, label="q"):
    labels = Column("f", np.zeros(len(values), dtype=int), (label,))
    return Table((Column("a", np.array(values, float)), labels), len(values))


def stretched(model, table, factor):
    """Return the table with its numbers moved away from the middle of the training range."""
    columns = []
    for variable in model.variables:
        column = table.column(variable.name)
        # The functions of others end somewhere.
        if variable.kind == "numeric" and variable.transforms == ("identity",):
            middle = (variable.lower + variable.upper) / 2
            column = Column(column.name, middle + factor * (column.values - middle))
        columns.append(column)
    return Table(tuple(columns), table.n_rows)


@given(
    models(),
    st.sampled_from(["extend", "clip", "hold", "linear"]),
    st.sampled_from([0.5, 1.0, 3.0]),
)
@settings(max_examples=100)
def test_amounts_make_the_prediction_of_the_baseline_that_of_the_row(model, policy, factor):
    model = replace(model, extrapolation=policy)
    table = stretched(model, table_for(model, n_rows=6), factor)
    for baseline in (mean_baseline(model, table), point_baseline(model)):
        for row in range(table.n_rows):
            one = table.take(np.array([row]))
            found = contributions(model, one, baseline)
            assert found.predicted == model.predict(one)[0]
            # Rounding of the parts, which may be much larger than their sum.
            room = 1e-12 * (
                size_of_parts(model, stretched(model, one, 3.0)).max()
                + size_of_parts(model, table).max()
                + size_of_parts(model, table_at(model, reference_point(model))).max()
            )
            total = baseline.predicted + found.amounts.sum() + found.held
            assert abs(total - found.predicted) <= room
            assert found.held == 0.0 or policy == "hold"


@given(models())
@settings(max_examples=50)
def test_the_mean_is_that_of_the_predictions(model):
    model = replace(model, extrapolation="extend")  # held predictions are not those of the terms
    table = table_for(model)
    room = 1e-12 * size_of_parts(model, table).max()
    assert mean_baseline(model, table).predicted == pytest.approx(
        model.predict(table).mean(), rel=1e-12, abs=room
    )


def test_amounts_are_those_of_the_terms():
    model = model_of("a", "a^2*[f = q]", coef=[2.0, -3.0])
    baseline = mean_baseline(model, rows(0.0, 2.0))  # means of a and its square: 1 and 2
    found = contributions(model, rows(3.0), baseline)
    assert [term.label for term in found.terms] == ["a^2*[f = q]", "a"]
    np.testing.assert_allclose(found.parts, [-27.0, 6.0], rtol=1e-14)
    np.testing.assert_allclose(found.amounts, [-27.0 + 6.0, 6.0 - 2.0], rtol=1e-14)
    np.testing.assert_allclose(found.baseline.parts, [-6.0, 2.0], rtol=1e-14)
    assert (found.predicted, found.baseline.predicted, found.baseline.n_rows) == (-20.0, -3.0, 2)


def test_many_rows_have_the_same_mean():
    values = np.random.default_rng(0).uniform(0, 4, CHUNK_ROWS + 7)
    baseline = mean_baseline(model_of("a^2", coef=[1.0]), rows(*values))
    assert baseline.predicted == pytest.approx(1.0 + (values**2).mean(), rel=1e-12)


@pytest.mark.parametrize(
    ("policy", "amount"),
    [("extend", 25.0 - 4.0), ("clip", 16.0 - 4.0), ("linear", 16.0 + 8.0 - 4.0)],
)
def test_outside_the_range_it_is_what_the_model_does(policy, amount):
    model = model_of("a^2", coef=[1.0], extrapolation=policy)
    found = contributions(model, rows(5.0), point_baseline(model))
    assert found.amounts[0] == pytest.approx(amount, rel=1e-14)


def test_what_holding_adds_is_told():
    model = model_of("a^2", coef=[1.0], extrapolation="hold", target_range=(2.0, 10.0))
    found = contributions(model, rows(5.0), point_baseline(model))
    assert (found.predicted, found.held) == (10.0, 10.0 - 17.0)
    assert found.amounts.tolist() == [16.0 - 4.0]
    assert contributions(model, rows(2.0), point_baseline(model)).held == 0.0


def test_where_the_model_does_not_predict_there_is_no_amount():
    model = model_of("a", coef=[1.0], extrapolation="nan")
    found = contributions(model, rows(5.0), point_baseline(model))
    assert np.isnan([found.predicted, *found.amounts]).all()
    strict = replace(model, extrapolation="error")
    with pytest.raises(DataError, match="outside its training range"):
        contributions(strict, rows(5.0), point_baseline(strict))


def test_the_mean_leaves_out_what_is_not_predicted():
    model = model_of("a", coef=[1.0], extrapolation="nan", missing="drop")
    baseline = mean_baseline(model, rows(1.0, 3.0, 9.0, np.nan))
    assert (baseline.predicted, baseline.n_rows) == (3.0, 2)
    with pytest.raises(DataError, match="no row that the model predicts"):
        mean_baseline(model, rows(9.0))


def test_a_point_may_be_given_in_part():
    model = model_of("a", "[f = r]", coef=[1.0, 5.0])
    baseline = point_baseline(model, {"f": "r"})
    assert baseline.reference == {"a": 2.0, "f": "r"}
    assert baseline.predicted == 8.0


def test_it_is_of_one_row():
    model = model_of("a", coef=[1.0])
    with pytest.raises(DataError, match="one row, but the table has 2"):
        contributions(model, rows(1.0, 2.0), point_baseline(model))


def test_a_model_without_terms():
    model = model_of(coef=[])
    found = contributions(model, rows(1.0), mean_baseline(model, rows(1.0)))
    assert (found.terms, found.predicted, found.baseline.predicted) == ((), 1.0, 1.0)
