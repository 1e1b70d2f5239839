"""Predictions as columns of a table."""

import numpy as np

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
