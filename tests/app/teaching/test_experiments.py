"""What the other experiments say of their numbers."""

from functools import cache

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.app.teaching.paths import tell_paths
from polylasso.app.teaching.plane import tell_plane, tell_sets
from polylasso.app.teaching.race import tell_race, tell_scales
from polylasso.app.teaching.resampling import tell_bias_variance
from polylasso.lab import bias_variance, geometry, lasso_task, penalty_paths
from polylasso.lab.race import race_on


@cache
def made():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(120, 3))
    X[:, 1] += 2.0 * X[:, 0]
    return X, 3 * X[:, 0] + 0.2 * X[:, 1] + rng.normal(size=120)


def test_the_first_and_the_last_of_a_race_are_named():
    found = race_on(lasso_task(*made(), share=0.05), max_iter=10_000, standardise=(True, False))
    told = " ".join([*tell_race(found), *tell_scales(found)])
    best = min(
        (runner for runner in found.runners if runner.standardised and runner.iterations),
        key=lambda runner: runner.iterations,
    )
    assert told.lower().startswith(f"{best.name.lower()} is the first")
    assert f"after {best.iterations:,} steps" in told
    assert "In their own units" in told


def test_a_race_that_nobody_ends_is_told():
    found = race_on(lasso_task(*made(), share=0.001), max_iter=2, standardise=(True,))
    told = tell_race(found)
    assert told[0].startswith("No optimiser comes to a gap of 0.0001")
    assert tell_scales(found) == []


def plane(first, second, alpha=0.5, **settings):
    X, y = made()
    model = PolynomialLasso(alpha, degree=1).fit(X, y)
    return geometry(model, X, y, first, second, l1_ratios=(1.0, 0.0), **settings)


def test_corner_and_circle_are_told():
    found = plane("x0", "x1", alpha=1.6)
    assert found.sets[0].at_corner
    told = " ".join([*tell_plane(found), *tell_sets(found)])
    assert "touched at a corner, where x1 is exactly zero and only x0 is left" in told
    assert "circle of ridge has no corners: both coefficients stay" in told
    assert "long and slanted" in told


def test_a_set_that_holds_least_squares_is_told():
    assert "holds least squares itself" in tell_sets(plane("x0", "x1", budget=50.0))[0]


def test_two_terms_without_correlation_have_round_rings():
    assert "nearly circles" in " ".join(tell_plane(plane("x0", "x2")))


def test_terms_of_the_lasso_are_counted():
    found = penalty_paths(*made(), degree=2)
    told = " ".join(tell_paths(found))
    assert f"all {found.n_terms[0, -1]} terms at once" in told
    assert f"all {found.n_terms[-1, -1]} terms of its last model" in told


@pytest.mark.parametrize("alphas", [8, [1e-3]])
def test_bias_and_variance_at_the_least_error(alphas):
    found = bias_variance(*made(), degree=3, alphas=alphas, n_resamples=8)
    told = tell_bias_variance(found)
    assert f"{found.n_train:,} rows" in told[0]
    assert ("still falls" in told[2]) == (found.best == len(found.alphas) - 1)
