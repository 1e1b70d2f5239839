"""Each optimiser against its equations written out, and against the certified optimum."""

import re
from dataclasses import replace

import numpy as np
import pytest

from polylasso.errors import DivergenceError
from polylasso.optimisers import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    GramLoss,
    Momentum,
    PenalisedProblem,
    Proximal,
    RMSprop,
    SmoothedSign,
    Subgradient,
)
from polylasso.solvers import Penalty
from tests.optimisers.problems import built, certified, quadratic

ALL = [GradientDescent, Momentum, RMSprop, Adam, ISTA, FISTA]
SMOOTH = [GradientDescent, Momentum, RMSprop, Adam]
N_STEPS = 25


def with_treatments(*others):
    """Return all optimisers with a proximal L1, and with others those that are not that by name."""
    return [(kind, Proximal()) for kind in ALL] + [(k, l1) for k in SMOOTH for l1 in others]


def soft(value, amount):
    return np.sign(value) * max(abs(value) - amount, 0.0)


def written_out(problem, kind, rate, l1):
    """Return the coefficients after some steps, one number at a time, as the papers have them."""
    gram, null = problem.loss.gram, problem.loss.null_gradient
    alpha = problem.penalty.alpha
    n_terms = len(null)
    coef, before = [0.0] * n_terms, [0.0] * n_terms
    first, second = [0.0] * n_terms, [0.0] * n_terms
    count = 1
    for iteration in range(1, N_STEPS + 1):
        place = list(coef)
        if kind is FISTA and count > 1:
            share = (count - 1) / (count + 2)
            place = [c + share * (c - b) for c, b in zip(coef, before, strict=True)]
        following = []
        for j in range(n_terms):
            derivative = sum(gram[j, k] * place[k] for k in range(n_terms)) - null[j]
            if isinstance(l1, SmoothedSign):
                derivative += alpha * place[j] / (abs(place[j]) + l1.epsilon)
            if isinstance(l1, Subgradient):
                derivative += alpha * np.sign(place[j])
            length, move = rate, derivative
            if kind is RMSprop:
                second[j] = 0.9 * second[j] + 0.1 * derivative**2
                length = rate / (np.sqrt(second[j]) + 1e-8)
            if kind is Adam:
                first[j] = 0.9 * first[j] + 0.1 * derivative
                second[j] = 0.999 * second[j] + 0.001 * derivative**2
                move = first[j] / (1.0 - 0.9**iteration)
                length = rate / (np.sqrt(second[j] / (1.0 - 0.999**iteration)) + 1e-8)
            ahead = place[j] - length * move
            if kind is Momentum:
                ahead += 0.9 * (coef[j] - before[j])
            following.append(soft(ahead, alpha * length) if isinstance(l1, Proximal) else ahead)
        uphill = sum((p - f) * (f - c) for p, f, c in zip(place, following, coef, strict=True))
        count = 1 if uphill > 0.0 else count + 1
        before, coef = coef, following
    return np.array(coef)


@pytest.mark.parametrize(("kind", "l1"), with_treatments(Subgradient(), SmoothedSign(1e-3)))
def test_steps_are_those_of_the_equations(kind, l1):
    problem = quadratic(n_terms=4)
    optimiser = kind(learning_rate=0.05, l1=l1, max_iter=N_STEPS, threshold=0.0)
    found = optimiser.minimise(problem)
    assert found.n_iter == N_STEPS
    np.testing.assert_allclose(found.final, written_out(problem, kind, 0.05, l1), rtol=1e-11)


@pytest.mark.parametrize("l1_ratio", [1.0, 0.4])
@pytest.mark.parametrize("kind", ALL)
def test_proximal_ones_reach_the_certified_optimum(kind, l1_ratio):
    rng = np.random.default_rng(0)
    X = rng.standard_normal((60, 3))
    y = X[:, 0] * X[:, 1] + 0.3 * rng.standard_normal(60)
    problem = certified(built(X, y), 0.05, l1_ratio)
    trace = kind(threshold=0.0, gap=1e-10).minimise(problem)
    assert trace.ended == "gap"
    assert -1e-14 < trace.gap[-1] <= 1e-10
    assert np.count_nonzero(trace.final == 0.0) > 0


@pytest.mark.parametrize("kind", SMOOTH)
def test_smoothed_sign_leaves_no_zero(kind):
    """Where the exact solution has zeros, the smoothed pull balances near them, never on them."""
    problem = quadratic(alpha=0.5)
    smooth = kind(l1=SmoothedSign(), max_iter=2000, start="uniform").minimise(problem)
    exact = FISTA().minimise(problem)
    assert np.count_nonzero(exact.final) < problem.loss.n_terms
    assert np.count_nonzero(smooth.final) == problem.loss.n_terms


def test_terms_without_penalty_are_least_squares():
    problem = quadratic()
    free = replace(problem, penalty=Penalty(0.3, 1.0, np.zeros(problem.loss.n_terms)))
    expected = np.linalg.solve(problem.loss.gram, problem.loss.null_gradient)
    np.testing.assert_allclose(FISTA(threshold=1e-18).minimise(free).final, expected, atol=1e-7)


