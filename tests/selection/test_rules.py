"""Rules on made-up errors."""

import numpy as np
import pytest

from polylasso.descent import Walked
from polylasso.selection.rules import choose, choose_degree
from polylasso.selection.scoring import standard_error
from polylasso.selection.walk import CrossValidation
from polylasso.solvers import Solution


def result(errors, n_terms):
    """Return a cross-validation with errors of shape (blends, alphas, folds)."""
    solutions = [
        Solution(1.0, np.arange(k), np.ones(k), np.ones(k), 0.0, 0.0, np.ones(k)) for k in n_terms
    ]
    alphas = np.geomspace(1, 0.1, len(n_terms))
    walked = Walked(alphas, (tuple(solutions),), (), np.array(errors), "grid")
    return CrossValidation(walked, None)


LASSO = [[9.0, 9.2], [3.0, 3.2], [2.0, 2.2], [2.1, 2.3]]
REFIT = [[9.0, 9.2], [2.05, 2.25], [2.0, 2.4], [3.0, 3.3]]
N_TERMS = [0, 2, 5, 9]


def test_min_is_the_least_error():
    chosen = choose(result([LASSO, REFIT, REFIT], N_TERMS), "min", relax=False)
    assert (chosen.index, chosen.blend) == (2, 1.0)
    assert chosen.error == pytest.approx(2.1)
    assert chosen.standard_error == pytest.approx(0.1)


def test_one_se_is_the_fewest_terms_within_reach():
    chosen = choose(result([LASSO, REFIT, REFIT], N_TERMS), "one_se", relax="auto")
    assert chosen.index == 1
    assert chosen.blend < 1.0


def test_among_equals_the_least_error_counts():
    errors = [LASSO, [[9.0, 9.2], [2.1, 2.3], [9.0, 9.0], [9.0, 9.0]], REFIT]
    assert choose(result(errors, N_TERMS), "one_se", relax="auto").blend == 0.0


@pytest.mark.parametrize(("gain", "blend"), [(0.001, 1.0), (1.0, 0.0)])
def test_under_min_the_refit_must_gain_more_than_noise(gain, blend):
    noisy = np.array(LASSO) - gain + np.array([0.05, -0.05])
    chosen = choose(result([LASSO, LASSO, noisy], N_TERMS), "min", relax="auto")
    assert chosen.blend == blend


def test_refit_alone():
    assert choose(result([LASSO, LASSO, REFIT], N_TERMS), "min", relax=True).blend == 0.0


def test_refit_that_was_not_tried_is_not_chosen():
    never = np.full((4, 2), np.inf)
    assert choose(result([LASSO, never, never], N_TERMS), "min", relax="auto").blend == 1.0


@pytest.mark.parametrize("rule", ["one_se", "min"])
@pytest.mark.parametrize("noise", [1e-12, -1e-12])
def test_among_errors_equal_but_for_rounding_the_largest_alpha_is_chosen(rule, noise):
    refit = np.array(REFIT)
    refit[2:] = refit[1] * (1 + noise)
    chosen = choose(result([LASSO, LASSO, refit], [0, 2, 2, 2]), rule, relax=True)
    assert chosen.index == 1


def test_one_fold_has_no_standard_error():
    assert standard_error(np.array([3.0])) == 0.0


@pytest.mark.parametrize(("rule", "place"), [("min", 1), ("one_se", 0)])
def test_lower_degree_within_one_standard_error(rule, place):
    better = np.array(LASSO) - 0.05
    results = [result([errors] * 3, N_TERMS) for errors in (LASSO, better)]
    assert choose_degree(results, rule, "auto") == place


@pytest.mark.parametrize("rule", ["min", "one_se"])
def test_higher_degree_that_is_clearly_better(rule):
    better = np.array(LASSO) - 1.0
    results = [result([errors] * 3, N_TERMS) for errors in (LASSO, better)]
    assert choose_degree(results, rule, "auto") == 1


def test_degree_is_judged_by_the_blends_that_are_allowed():
    spoilt = [LASSO, REFIT, (np.array(REFIT) - 1.0).tolist()]
    results = [result(spoilt, N_TERMS), result([np.array(LASSO) - 0.5] * 3, N_TERMS)]
    assert choose_degree(results, "min", relax=False) == 1
    assert choose_degree(results, "min", relax=True) == 0
