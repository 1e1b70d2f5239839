"""The estimator that cross-validates: choices, folds, routing, and life in scikit-learn."""

import warnings

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.inspection import permutation_importance
from sklearn.model_selection import (
    GridSearchCV,
    GroupKFold,
    KFold,
    TimeSeriesSplit,
    cross_val_score,
    cross_validate,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from polylasso import PolynomialLasso, PolynomialLassoCV, load_model
from polylasso.errors import DataError, DataWarning, DuplicateRowsWarning, EdgeOfGridWarning


def data(n_rows=150, noise=0.5, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_rows, 4))
    return X, 3 * X[:, 0] * X[:, 1] - X[:, 2] ** 2 + noise * rng.normal(size=n_rows)


def test_finds_the_terms():
    X, y = data()
    model = PolynomialLassoCV().fit(X, y)
    assert {"x0*x1", "x2^2"} <= {str(term) for term in model.terms_}
    assert model.cv_r2_ > 0.9
    assert model.dual_gap_ <= 1e-9
    assert (model.path_.gaps <= 1e-9).all()


def test_attributes_have_the_documented_shapes():
    X, y = data()
    model = PolynomialLassoCV(cv=4).fit(X, y)
    assert model.mse_path_.shape == (len(model.alphas_), 4)
    assert (np.diff(model.alphas_) < 0).all()
    assert model.alpha_ in model.alphas_
    assert model.relax_ in (0.0, 0.5, 1.0)
    assert model.path_.coef.shape == (len(model.path_.terms), len(model.alphas_))


def test_five_folds_are_usual():
    assert PolynomialLassoCV().fit(*data(60)).mse_path_.shape[1] == 5


def test_rule_min_is_the_least_error_of_the_lasso():
    X, y = data()
    model = PolynomialLassoCV(rule="min", relax=False).fit(X, y)
    assert model.alpha_ == model.alphas_[model.mse_path_.mean(axis=1).argmin()]


def test_one_se_has_no_more_terms_than_min():
    X, y = data(noise=2.0)
    simple = PolynomialLassoCV(relax=False).fit(X, y)
    least = PolynomialLassoCV(rule="min", relax=False).fit(X, y)
    assert len(simple.terms_) <= len(least.terms_)


# Two alphas are a grid with edges.
@pytest.mark.filterwarnings("ignore::polylasso.errors.EdgeOfGridWarning")
def test_errors_are_those_of_models_fitted_without_the_fold():
    """Nothing learnt from a fold's held-out rows leaks: each fold equals a fit of its own."""
    X, y = data(60)
    splits = list(KFold(3).split(X))
    model = PolynomialLassoCV(cv=splits, alphas=[0.5, 0.1], relax=False, degree=2).fit(X, y)
    for fold, (train, test) in enumerate(splits):
        for row, alpha in enumerate((0.5, 0.1)):
            own = PolynomialLasso(alpha).fit(X[train], y[train])
            error = np.mean((own.predict(X[test]) - y[test]) ** 2)
            assert model.mse_path_[row, fold] == pytest.approx(error, rel=1e-7)


# Two alphas are a grid with edges.
@pytest.mark.filterwarnings("ignore::polylasso.errors.EdgeOfGridWarning")
@pytest.mark.parametrize(
    "options",
    [
        {"basis": "legendre"},
        {"basis": "hermite"},
        {"missing": "indicator"},
        {"extrapolation": "clip"},
    ],
)
def test_errors_without_shared_columns_are_those_of_separate_fits(options):
    X, y = data(60)
    if "missing" in options:
        X[::7, 0] = np.nan
    splits = list(KFold(3).split(X))
    cv = PolynomialLassoCV(cv=splits, alphas=[0.5, 0.1], relax=False, **options).fit(X, y)
    for fold, (train, test) in enumerate(splits):
        own = PolynomialLasso(0.1, **options).fit(X[train], y[train])
        error = np.mean((own.predict(X[test]) - y[test]) ** 2)
        assert cv.mse_path_[1, fold] == pytest.approx(error, rel=1e-7)


