"""Rows beside the training range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.inspection import range_map
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable
from tests.inspection.models import models, table_for

VARIABLES = (
    Variable("a", lower=0.0, upper=4.0),
    Variable("b", lower=-1.0, upper=1.0),
    Variable("f", "categorical", levels=("p", "q")),
    Variable("unused", lower=0.0, upper=1.0),
)
NAN = np.nan


def model_of(*terms, **changes):
    parsed = tuple(map(Term.parse, terms))
    return PolynomialModel(VARIABLES, parsed, np.ones(len(terms)), 1.0, **changes)


def rows(**changes):
    columns = {
        "a": Column("a", np.array([0.0, 5.0, -2.0, NAN])),
        "b": Column("b", np.array([0.0, 1.0, 3.0, -1.0])),
        "f": Column("f", np.array([0, 2, 1, 2]), ("p", "q", "z")),
        "unused": Column("unused", np.full(4, 9.0)),
        **changes,
    }
    return Table(tuple(columns.values()), 4)


@given(models(), st.booleans())
@settings(max_examples=100)
def test_rows_outside_are_those_of_the_model(model, wide):
    table = table_for(model)
    if wide:
        moved = [
            Column(column.name, column.values + 30.0) if column.is_numeric else column
            for column in table.columns
        ]
        table = Table(tuple(moved), table.n_rows)
    found = range_map(model, table)
    assert found.outside.tolist() == model.out_of_range(table).tolist()
    of_columns = [column.outside for column in found.columns]
    assert np.any([*of_columns, np.zeros(table.n_rows, bool)], axis=0).tolist() == (
        found.outside.tolist()
    )
    assert {one.variable.name for one in found.columns} == {
        one.name for one in model.active_variables
    }


@given(models())
@settings(max_examples=50)
def test_positions_tell_who_is_outside(model):
    for column in range_map(model, table_for(model)).columns:
        if column.variable.kind != "categorical":
            known = np.isfinite(column.positions)
            inside = (column.positions >= -1e-9) & (column.positions <= 1 + 1e-9)
            assert (column.outside <= known).all()
            assert (known & ~column.outside <= inside).all()


def test_which_columns_and_by_how_much():
    found = range_map(model_of("a", "b*[f = q]"), rows())
    assert [(one.variable.name, one.n_outside) for one in found.columns] == [
        ("a", 2),
        ("f", 2),
        ("b", 1),
    ]
    a, f, b = found.columns
    np.testing.assert_allclose(a.positions, [0.0, 1.25, -0.5, NAN])
    assert (a.furthest, b.furthest, f.furthest) == (0.5, 1.0, 0.0)
    assert (f.unseen, a.unseen) == (("z",), ())
    assert (found.n_rows, found.n_outside, found.share) == (4, 3, 0.75)


def test_values_outside_row_by_row():
    found = range_map(model_of("a", "b*[f = q]"), rows())
    told = [(one.row, one.variable.name, one.value, one.beyond) for one in found.excesses()]
    assert told == [
        (1, "a", 5.0, 1.0),
        (1, "f", "z", None),
        (2, "a", -2.0, -2.0),
        (2, "b", 3.0, 2.0),
        (3, "f", "z", None),
    ]
    assert [one.row for one in found.excesses(1)] == [1, 1]


def test_a_missing_level_is_outside_where_the_model_has_no_indicator():
    blank = Column("f", np.array([0, -1, 1, 0]), ("p", "q"))
    (column,) = range_map(model_of("[f = q]"), rows(f=blank)).columns
    assert column.unseen == ()
    assert column.outside.tolist() == [False, True, False, False]
    (excess,) = range_map(model_of("[f = q]"), rows(f=blank)).excesses()
    assert (excess.value, excess.beyond) == ("(missing)", None)


def test_a_column_without_a_value_is_inside():
    empty = Column("a", np.full(4, -1), ())
    found = range_map(model_of("a"), rows(a=empty))
    assert (found.n_outside, found.columns[0].furthest) == (0, 0.0)


def test_a_range_of_large_numbers():
    variable = Variable("a", lower=-1.5e308, upper=1.5e308)
    model = PolynomialModel((variable,), (Term.parse("a"),), np.ones(1), 0.0)
    (column,) = range_map(
        model, rows(a=Column("a", np.array([0.0, 1.5e308, -1.5e308, NAN])))
    ).columns
    np.testing.assert_allclose(column.positions, [0.5, 1.0, 0.0, NAN])


def test_no_rows_and_no_terms():
    assert range_map(model_of(), rows()).share == 0.0
    assert range_map(model_of("a"), rows().take(np.array([], dtype=int))).share == 0.0


@pytest.mark.parametrize("missing", ["error", "drop", "indicator"])
def test_missing_numbers_are_inside(missing):
    (column,) = range_map(model_of("a", missing=missing), rows()).columns
    assert column.outside.tolist() == [False, True, True, False]
