"""One comparison from a table."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.job import ColumnChoice, FitSettings, Folds
from polylasso.job.comparing import compare_table, notes_on_settings
from polylasso.sources.table import Column, Table

SETTINGS = FitSettings(ColumnChoice("y"), search={"rule": "min", "relax": "auto"}, degrees=(2,))


def rows(n_rows=120):
    rng = np.random.default_rng(0)
    a, b = rng.uniform(0, 3, (2, n_rows))
    a[3] = np.nan
    target = 1 + a * b + rng.normal(0, 0.1, n_rows)
    target[3] = 2.0
    return Table((Column("a", a), Column("b", b), Column("y", target)), n_rows)


def test_settings_of_a_fit_that_models_share():
    settings = replace(SETTINGS, shared={"missing": "drop", "unknown": "error", "basis": "power"})
    steps = []
    found = compare_table(rows(), settings, steps.append, black_box=False)
    assert found.n_dropped == 1
    assert found.comparison.n_train + found.comparison.n_test == 119
    assert found.notes == ("1 rows were left out, for a missing value",)
    assert steps[0].name == "terms of degree 1"


def test_a_fit_that_holds_nothing_out_is_compared_all_the_same():
    settings = replace(SETTINGS, test_size=0.0, shared={"missing": "drop"})
    assert compare_table(rows(), settings, black_box=False).comparison.n_test > 0


def test_a_searched_degree_is_compared_as_degrees():
    settings = replace(SETTINGS, degrees=("auto",), shared={"missing": "drop"})
    found = compare_table(rows(), settings, black_box=False)
    assert found.notes[0] == "the comparison tries degrees 1 to 3"
    assert {row.degree for row in found.comparison.rows} <= {None, 1, 2, 3}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"columns": ColumnChoice("y", weights="w", groups="g")}, ["weights, groups"]),
        ({"folds": Folds(5, in_time=True)}, ["folds in time"]),
        ({"alpha": 0.1}, ["the alpha given"]),
        ({"shared": {"extrapolation": "extend", "unknown": "error"}}, []),
        ({"shared": {"extrapolation": "auto"}}, []),
        ({"shared": {"extrapolation": "clip"}}, ["extrapolation"]),
        ({"search": {"rule": "min", "max_terms": 9, "eps": None}}, ["max_terms"]),
    ],
)
def test_it_says_what_it_does_without(changes, words):
    told = notes_on_settings(replace(SETTINGS, **changes))
    assert told == [f"the comparison does without {one}" for one in words]
