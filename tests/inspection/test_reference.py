"""The point at which variables are held."""

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.inspection import reference_point
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable

NAN = np.nan
VARIABLES = (
    Variable("x", lower=1.0, upper=5.0),
    Variable("known", lower=1.0, upper=5.0, fill=1.5),
    Variable("two", "binary", lower=0.0, upper=1.0),
    Variable("label", "categorical", levels=("q", "p", "r")),
    Variable("blank", "categorical", missing=True),
    Variable("unused"),
)
TERMS = ("x", "known", "two", "[label = p]", "[blank is missing]")


def model():
    terms = tuple(map(Term.parse, TERMS))
    return PolynomialModel(VARIABLES, terms, np.ones(len(terms)), 0.0, missing="indicator")


def rows(**changes):
    columns = {
        "x": Column("x", np.array([1.0, 2.0, 9.0, NAN])),
        "known": Column("known", np.array([3.0, 3.0, 4.0, 4.0])),
        "two": Column("two", np.array([1.0, 1.0, 0.0, 1.0])),
        "label": Column("label", np.array([2, 1, 1, -1]), ("p", "q", "r")),
        "blank": Column("blank", np.array([0, -1, 0, 0]), ("z",)),
        **changes,
    }
    return Table(tuple(column for column in columns.values() if column is not None), 4)


def test_without_rows_it_is_what_the_model_remembers():
    assert reference_point(model()) == {
        "x": 3.0,
        "known": 1.5,
        "two": 0.0,
        "label": "q",
        "blank": "",
    }


def test_of_rows_it_is_medians_and_most_frequent_levels():
    assert reference_point(model(), rows()) == {
        "x": 2.0,
        "known": 3.5,
        "two": 1.0,
        "label": "q",
        "blank": "",
    }


def test_numbers_may_be_labels():
    numbers = Column("label", np.array([7.0, 8.0, 8.0, NAN]))
    variables = tuple(
        Variable("label", "categorical", levels=("7", "8")) if v.name == "label" else v
        for v in VARIABLES
    )
    terms = (Term.parse("[label = 8]"),)
    labelled = PolynomialModel(variables, terms, np.ones(1), 0.0)
    assert reference_point(labelled, rows(label=numbers)) == {"label": "8"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x": None}, "'x' is needed but not there"),
        ({"x": Column("x", np.full(4, NAN))}, "'x' holds no number"),
        ({"x": Column("x", np.zeros(4, dtype=int), ("a",))}, "was numeric in training"),
        ({"label": Column("label", np.zeros(4, dtype=int), ("n",))}, "none of the levels"),
    ],
)
def test_rows_that_cannot_be_used(change, words):
    with pytest.raises(DataError, match=words):
        reference_point(model(), rows(**change))
