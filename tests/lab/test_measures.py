"""Scores and their standard errors."""

import numpy as np
import pytest

from polylasso.lab.measures import clustered_error, cross_validated, scored
from tests.lab.cases import noise

ROWS = np.arange(50)


def test_distinct_rows_have_the_usual_standard_error():
    values = noise(50)
    assert clustered_error(values, ROWS) == pytest.approx(values.std(ddof=1) / np.sqrt(50))


def test_repeated_rows_tell_no_more_than_one():
    values = noise(50)
    once = clustered_error(values, ROWS)
    assert clustered_error(values.repeat(3), ROWS.repeat(3)) == pytest.approx(once)


def test_one_distinct_row_has_no_standard_error():
    assert clustered_error(np.array([1.0, 1.0]), np.array([7, 7])) is None


def test_scores_of_rows_held_out():
    target, predicted = noise(50), noise(50, seed=2)
    scores = scored(target, predicted, ROWS)
    assert scores.mse.value == pytest.approx(np.mean((target - predicted) ** 2))
    assert scores.mae.value == pytest.approx(np.mean(np.abs(target - predicted)))
    assert scores.r2.value == pytest.approx(1 - scores.mse.value / target.var())


def test_the_error_of_r2_is_that_of_the_bootstrap():
    target = noise(400)
    predicted = target + 0.5 * noise(400, seed=2)
    rng = np.random.default_rng(3)
    draws = []
    for _ in range(500):
        rows = rng.integers(0, 400, 400)
        mse = np.mean((target[rows] - predicted[rows]) ** 2)
        draws.append(1 - mse / target[rows].var())
    found = scored(target, predicted, np.arange(400)).r2.standard_error
    assert found == pytest.approx(np.std(draws), rel=0.1)


def test_a_constant_target_has_no_r2():
    scores = scored(np.ones(5), np.arange(5.0), np.arange(5))
    assert (scores.r2.value, scores.r2.standard_error) == (None, None)
    assert scores.to_dict()["r2_se"] is None


def test_cross_validation_averages_folds():
    target, predicted = noise(10), noise(10, seed=2)
    trains = np.arange(10) % 2 == np.arange(2)[:, None]
    mean = np.where(trains[0], target[trains[1]].mean(), target[trains[0]].mean())
    scores = cross_validated(target, predicted, mean, trains)
    folds = [np.mean((target - predicted)[~train] ** 2) for train in trains]
    assert scores.mse.value == pytest.approx(np.mean(folds))
    assert scores.mse.standard_error == pytest.approx(abs(folds[0] - folds[1]) / 2)
    of_mean = cross_validated(target, mean, mean, trains)
    assert (of_mean.r2.value, of_mean.r2.standard_error) == (0.0, 0.0)
    assert scores.r2.value == pytest.approx(1 - scores.mse.value / of_mean.mse.value)
