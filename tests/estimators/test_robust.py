"""Tests of loss="huber": an optimum of Huber's loss, outliers that matter less, and bad use."""

import warnings

import numpy as np
import pytest
from scipy.optimize import minimize

from polylasso import PolynomialLasso, PolynomialLassoCV, load_model
from polylasso.errors import DuplicateRowsWarning, SolverWarning
from polylasso.estimators import robust
from polylasso.training.huber import EFFICIENT


def with_outliers(n_rows=200, n_outliers=20, noise=0.3):
    """A short formula, noise, and rows with a wrong target."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n_rows, 4))
    truth = 3.0 * X[:, 0] * X[:, 1] - X[:, 2]
    y = truth + noise * rng.normal(size=n_rows)
    y[:n_outliers] += 40.0 * rng.choice([-1.0, 1.0], n_outliers)
    return X, y, truth


def off(model, X, truth):
    return np.sqrt(np.mean((model.predict(X) - truth) ** 2))


def test_the_fixed_point_minimises_the_loss_of_huber_with_the_penalty():
    X, y, _ = with_outliers(60, 6)
    alpha = 0.1
    model = PolynomialLasso(alpha, degree=1, loss="huber").fit(X, y)
    shares, most = model.huber_weights_, EFFICIENT * model.huber_scale_
    # The penalty is on columns in units of their spread under the weights; all weights sum to one.
    spread = np.sqrt(np.average((X - np.average(X, 0, shares)) ** 2, 0, shares))
    strength = alpha * shares.sum()

    def objective(parts):
        coef = parts[1:5] - parts[5:]
        size = np.abs(y - parts[0] - X @ coef)
        loss = np.where(size <= most, 0.5 * size**2, most * (size - 0.5 * most))
        return loss.sum() + strength * (parts[1:] * np.tile(spread, 2)).sum()

    bounds = [(None, None), *[(0.0, None)] * 8]
    tight = {"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5000}
    best = minimize(objective, np.zeros(9), bounds=bounds, method="L-BFGS-B", options=tight)
    coef = np.zeros(4)
    for term, value in zip(model.terms_, model.coef_, strict=True):
        coef[int(str(term)[1:])] = value
    assert coef == pytest.approx(best.x[1:5] - best.x[5:], abs=1e-4)  # of gradients by differences
    assert model.intercept_ == pytest.approx(best.x[0], abs=1e-4)
    assert model.dual_gap_ <= 1e-9


@pytest.mark.parametrize("rule", ["one_se", "min"])
@pytest.mark.parametrize("degree", [2, "auto"])
def test_outliers_matter_less(rule, degree):
    X, y, truth = with_outliers()
    robustly = PolynomialLassoCV(degree, rule=rule, loss="huber").fit(X, y)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that squares predict worse than the mean
        by_squares = PolynomialLassoCV(degree, rule=rule).fit(X, y)
    assert off(robustly, X, truth) < 0.1 * off(by_squares, X, truth)
    assert robustly.huber_weights_[:20].max() < 0.05
    assert np.median(robustly.huber_weights_) == 1.0


def test_without_outliers_little_changes():
    X, y, truth = with_outliers(n_outliers=0)
    robustly, by_squares = (PolynomialLassoCV(loss=loss).fit(X, y) for loss in ("huber", "squared"))
    assert off(robustly, X, truth) < 1.3 * off(by_squares, X, truth) + 0.01
    assert set(robustly.terms_) >= {by_squares.terms_[0]}


def test_a_rule_has_no_part_in_the_weights():
    X, y, _ = with_outliers()
    one = PolynomialLassoCV(rule="min", loss="huber").fit(X, y)
    other = PolynomialLassoCV(rule="one_se", loss="huber").fit(X, y)
    assert np.array_equal(one.huber_weights_, other.huber_weights_)
    assert len(other.terms_) <= len(one.terms_)


def test_the_last_fit_is_one_by_squares_with_the_weights():
    X, y, _ = with_outliers()
    model = PolynomialLassoCV(loss="huber").fit(X, y)
    again = PolynomialLassoCV().fit(X, y, sample_weight=model.huber_weights_)
    assert np.array_equal(again.coef_, model.coef_)
    assert model.get_params()["loss"] == "huber"
    assert np.array_equal(model.predict(X), again.predict(X))


def test_own_weights_are_kept_and_rows_without_are_left_out():
    X, y, truth = with_outliers()
    y[-1], weights = np.nan, np.ones(200)
    weights[-1], weights[30:60] = 0.0, 2.0
    model = PolynomialLasso(0.05, loss="huber").fit(X, y, sample_weight=weights)
    assert np.isnan(model.huber_weights_[-1])
    assert model.huber_weights_.shape == (200,)
    assert np.isfinite(model.huber_weights_[:-1]).all()
    assert off(model, X, truth) < 0.5


def test_summary_and_file_tell(tmp_path):
    X, y, _ = with_outliers()
    model = PolynomialLasso(0.05, loss="huber").fit(X, y)
    n_less = np.count_nonzero(model.huber_weights_ < 1.0)
    assert f"Huber's loss: {n_less} of 200 rows count less" in str(model.summary())
    model.save(tmp_path / "model.json")
    assert load_model(tmp_path / "model.json").settings["loss"] == "huber"


def test_names_of_columns_are_those_of_the_user():
    X, y, _ = with_outliers(60, 5)
    model = PolynomialLasso(0.1, loss="huber").fit(X.tolist(), y.tolist())
    assert model.n_features_in_ == 4
    assert not hasattr(model, "feature_names_in_")


def test_folds_that_can_be_taken_once_serve_all_rounds():
    X, y, _ = with_outliers(60, 5)
    rows = np.arange(60)
    folds = [(rows[rows % 3 != k], rows[rows % 3 == k]) for k in range(3)]
    given = PolynomialLassoCV(cv=iter(folds), loss="huber").fit(X, y)
    assert np.array_equal(given.coef_, PolynomialLassoCV(cv=folds, loss="huber").fit(X, y).coef_)


def test_groups_share_a_fold_in_every_round():
    X, y, _ = with_outliers(80, 5)
    groups = np.repeat(np.arange(40), 2)
    model = PolynomialLassoCV(loss="huber").fit(X, y, groups=groups)
    again = PolynomialLassoCV().fit(X, y, sample_weight=model.huber_weights_, groups=groups)
    assert np.array_equal(model.coef_, again.coef_)


def test_a_warning_is_told_once_and_points_at_the_call():
    X, y, _ = with_outliers(60, 5)
    X, y = np.vstack([X, X[:9]]), np.append(y, y[:9])
    with pytest.warns(DuplicateRowsWarning) as told:
        PolynomialLassoCV(loss="huber").fit(X, y)
    (one,) = [each for each in told if each.category is DuplicateRowsWarning]
    assert one.filename == __file__


def test_weights_that_do_not_settle_are_told(monkeypatch):
    X, y, _ = with_outliers()
    monkeypatch.setattr("polylasso.estimators.lasso.ROUNDS", robust.Rounds(1, 1e-6, 1))
    with pytest.warns(SolverWarning, match=r"still change by .* after 1 fits") as told:
        model = PolynomialLasso(0.05, loss="huber").fit(X, y)
    assert told[0].filename == __file__
    assert "still change" in str(model.summary())


def test_nothing_is_left_to_weigh_in_a_perfect_fit():
    X, _, truth = with_outliers(50, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = PolynomialLasso(1e-6, loss="huber").fit(X, truth)
    assert off(model, X, truth) < 1e-4


def test_a_constant_target_is_its_value():
    model = PolynomialLasso(0.1, loss="huber").fit(np.arange(20.0)[:, None], np.full(20, 0.1))
    assert model.predict([[3.0]]).tolist() == [0.1]


def test_weights_of_a_fit_before_are_gone():
    X, y, _ = with_outliers(60, 5)
    model = PolynomialLasso(0.1, loss="huber").fit(X, y)
    assert not hasattr(model.set_params(loss="squared").fit(X, y), "huber_weights_")


def test_an_interruption_ends_the_rounds():
    X, y, _ = with_outliers()
    done = []

    def stop(progress):
        done.append(progress)
        if len(done) == 3:
            raise KeyboardInterrupt

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")  # also that the first round predicts worse than the mean
        model = PolynomialLassoCV(loss="huber", callback=stop).fit(X, y)
    assert any("interrupted" in str(each.message) for each in told)
    assert model.ended_ == "interrupted"
    assert len(done) == 3


@pytest.mark.parametrize("estimator", [PolynomialLasso, PolynomialLassoCV])
def test_bad_use(estimator, tmp_path):
    X, y, _ = with_outliers(30, 3)
    with pytest.raises(ValueError, match="loss must be one of 'squared', 'huber', got 'absolute'"):
        estimator(loss="absolute").fit(X, y)
    with pytest.raises(ValueError, match="no checkpoint can be kept with loss='huber'"):
        estimator(loss="huber", checkpoint=str(tmp_path / "c")).fit(X, y)
