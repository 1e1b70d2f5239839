"""Predictions as columns of a table."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.job.prediction import FLAG, predict_table, prediction_name
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable


def model():
    variables = (Variable("a", lower=0.0, upper=4.0),)
    return PolynomialModel(variables, (Term.parse("a"),), np.array([2.0]), 1.0, "y", missing="drop")


def rows():
    return Table((Column("a", np.array([1.0, 5.0, np.nan])), Column("b", np.zeros(3))), 3)


def test_two_columns_are_added():
    found = predict_table(model(), rows(), prediction_name(model()))
    assert found.table.names == ("a", "b", "y_predicted", FLAG)
    np.testing.assert_array_equal(found.predicted, [3.0, 11.0, np.nan])
    assert found.table.column(FLAG).categories == ("False", "True")
    assert found.table.column(FLAG).values.tolist() == [0, 1, 0]
    assert (found.n_outside, found.n_empty) == (1, 1)


def test_other_names():
    assert predict_table(model(), rows(), "p", "flag").table.names[2:] == ("p", "flag")


def strict():
    """Return a model that refuses what it can, and rows of which it can predict the first."""
    variables = (
        Variable("a", lower=0.0, upper=4.0),
        Variable("f", "categorical", levels=("p", "q", "r")),
    )
    terms = (Term.parse("a"), Term.parse("[f = q]"))
    refusing = PolynomialModel(variables, terms, np.ones(2), 0.0, extrapolation="error")
    labels = Column("f", np.array([1, 0, 2, 1]), ("p", "q", "z"))
    return refusing, Table((Column("a", np.array([1.0, np.nan, 1.0, 5.0])), labels), 4)


def test_rows_that_are_refused_have_no_prediction_if_asked():
    refusing, table = strict()
    with pytest.raises(DataError):
        predict_table(refusing, table, "p")
    found = predict_table(refusing, table, "p", refuse=False)
    np.testing.assert_array_equal(found.predicted, [2.0, np.nan, np.nan, np.nan])
    assert found.outside.tolist() == [False, False, True, True]


def test_what_a_model_allows_is_predicted():
    refusing, table = strict()
    lenient = replace(refusing, unknown="baseline", extrapolation="clip")
    found = predict_table(lenient, table, "p", refuse=False)
    np.testing.assert_array_equal(found.predicted, [2.0, np.nan, 1.0, 5.0])


def test_a_table_without_a_column_is_refused():
    with pytest.raises(DataError, match="'a' is needed"):
        predict_table(model(), Table((Column("b", np.zeros(3)),), 3), "p", refuse=False)