def test_relax_is_the_least_squares_refit():
    X, y = data()
    model = PolynomialLassoCV(relax=True).fit(X, y)
    columns = [
        np.prod([X[:, int(atom.variable[1:])] ** atom.degree for atom in term.atoms], axis=0)
        for term in model.terms_
    ]
    Z = np.column_stack([np.ones(len(y)), *columns])
    np.testing.assert_allclose(
        model.predict(X), Z @ np.linalg.lstsq(Z, y, rcond=None)[0], atol=1e-9
    )
    assert model.relax_ == 0.0


def test_degree_is_chosen():
    X, _ = data()
    y = X[:, 0] ** 3 + 0.1 * X[:, 1]
    model = PolynomialLassoCV(degree=[1, 2, 3]).fit(X, y)
    assert model.degree_ == 3


def test_lowest_degree_within_one_standard_error_is_chosen():
    X, _ = data(noise=1.0)
    y = X[:, 0] + np.random.default_rng(0).normal(size=len(X))
    assert PolynomialLassoCV(degree=[1, 2]).fit(X, y).degree_ == 1


def test_identical_rows_share_a_fold_and_are_counted():
    X, y = data(40)
    with pytest.warns(DuplicateRowsWarning, match="40 of 80 rows"):
        model = PolynomialLassoCV().fit(np.vstack([X, X]), np.tile(y, 2))
    assert model.n_duplicate_rows_ == 40


def test_groups_share_a_fold():
    X, y = data(60)
    groups = np.repeat(np.arange(6), 10)
    model = PolynomialLassoCV(cv=3).fit(X, y, groups=groups)
    assert model.mse_path_.shape[1] == 3
    with pytest.raises(DataError, match="5 folds need at least 5 groups, but there are 2"):
        PolynomialLassoCV().fit(X, y, groups=groups > 2)


@pytest.mark.parametrize("cv", [TimeSeriesSplit(4), KFold(3), GroupKFold(3)])
def test_splitters_of_scikit_learn(cv):
    X, y = data(60)
    groups = np.arange(60) % 6 if isinstance(cv, GroupKFold) else None
    model = PolynomialLassoCV(cv=cv).fit(X, y, groups=groups)
    assert model.mse_path_.shape[1] == cv.get_n_splits()


def test_weight_of_zero_removes_a_row_from_folds_too():
    X, y = data(80)
    weights = np.ones(80)
    weights[60:] = 0
    splits = list(KFold(4).split(X[:60]))
    kept = PolynomialLassoCV(cv=splits).fit(X[:60], y[:60])
    all_rows = [(np.append(train, range(60, 80)), test) for train, test in splits]
    weighted = PolynomialLassoCV(cv=all_rows).fit(X, y, weights)
    np.testing.assert_allclose(weighted.coef_, kept.coef_, rtol=1e-9)


def test_fewer_rows_than_folds():
    X, y = data(4)
    with pytest.raises(DataError, match="5 folds need at least 5 rows, but there are 4"):
        PolynomialLassoCV().fit(X, y)


# On pure noise the model is also worse than the mean.
@pytest.mark.filterwarnings("ignore::polylasso.errors.DataWarning")
def test_edge_of_the_grid_is_told_with_a_remedy():
    X, y = data(noise=0.01)
    with pytest.warns(EdgeOfGridWarning, match="lower eps"):
        PolynomialLassoCV(alphas=[2.0, 1.0], relax=False).fit(X, y)
    noise = np.random.default_rng(0).normal(size=len(X))
    with pytest.warns(EdgeOfGridWarning, match="pass larger alphas"):
        PolynomialLassoCV(alphas=[1e-3, 1e-4], relax=False).fit(X, noise)


def test_constant_target_warns_and_is_its_value():
    X, _ = data(30)
    with pytest.warns(DataWarning, match="target is constant"):
        model = PolynomialLassoCV().fit(X, np.full(30, 2.0))
    np.testing.assert_array_equal(model.predict(X), np.full(30, 2.0))


# One alpha is a grid with edges.
@pytest.mark.filterwarnings("ignore::polylasso.errors.EdgeOfGridWarning")
def test_model_that_is_worse_than_the_mean_is_told_with_a_remedy():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    y = X[:, 0] ** 2 + 0.1 * rng.normal(size=60)
    X[7, 0], y[7] = 100.0, 0.0
    with pytest.warns(DataWarning, match="extrapolation='clip'"):
        model = PolynomialLassoCV(alphas=[0.01]).fit(X, y)
    assert model.cv_r2_ < 0


