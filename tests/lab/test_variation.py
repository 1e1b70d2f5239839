"""Bias and variance over alpha, by resampling."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import Ridge

from polylasso import PolynomialLasso
from polylasso.datasets import load_diabetes
from polylasso.errors import DataError, DataWarning
from polylasso.folds import fold_masks, row_identity
from polylasso.lab import bias_variance
from polylasso.sources.frames import to_table

GENERATOR = np.random.default_rng(0)
X = GENERATOR.normal(size=(60, 2))
SIGNAL = 2 * X[:, 0] + X[:, 0] * X[:, 1]
Y = SIGNAL + GENERATOR.normal(size=60)


def split(X, y, seed=0):
    train = fold_masks(row_identity(to_table(X), y), 5, seed)[0]
    return np.flatnonzero(train), np.flatnonzero(~train)


def predictions_by_hand(model, X, y, n_resamples, weights=None, seed=0):
    """Return predictions of an estimator fitted to the resampled rows, repeated as drawn."""
    train, test = split(X, y, seed)
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(n_resamples):
        rows = train[generator.integers(len(train), size=len(train))]
        own = {} if weights is None else {"sample_weight": weights[rows]}
        found.append(model.fit(X[rows], y[rows], **own).predict(X[test]))
    return np.array(found), test


def test_agrees_with_estimators_on_repeated_rows():
    result = bias_variance(X, Y, alphas=[0.1], n_resamples=6)
    found, test = predictions_by_hand(PolynomialLasso(0.1), X, Y, 6)
    bias = np.mean((Y[test] - found.mean(axis=0)) ** 2)
    assert result.squared_bias.value[0] == pytest.approx(bias, rel=1e-7)
    assert result.variance.value[0] == pytest.approx(found.var(axis=0).mean(), rel=1e-7)


def test_rows_bring_their_weights():
    weights = np.random.default_rng(3).uniform(0.2, 3.0, size=60)
    result = bias_variance(X, Y, alphas=[0.1], n_resamples=4, sample_weight=weights)
    found, test = predictions_by_hand(PolynomialLasso(0.1), X, Y, 4, weights)
    expected = np.average(((Y[test] - found) ** 2).mean(axis=0), weights=weights[test])
    assert result.error.value[0] == pytest.approx(expected, rel=1e-7)


def test_ridge_agrees_with_scikit_learn():
    result = bias_variance(X, Y, alphas=[0.5], n_resamples=5, l1_ratio=0, degree=1)
    train, test = split(X, Y)
    generator = np.random.default_rng(0)
    found = []
    for _ in range(5):
        rows = train[generator.integers(len(train), size=len(train))]
        mean, scale = X[rows].mean(axis=0), X[rows].std(axis=0)
        model = Ridge(alpha=0.5 * len(rows)).fit((X[rows] - mean) / scale, Y[rows])
        found.append(model.predict((X[test] - mean) / scale))
    expected = np.var(found, axis=0).mean()
    assert result.variance.value[0] == pytest.approx(expected, rel=1e-9)
    assert result.n_terms.value[0] == 2.0


@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_the_parts_sum_to_the_error(l1_ratio):
    result = bias_variance(X, Y, alphas=6, n_resamples=5, l1_ratio=l1_ratio)
    total = result.squared_bias.value + result.variance.value
    np.testing.assert_allclose(total, result.error.value, rtol=1e-12)


def test_weaker_penalties_have_less_bias_and_more_variance():
    result = bias_variance(X, Y, truth=SIGNAL, degree=3)
    assert result.squared_bias.value[-1] < 0.1 * result.squared_bias.value[0]
    assert result.variance.value[-1] > result.variance.value[0]
    assert 0 < result.best < len(result.alphas) - 1
    assert result.n_terms.value[-1] > result.n_terms.value[0]


def test_the_truth_sets_the_noise_apart():
    result = bias_variance(X, Y, truth=SIGNAL, alphas=5, n_resamples=5)
    _, test = split(X, Y)
    assert result.knows_truth
    assert result.noise == pytest.approx(np.mean((Y - SIGNAL)[test] ** 2))
    unaware = bias_variance(X, Y, alphas=5, n_resamples=5)
    assert np.isnan(unaware.noise)
    assert not unaware.knows_truth
    np.testing.assert_array_equal(result.variance.value, unaware.variance.value)
    assert np.all(result.squared_bias.value < unaware.squared_bias.value)


def test_the_truth_may_be_a_function_of_the_table():
    asked = []

    def truth(table):
        asked.append(table)
        return 2 * table[:, 0] + table[:, 0] * table[:, 1]

    by_function = bias_variance(X, Y, truth=truth, alphas=3, n_resamples=3)
    by_values = bias_variance(X, Y, truth=SIGNAL, alphas=3, n_resamples=3)
    assert asked[0] is X
    np.testing.assert_array_equal(by_function.error.value, by_values.error.value)


def test_without_noise_little_is_left_of_either():
    result = bias_variance(X, SIGNAL, n_resamples=5, alphas=[1.0, 1e-6])
    assert result.error.value[-1] < 1e-8
    assert result.noise != result.noise


def test_the_seed_decides():
    first, again, other = (
        bias_variance(X, Y, alphas=3, n_resamples=3, seed=seed).error.value for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert np.any(first != other)


def test_identical_rows_stay_on_one_side():
    twice = np.repeat(X, 2, axis=0)
    result = bias_variance(twice, np.repeat(Y, 2), alphas=2, n_resamples=2)
    assert result.n_train % 2 == 0
    assert result.n_train + result.n_test == 120


def test_rows_of_weight_zero_do_not_exist():
    weights = np.ones(70)
    weights[60:] = 0.0
    more = np.vstack([X, 100 * np.ones((10, 2))])
    zero = bias_variance(more, np.append(Y, np.full(10, 1e6)), alphas=3, sample_weight=weights)
    np.testing.assert_allclose(zero.error.value, bias_variance(X, Y, alphas=3).error.value)


def test_rare_levels_may_be_missing_from_a_resample():
    fuel = ["E", "D"] * 30
    fuel[7] = "rare"
    table = pd.DataFrame({"fuel": fuel, "size": X[:, 0], "one": 1.0})
    with pytest.warns(DataWarning, match="one"):
        result = bias_variance(
            table, pd.Series(Y, name="co2"), alphas=3, n_resamples=8, keep=["[fuel = rare]"]
        )
    assert np.isfinite(result.error.value).all()
    assert result.target_name == "co2"


def test_missing_values_may_be_indicated():
    holed = X.copy()
    holed[[3, 11, 40], 0] = np.nan
    result = bias_variance(holed, Y, alphas=3, n_resamples=8, missing="indicator")
    assert np.isfinite(result.error.value).all()


@pytest.mark.parametrize("l1_ratio", [0.0, 1.0])
def test_more_terms_than_rows(l1_ratio):
    result = bias_variance(X[:12], Y[:12], degree=4, alphas=4, n_resamples=5, l1_ratio=l1_ratio)
    assert np.isfinite(result.error.value).all()
    assert (result.n_train, result.n_test) in {(9, 3), (10, 2)}


@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_resamples_of_one_distinct_row_predict_its_target(l1_ratio):
    result = bias_variance(
        X[:5, :1], Y[:5], alphas=[0.1], n_resamples=300, degree=1, l1_ratio=l1_ratio
    )
    assert result.n_terms.value[0] < 1.0  # such resamples occur: their models have no term
    assert np.isfinite(result.error.value).all()


def test_one_term_only():
    result = bias_variance(X[:, :1], Y, degree=1, alphas=3, n_resamples=3)
    assert result.n_terms.value.max() == 1.0


@pytest.mark.parametrize("extrapolation", ["clip", "linear", "error", "nan"])
def test_predictions_beyond_the_range_follow_the_option(extrapolation):
    result = bias_variance(X, Y, alphas=[0.1], n_resamples=4, extrapolation=extrapolation)
    extended = bias_variance(X, Y, alphas=[0.1], n_resamples=4)
    assert np.isfinite(result.error.value).all()
    same = result.error.value[0] == pytest.approx(extended.error.value[0], rel=1e-12)
    assert same == (extrapolation in ("error", "nan"))


@pytest.mark.parametrize("n_resamples", [1, 0, 2.5])
def test_refuses_numbers_of_resamples(n_resamples):
    with pytest.raises(ValueError, match="n_resamples"):
        bias_variance(X, Y, n_resamples=n_resamples)


@pytest.mark.parametrize("l1_ratio", [-0.1, 1.1, np.nan])
def test_refuses_ratios(l1_ratio):
    with pytest.raises(ValueError, match="l1_ratio"):
        bias_variance(X, Y, l1_ratio=l1_ratio)


@pytest.mark.parametrize("truth", [SIGNAL[:-1], SIGNAL[:, None], np.full(60, np.nan)])
def test_refuses_truths(truth):
    with pytest.raises(ValueError, match="truth"):
        bias_variance(X, Y, truth=truth)


def test_refuses_too_few_rows():
    with pytest.raises(DataError, match="distinct rows"):
        bias_variance(X[:4], Y[:4])


def test_diabetes_has_its_least_error_between_the_ends():
    diabetes = load_diabetes()
    result = bias_variance(diabetes.data, diabetes.target, n_resamples=20)
    assert 5 < result.best < 25
    assert result.error.value[result.best] < 0.65 * result.error.value[0]
