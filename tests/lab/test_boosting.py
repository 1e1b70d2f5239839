"""What the trees are given: numbers, codes of levels, and gaps as gaps."""

import numpy as np
import pandas as pd

from polylasso.encoding import EncodingOptions, learn_variables
from polylasso.lab.boosting import _inputs, fit_boosting
from polylasso.lab.holdout import split_rows
from polylasso.sources.frames import to_table
from tests.lab.cases import noise, normal


def variables_of(table, **options):
    return learn_variables(table, np.ones(table.n_rows), EncodingOptions(**options)).variables


def test_categories_are_codes_and_gaps_are_nan():
    table = to_table(pd.DataFrame({"x": [1.0, np.nan, 3.0, 4.0], "fuel": ["b", "a", None, "b"]}))
    inputs = _inputs(table, variables_of(table, missing="indicator"))
    np.testing.assert_array_equal(inputs[:, 0], [1.0, np.nan, 3.0, 4.0])
    assert np.isnan(inputs[2, 1])
    assert inputs[0, 1] == inputs[3, 1] != inputs[1, 1]


def test_a_level_not_seen_in_training_is_a_gap():
    train = to_table(pd.DataFrame({"x": [1.0, 2.0, 3.0], "fuel": ["a", "b", "a"]}))
    test = to_table(pd.DataFrame({"x": [1.0], "fuel": ["c"]}))
    assert np.isnan(_inputs(test, variables_of(train))[0, 1])


def test_a_column_of_one_value_and_gaps_is_an_indicator():
    table = to_table(pd.DataFrame({"x": [1.0, 2.0, 3.0], "note": [5.0, np.nan, 5.0]}))
    inputs = _inputs(table, variables_of(table, missing="indicator"))
    np.testing.assert_array_equal(inputs[:, 1], [0.0, 1.0, 0.0])


def test_more_levels_than_trees_can_split_are_numbers():
    labels = [f"v{k % 300}" for k in range(900)]
    table = to_table(pd.DataFrame({"x": normal(900)[:, 0], "label": labels}))
    split = split_rows(table, table.column("x").values + 0.1 * noise(900), "y", 0.2, 2, 0)
    found = fit_boosting(split, variables_of(table, categorical=("label",)), 0)
    assert np.mean((found.on_test - split.test.target) ** 2) < 0.2


def test_few_trees_are_kept_where_more_only_learn_noise():
    table = to_table(normal(150))
    split = split_rows(table, noise(150), "y", 0.2, 3, 0)
    assert fit_boosting(split, variables_of(table), 0).settings["n_trees"] < 20