def test_jobs_do_not_change_the_result():
    X, y = data()
    one = PolynomialLassoCV(n_jobs=1).fit(X, y)
    two = PolynomialLassoCV(n_jobs=2).fit(X, y)
    np.testing.assert_array_equal(one.mse_path_, two.mse_path_)


def test_row_order_does_not_matter():
    X, y = data()
    order = np.random.default_rng(1).permutation(len(y))
    one = PolynomialLasso(0.05).fit(X, y)
    two = PolynomialLasso(0.05).fit(X[order], y[order])
    np.testing.assert_allclose(one.predict(X), two.predict(X), rtol=1e-9)


def test_lives_in_scikit_learn():
    X, y = data(80)
    pipeline = make_pipeline(StandardScaler(), PolynomialLassoCV())
    assert cross_val_score(pipeline, X, y, cv=3).min() > 0.8
    search = GridSearchCV(PolynomialLassoCV(), {"degree": [1, 2]}, cv=3).fit(X, y)
    assert search.best_params_ == {"degree": 2}
    importance = permutation_importance(search.best_estimator_, X, y, random_state=0)
    assert importance.importances_mean[0] > importance.importances_mean[3]


def test_metadata_is_routed():
    X, y = data(60)
    groups = np.arange(60) % 6
    with sklearn.config_context(enable_metadata_routing=True):
        model = PolynomialLassoCV(cv=GroupKFold(2)).set_fit_request(sample_weight=True)
        model = model.set_score_request(sample_weight=True)
        result = cross_validate(
            model, X, y, cv=GroupKFold(3), params={"groups": groups, "sample_weight": np.ones(60)}
        )
    assert np.isfinite(result["test_score"]).all()


def test_html_shows_the_parameters():
    X, y = data(60)
    html = PolynomialLassoCV(degree=2).fit(X, y)._repr_html_()
    assert "PolynomialLassoCV" in html


def test_save_and_load_predict_to_the_last_bit(tmp_path):
    frame = pd.DataFrame(data()[0], columns=["a", "b c", "d*e", "[f]"])
    model = PolynomialLassoCV(degree=3, basis="legendre").fit(frame, data()[1])
    model.save(tmp_path / "model.json", scores={"holdout_r2": 0.5})
    saved = load_model(tmp_path / "model.json")
    np.testing.assert_array_equal(saved.predict(frame), model.predict(frame))
    assert saved.scores["holdout_r2"] == 0.5
    assert saved.certificate["dual_gap"] == model.dual_gap_
    assert saved.formula() == model.formula()


@pytest.mark.parametrize("basis", ["legendre", "hermite"])
def test_formula_in_raw_units_predicts_the_same(basis):
    X, y = data()
    model = PolynomialLassoCV(degree=4, basis=basis).fit(X[:, :2], y)
    value = eval(
        model.formula(digits=None).split(" = ")[1].replace("^", "**"),
        {"x0": X[:, 0], "x1": X[:, 1]},
    )
    np.testing.assert_allclose(value, model.predict(X[:, :2]), rtol=1e-10)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"rule": "best"}, "rule"),
        ({"relax": "maybe"}, "relax"),
        ({"alphas": 0}, "alphas"),
        ({"alphas": [0.0]}, "alphas must be positive"),
        ({"alphas": "many"}, "alphas"),
        ({"alphas": [-1.0]}, "alphas"),
        ({"eps": 2.0}, "eps"),
        ({"cv": 1}, "cv"),
        ({"cv": []}, "cv"),
        ({"n_jobs": 0}, "n_jobs"),
        ({"degree": []}, "degree"),
        ({"degree": "most"}, "degree"),
    ],
)
def test_parameter_out_of_range(parameters, message):
    X, y = data(30)
    with pytest.raises(ValueError, match=message):
        PolynomialLassoCV(**parameters).fit(X, y)


def test_fold_without_rows_is_named():
    X, y = data(20)
    with pytest.raises(DataError, match="fold 2 of 2"):
        PolynomialLassoCV(cv=[(range(10), range(10, 20)), (range(20), [])]).fit(X, y)


def test_nothing_warns_on_a_plain_fit():
    X, y = data()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        PolynomialLassoCV().fit(X, y)
