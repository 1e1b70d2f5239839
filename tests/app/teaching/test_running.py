"""One optimiser, and what is said of its run."""

import re
from functools import cache

import numpy as np
import pytest

from polylasso.app.teaching.running import Choice, run
from polylasso.app.teaching.telling import tell_coefficients, tell_gap
from polylasso.datasets import load_diabetes
from polylasso.lab import lasso_task
from polylasso.lab.choices import OPTIMISERS, treatments_of


@cache
def task():
    diabetes = load_diabetes()
    return lasso_task(diabetes.data, diabetes.target, degree=1, share=0.01)


@cache
def run_of(optimiser, treatment, factor=1.0, steps=300):
    return run(task(), Choice(optimiser, treatment, factor, steps))


ALL = [(name, treatment) for name in OPTIMISERS for treatment in treatments_of(name)]


@pytest.mark.parametrize(("optimiser", "treatment"), ALL)
def test_every_choice_is_told_in_sentences(optimiser, treatment):
    for factor in (0.01, 1.0, 100.0):
        done = run_of(optimiser, treatment, factor)
        for told in (tell_gap(task(), done, optimiser), tell_coefficients(task(), done)):
            assert 1 <= len(told) <= 3
            for sentence in told:
                assert re.fullmatch(r"[A-Z0-9].*[.)]", sentence.replace(optimiser, "X")), sentence
                assert "nan" not in sentence


def test_too_large_a_rate_is_a_result():
    done = run_of("gradient_descent", "proximal", 3.0)
    assert done.diverged
    assert done.trace.objective[-1] > 1e6 * done.trace.objective[0]
    told = " ".join(tell_gap(task(), done, "Gradient descent"))
    assert "runs away" in told
    growth = float(re.search(r"to the bottom by ([\d.]+)", told)[1])
    assert growth == pytest.approx(abs(1 - done.trace.learning_rate * done.steepest), rel=0.01)
    assert growth > 1.0
    assert "grow without bound" in tell_coefficients(task(), done)[0]


def test_twice_the_safe_rate_is_the_limit_that_is_named():
    """The safe rate is 1 / L with a small margin, so that 1.9 converges and 2.1 does not."""
    assert not run_of("gradient_descent", "proximal", 1.9).diverged
    assert run_of("gradient_descent", "proximal", 2.1, 3000).diverged


def test_the_optimum_is_told_when_it_is_reached():
    done = run_of("fista", "proximal", steps=3000)
    assert done.trace.ended == "gap"
    assert "stands on the certified optimum" in tell_gap(task(), done, "FISTA")[0]
    n_zero = int(np.count_nonzero(task().solution == 0.0))
    assert tell_coefficients(task(), done)[0].startswith(f"{n_zero} coefficient")


def test_a_smoothed_sign_has_no_zeros():
    told = tell_coefficients(task(), run_of("adam", "smoothed"))
    assert told[0].startswith("None of the 10 coefficients are exactly zero")


def test_a_swing_is_told_as_one():
    done = run_of("rmsprop", "smoothed", 10.0, 3000)
    assert done.swings
    assert "swings" in " ".join(tell_gap(task(), done, "RMSprop"))
    assert not run_of("fista", "proximal", steps=3000).swings
    assert not run_of("gradient_descent", "smoothed", steps=100).swings


def test_short_steps_are_told_as_such():
    told = " ".join(tell_gap(task(), run_of("ista", "proximal", 0.01), "ISTA"))
    assert "100 times shorter than the safe ones" in told


def test_the_shape_of_the_valley_is_told():
    told = " ".join(tell_gap(task(), run_of("ista", "proximal", steps=30), "ISTA"))
    assert "correlated" in told
