"""Residuals, their scores, and how normal they are."""

import numpy as np
import pytest
from scipy import stats

from polylasso.inspection import residuals


def made(n_rows=50, seed=0):
    rng = np.random.default_rng(seed)
    actual = rng.normal(size=n_rows)
    return actual, actual + rng.normal(0, 0.3, n_rows)


def test_scores_are_those_of_scikit_learn():
    from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

    actual, predicted = made()
    found = residuals(actual, predicted)
    assert found.r2 == pytest.approx(r2_score(actual, predicted))
    assert found.mae == pytest.approx(mean_absolute_error(actual, predicted))
    assert found.rmse == pytest.approx(root_mean_squared_error(actual, predicted))


def test_a_residual_is_observed_less_predicted():
    assert residuals([3.0], [1.0]).residual.tolist() == [2.0]


def test_rows_that_are_not_finite_are_left_out():
    found = residuals([1.0, np.nan, 3.0, np.inf, 5.0], [1.0, 2.0, np.nan, 4.0, 5.5])
    assert (found.actual.tolist(), found.n_left_out) == ([1.0, 5.0], 3)


def test_constant_targets_have_no_r2():
    assert residuals([2.0, 2.0], [1.0, 3.0]).r2 is None


def test_no_rows():
    found = residuals([np.nan], [1.0])
    assert (found.n_rows, found.r2) == (0, None)
    assert np.isnan(found.rmse)
    assert np.isnan(found.mae)
    assert found.normal_quantiles().size == 0
    assert found.normal_line() == (0.0, 0.0)


def test_normal_quantiles_are_blom_positions():
    quantiles = residuals(*made(9)).normal_quantiles()
    assert quantiles[4] == 0.0
    np.testing.assert_allclose(quantiles, -quantiles[::-1], atol=1e-12)
    assert stats.norm.cdf(quantiles[0]) == pytest.approx(0.625 / 9.25)


def test_the_line_of_a_normal_sample_is_its_mean_and_deviation():
    quantiles = stats.norm.ppf((np.arange(2000) + 0.5) / 2000)
    intercept, slope = residuals(3.0 + 2.0 * quantiles, np.zeros(2000)).normal_line()
    assert intercept == pytest.approx(3.0, abs=1e-6)
    assert slope == pytest.approx(2.0, rel=1e-2)


@pytest.mark.parametrize("predicted", [[1.0], [[1.0, 2.0]]])
def test_shapes_must_agree(predicted):
    with pytest.raises(ValueError, match="of one length"):
        residuals([1.0, 2.0], predicted)
