"""Rows of a file, predicted, without drawing them."""

import numpy as np
import pytest

from polylasso.app.batch import free_name, predict_rows
from polylasso.sources.table import Column, Table
from tests.plots.made import car_model, cars


def rows(*more):
    table, _ = cars(20)
    return Table((*table.columns, *more), 20)


def test_two_columns_at_the_end():
    batch = predict_rows(car_model(), rows())
    assert batch.found.table.names[-2:] == ("co2 (g/km)_predicted", "out_of_range")
    assert batch.scores is None


def test_names_that_are_taken():
    taken = [Column(name, np.zeros(20)) for name in ("co2 (g/km)_predicted", "out_of_range")]
    batch = predict_rows(car_model(), rows(*taken))
    assert (batch.column, batch.flag) == ("co2 (g/km)_predicted_2", "out_of_range_2")
    assert len(set(batch.found.table.names)) == len(batch.found.table.names)
    assert free_name("a", {"a", "a_2", "a_3"}) == "a_4"


def test_a_target_in_the_file_is_scored():
    _, actual = cars(20)
    batch = predict_rows(car_model(), rows(Column("co2 (g/km)", actual)))
    assert batch.scores.n_rows == 20
    assert batch.scores.mae == pytest.approx(np.abs(actual - batch.found.predicted).mean())


def test_a_target_of_text_or_without_a_number_is_not():
    text = Column("co2 (g/km)", np.zeros(20, dtype=int), ("n/a",))
    empty = Column("co2 (g/km)", np.full(20, np.nan))
    assert predict_rows(car_model(), rows(text)).scores is None
    assert predict_rows(car_model(), rows(empty)).scores is None