@pytest.mark.parametrize("kind", ALL)
def test_equal_columns_and_a_constant_target(kind):
    loss = GramLoss(np.ones((3, 3)), np.full(3, 0.8), 0.5)
    trace = kind().minimise(PenalisedProblem(loss, Penalty(0.1, 1.0, np.ones(3))))
    assert trace.final.sum() == pytest.approx(0.7, abs=1e-3)
    nothing = GramLoss(np.eye(3), np.zeros(3), 0.0)
    still = kind().minimise(PenalisedProblem(nothing, Penalty(0.1, 1.0, np.ones(3))))
    np.testing.assert_array_equal(still.final, np.zeros(3))


@pytest.mark.parametrize("kind", ALL)
def test_no_terms(kind):
    loss = GramLoss(np.zeros((0, 0)), np.zeros(0), 1.0)
    trace = kind().minimise(PenalisedProblem(loss, Penalty(0.1, 1.0, np.zeros(0))))
    assert trace.final.shape == (0,)


@pytest.mark.parametrize(("kind", "l1"), with_treatments(SmoothedSign()))
def test_divergence_names_a_rate_that_works(kind, l1):
    problem = quadratic()
    with pytest.raises(DivergenceError, match="diverges") as caught:
        kind(learning_rate=1e7, l1=l1).minimise(problem)
    rate = float(re.search(r"pass learning_rate=([^,]+),", str(caught.value))[1])
    trace = kind(learning_rate=rate, l1=l1, max_iter=20_000).minimise(problem)
    best = FISTA(threshold=1e-18).minimise(problem).objective[-1]
    assert trace.objective[-1] - best <= 0.05 * problem.loss.null_loss


def test_gradient_descent_diverges_just_beyond_two_over_the_eigenvalue():
    problem = quadratic(alpha=1e-6)
    limit = 2.0 / np.linalg.eigvalsh(problem.loss.gram)[-1]
    GradientDescent(learning_rate=0.99 * limit, max_iter=3000).minimise(problem)
    with pytest.raises(DivergenceError):
        GradientDescent(learning_rate=1.01 * limit, max_iter=3000).minimise(problem)


@pytest.mark.parametrize(("kind", "l1"), with_treatments(SmoothedSign()))
def test_divergence_brings_what_was_done(kind, l1):
    problem = quadratic()
    with pytest.raises(DivergenceError) as caught:
        kind(learning_rate=1e7, l1=l1).minimise(problem)
    trace = caught.value.trace
    assert (trace.ended, trace.learning_rate) == ("diverged", 1e7)
    assert trace.iterations[0] == 0
    assert trace.objective[-1] > 1e6 * problem.loss.null_loss
    assert np.isfinite(trace.objective).all()
    assert len(trace.coef) == len(trace.checkpoints)


def test_divergence_at_the_start_brings_nothing():
    with pytest.raises(DivergenceError) as caught:
        GradientDescent(start=np.full(6, np.nan)).minimise(quadratic())
    assert caught.value.trace is None


def test_the_start_may_be_given_or_drawn():
    problem = quadratic()
    start = np.arange(6.0)
    given = Adam(start=start, max_iter=1).minimise(problem)
    np.testing.assert_array_equal(given.coef[0], start)
    drawn = Adam(start="uniform", seed=3, max_iter=1).minimise(problem)
    assert np.abs(drawn.coef[0]).max() <= 1.0
    again = Adam(start="uniform", seed=3, max_iter=1).minimise(problem)
    np.testing.assert_array_equal(drawn.coef, again.coef)
    other = Adam(start="uniform", seed=4, max_iter=1).minimise(problem)
    assert not np.array_equal(drawn.coef[0], other.coef[0])


def test_minimising_is_pure():
    problem = quadratic()
    optimiser = Adam(max_iter=50)
    first, second = optimiser.minimise(problem), optimiser.minimise(problem)
    np.testing.assert_array_equal(first.coef, second.coef)


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        (Adam, {"learning_rate": 0.0}, "learning_rate"),
        (Adam, {"learning_rate": -1.0}, "learning_rate"),
        (Adam, {"betas": (0.9, 1.0)}, "betas"),
        (Adam, {"epsilon": 0.0}, "epsilon"),
        (Adam, {"max_iter": 0}, "max_iter"),
        (Adam, {"start": "ones"}, "start"),
        (RMSprop, {"decay": 1.0}, "decay"),
        (RMSprop, {"epsilon": -1.0}, "epsilon"),
        (Momentum, {"momentum": 1.5}, "momentum"),
        (ISTA, {"l1": Subgradient()}, "GradientDescent"),
        (FISTA, {"l1": SmoothedSign()}, "GradientDescent"),
    ],
)
def test_wrong_settings_are_refused(kind, wrong, words):
    with pytest.raises(ValueError, match=words):
        kind(**wrong)


def test_a_start_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"\(6,\)"):
        Adam(start=np.zeros(5)).minimise(quadratic())


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, ISTA, FISTA])
def test_ridge_alone_is_its_closed_form(kind):
    problem = quadratic(alpha=0.3, l1_ratio=0.0)
    shifted = problem.loss.gram + 0.3 * np.eye(problem.loss.n_terms)
    expected = np.linalg.solve(shifted, problem.loss.null_gradient)
    found = kind(threshold=0.0, max_iter=5000).minimise(problem).final
    np.testing.assert_allclose(found, expected, atol=1e-7)
