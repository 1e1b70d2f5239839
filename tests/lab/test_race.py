"""Races: equal objectives, fair ends."""

import numpy as np
import pytest

from polylasso.errors import DivergenceError
from polylasso.lab import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    RMSprop,
    SmoothedSign,
    Subgradient,
    lasso_task,
    race,
)
from polylasso.lab.race import race_on
from tests.lab.tables import small_problem


@pytest.fixture(scope="module")
def task():
    return lasso_task(*small_problem(), alpha=0.05)


@pytest.fixture(scope="module")
def found(task):
    return race_on(task, [ISTA(), FISTA()], gap=1e-6, max_iter=3000)


def test_every_optimiser_runs_both_ways(found):
    ran = [(runner.name, runner.standardised) for runner in found.runners]
    assert ran == [("ISTA", True), ("FISTA", True), ("ISTA", False), ("FISTA", False)]
    assert found.names == ("ISTA", "FISTA")


def test_who_arrives_is_within_the_gap(found):
    runner = found.runner("FISTA")
    assert runner.iterations == runner.trace.n_iter
    assert runner.trace.gap[-1] <= 1e-6


def test_acceleration_is_faster(found):
    assert found.runner("FISTA").iterations < found.runner("ISTA").iterations


def test_standardisation_is_what_makes_it_fast(found):
    slow = found.runner("ISTA", standardised=False)
    assert slow.iterations is None or slow.iterations > 10 * found.runner("ISTA").iterations


def test_who_does_not_arrive_has_no_iterations(task):
    runner = race_on(task, [ISTA()], gap=1e-9, max_iter=5, standardise=[True]).runners[0]
    assert runner.iterations is None
    assert runner.trace.n_iter == 5


def test_objective_in_own_units_is_the_same(task):
    # A start other than zero: the same model in both units.
    first = np.linspace(-1, 1, len(task.terms))
    starts = {True: first, False: first / task.scales}
    objectives = [
        race_on(task, [ISTA(start=start)], max_iter=1, standardise=[way]).runners[0].trace
        for way, start in starts.items()
    ]
    assert objectives[0].objective[0] == pytest.approx(objectives[1].objective[0], rel=1e-10)
    assert objectives[0].gap[0] == pytest.approx(objectives[1].gap[0], rel=1e-10)


def test_optimum_in_own_units_is_the_same_model(task):
    raw = race_on(task, [FISTA()], gap=1e-9, max_iter=50_000, standardise=[False]).runners[0]
    assert raw.iterations is not None
    assert np.allclose(raw.trace.final * task.scales, task.solution, atol=1e-3)


def test_rates_given_are_kept(task):
    runner = race_on(task, [ISTA(learning_rate=1e-4)], max_iter=3, standardise=[True]).runners[0]
    assert runner.trace.learning_rate == 1e-4


def test_a_rate_that_is_not_given_is_safe(task, found):
    assert found.runner("ISTA").trace.learning_rate == ISTA().safe_rate(task.problem)


def test_who_swings_runs_again_at_a_smaller_rate(task):
    rms = RMSprop(l1=SmoothedSign())
    runner = race_on(task, [rms], gap=1e-5, max_iter=20_000, standardise=[True]).runners[0]
    assert runner.trace.learning_rate < 0.5 * rms.safe_rate(task.problem)
    assert runner.iterations is not None


def test_all_optimisers_by_default():
    found = race(*small_problem(), max_iter=20, standardise=[True])
    names = ("gradient descent", "momentum", "RMSprop", "Adam", "ISTA", "FISTA")
    assert found.names == names


def test_optimisers_of_one_name_are_told_apart(task):
    entrants = [Adam(l1=SmoothedSign()), Adam(l1=Subgradient())]
    found = race_on(task, entrants, max_iter=3, standardise=[True])
    assert found.names == ("Adam, smoothed sign", "Adam, subgradient")
    entrants = [ISTA(learning_rate=rate) for rate in (0.1, 0.01)]
    found = race_on(task, entrants, max_iter=3, standardise=[True])
    assert found.names == ("ISTA, proximal, 1", "ISTA, proximal, 2")


def test_gap_is_seen_at_the_coefficients_not_ahead_of_them(task):
    trace = race_on(task, [FISTA()], gap=1e-5, standardise=[True]).runners[0].trace
    assert trace.gap[-1] <= 1e-5


def test_safe_adaptive_steps_are_safe_in_large_units():
    X, y = small_problem()
    task = lasso_task(X * 1e4, y, alpha=0.05)
    for optimiser in (RMSprop(l1=SmoothedSign()), Adam(l1=SmoothedSign())):
        trace = race_on(task, [optimiser], max_iter=50, standardise=[False]).runners[0].trace
        assert trace.objective[-1] < 10 * task.problem.loss.null_loss


def test_progress_is_told(task):
    told = []
    race_on(task, [ISTA()], max_iter=5, standardise=[True], callback=lambda *one: told.append(one))
    assert [name for name, _, _ in told] == ["ISTA"] * len(told)
    assert told[0][1] == 0
    assert told[-1][2] < told[0][2]


def test_a_rate_too_large_names_one_that_works(task):
    with pytest.raises(DivergenceError, match="pass learning_rate="):
        race_on(task, [GradientDescent(learning_rate=100.0)])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"optimisers": []}, "optimisers is empty"),
        ({"gap": 0.0}, "gap must be"),
        ({"standardise": []}, "standardise is empty"),
    ],
)
def test_nonsense_is_refused(task, wrong, words):
    with pytest.raises(ValueError, match=words):
        race_on(task, **wrong)


def test_unknown_runner(found):
    with pytest.raises(KeyError):
        found.runner("Adam")
