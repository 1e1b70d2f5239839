"""The curve of cross-validation as numbers."""

import numpy as np
import pytest

from polylasso.inspection import cv_curve

ALPHAS = [4.0, 2.0, 1.0]
ERRORS = [[9.0, 11.0], [4.0, 6.0], [4.0, 8.0]]


def test_mean_error_and_bound():
    curve = cv_curve(ALPHAS, ERRORS, 2.0, [0, 3, 5])
    assert curve.mean.tolist() == [10.0, 5.0, 6.0]
    np.testing.assert_allclose(curve.standard_error, [1.0, 1.0, 2.0])
    assert (curve.chosen, curve.least, curve.bound) == (1, 1, 6.0)
    assert curve.n_terms.tolist() == [0, 3, 5]


def test_one_fold_has_no_standard_error():
    curve = cv_curve(ALPHAS, [[3.0], [2.0], [1.0]], 4.0)
    assert curve.standard_error.tolist() == [0.0, 0.0, 0.0]
    assert (curve.chosen, curve.least, curve.bound) == (0, 2, 1.0)
    assert curve.n_terms.size == 0


def test_what_was_not_tried_is_nan():
    curve = cv_curve(ALPHAS, [[9.0, 11.0], [4.0, 6.0], [np.inf, 1.0]], 2.0)
    assert np.isnan(curve.mean[2])
    assert np.isnan(curve.standard_error[2])
    assert curve.least == 1


def test_it_is_the_rule_of_the_search():
    from polylasso.selection.scoring import standard_error

    errors = np.random.default_rng(0).uniform(size=(4, 5))
    curve = cv_curve([4, 3, 2, 1], errors, 1.0)
    assert curve.standard_error == pytest.approx([standard_error(row) for row in errors])


def test_the_simplest_within_the_bound_has_the_fewest_terms_then_the_least_error():
    errors = np.array([[9.0, 9.0], [4.4, 4.8], [4.2, 4.6], [3.0, 5.0]])
    curve = cv_curve([4, 3, 2, 1], errors, 3.0, [0, 2, 2, 5])
    assert curve.bound == 5.0
    assert curve.simplest == 2


def test_the_simplest_under_the_bound_of_another_blend():
    curve = cv_curve([4, 3], [[9.0, 9.0], [4.0, 5.0]], 3.0, [0, 2], limit=1.0)
    assert (curve.bound, curve.simplest) == (1.0, curve.least)


def test_without_counts_the_simplest_is_the_largest_alpha_within_the_bound():
    curve = cv_curve([4, 3, 2], [[9.0, 9.0], [4.5, 4.5], [3.0, 5.0]], 3.0)
    assert curve.simplest == 1
