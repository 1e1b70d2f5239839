"""The estimator at one alpha: its solution, its attributes, its options."""

import pickle
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from sklearn.base import clone
from sklearn.linear_model import ElasticNet
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from polylasso import PolynomialLasso, Term
from polylasso.errors import DataError, DataWarning, MemoryLimitError, SolverWarning


def table(n_rows=200, seed=0):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "a": rng.normal(size=n_rows),
            "b": rng.uniform(1, 5, size=n_rows),
            "fuel": rng.choice(["D", "E", "X"], size=n_rows),
        }
    )
    y = 1 + 2 * frame.a * frame.b - frame.b**2 + 3 * frame.a * (frame.fuel == "E")
    return frame, (y + 0.01 * rng.normal(size=n_rows)).rename("co2")


@pytest.mark.parametrize("l1_ratio", [1.0, 0.5])
@pytest.mark.parametrize("weighted", [False, True])
def test_solution_is_that_of_scikit_learn_on_the_expanded_columns(l1_ratio, weighted):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(120, 4))
    y = X[:, 0] * X[:, 1] + X[:, 2] ** 2 + 0.1 * rng.normal(size=120)
    weights = rng.uniform(0.5, 2, size=120) if weighted else None
    model = PolynomialLasso(0.05, degree=3, l1_ratio=l1_ratio).fit(X, y, weights)
    expansion = PolynomialFeatures(3, include_bias=False)
    Z = StandardScaler().fit_transform(expansion.fit_transform(X), sample_weight=weights)
    peer = ElasticNet(0.05, l1_ratio=l1_ratio, tol=1e-12, max_iter=100_000)
    peer.fit(Z, y, sample_weight=weights)
    # scikit-learn stops at its own tolerance, so the two agree to about its square root.
    np.testing.assert_allclose(model.predict(X), peer.predict(Z), atol=1e-6)
    assert model.dual_gap_ <= 1e-9


def test_coefficients_and_names_follow_from_the_frame():
    frame, y = table()
    model = PolynomialLasso(1e-4).fit(frame, y)
    names = {str(term) for term in model.terms_}
    assert {"a*b", "b^2", "a*[fuel = E]"} <= names
    assert model.model_.target_name == "co2"
    assert model.formula().startswith("co2 = ")
    assert len(model.coef_) == len(model.terms_) == len(model.standardized_coef_)


@pytest.mark.parametrize("convert", [pl.from_pandas, pa.Table.from_pandas], ids=["polars", "arrow"])
def test_every_kind_of_frame_gives_the_same_model(convert):
    frame, y = table()
    expected = PolynomialLasso(0.01).fit(frame, y)
    model = PolynomialLasso(0.01).fit(convert(frame), y.to_numpy())
    assert model.terms_ == expected.terms_
    np.testing.assert_array_equal(model.coef_, expected.coef_)
    np.testing.assert_array_equal(model.predict(convert(frame)), expected.predict(frame))


def test_integer_weights_equal_repeated_rows():
    frame, y = table(60)
    weights = np.random.default_rng(1).integers(0, 4, size=60)
    weighted = PolynomialLasso(0.01).fit(frame, y, weights)
    rows = np.repeat(np.arange(60), weights)
    repeated = PolynomialLasso(0.01).fit(frame.iloc[rows], y.iloc[rows])
    np.testing.assert_allclose(weighted.predict(frame), repeated.predict(frame), rtol=1e-9)


def test_alpha_above_the_largest_gives_the_mean():
    frame, y = table()
    model = PolynomialLasso(1e6).fit(frame, y)
    assert model.terms_ == ()
    np.testing.assert_allclose(model.predict(frame), y.mean())


def test_alpha_zero_is_least_squares():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(50, 3)), rng.normal(size=50)
    model = PolynomialLasso(0.0).fit(X, y)
    Z = PolynomialFeatures(2).fit_transform(X)
    expected = Z @ np.linalg.lstsq(Z, y, rcond=None)[0]
    np.testing.assert_allclose(model.predict(X), expected, atol=1e-10)
    assert len(model.terms_) == model.n_candidate_terms_ == 9


def test_least_squares_of_many_terms_is_that_of_few():
    """Above the size for rational arithmetic the solution comes from QR alone."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(2000, 4))
    y = X[:, 0] ** 3 - X[:, 1] * X[:, 2]
    model = PolynomialLasso(0.0, degree=3).fit(X, y)
    np.testing.assert_allclose(model.predict(X), y, atol=1e-10)


def test_least_squares_keeps_the_simplest_of_dependent_terms():
    x = np.tile([0.0, 1.0, 2.0], 10)
    model = PolynomialLasso(0.0, degree=5).fit(x[:, None], x**4)
    assert [str(term) for term in model.terms_] == ["x0", "x0^2"]


def test_without_intercept_the_prediction_at_zero_is_zero():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 2)) + 1
    model = PolynomialLasso(0.01, fit_intercept=False).fit(X, X[:, 0] * X[:, 1])
    assert model.intercept_ == 0.0
    assert model.predict(np.zeros((1, 2)))[0] == 0.0
    assert model.dual_gap_ <= 1e-9


def test_kept_terms_are_in_the_model_without_penalty():
    frame, y = table()
    model = PolynomialLasso(50.0, keep=("a", "b^3")).fit(frame, y)
    assert [str(term) for term in model.terms_] == ["a", "b^3"]
    Z = np.column_stack([np.ones(len(y)), frame.a, frame.b**3])
    np.testing.assert_allclose(
        model.predict(frame), Z @ np.linalg.lstsq(Z, y, rcond=None)[0], rtol=1e-9
    )


def test_gap_counts_a_kept_term_that_is_nearly_collinear_with_another():
    """It may be left out as an alias; what it could still explain belongs to the gap."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=60)
    for distance in (1e-3, 1e-6, 1e-9):
        X = np.column_stack([x, x + distance * rng.normal(size=60), rng.normal(size=60)])
        y = rng.normal(size=60)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SolverWarning)
            model = PolynomialLasso(0.05, degree=1, keep=("x0", "x1")).fit(X, y)
        Z = np.column_stack([np.ones(60), X[:, 0], (X[:, 1] - X[:, 0]) / distance])
        residual = y - model.predict(X)
        left = Z @ np.linalg.lstsq(Z, residual, rcond=None)[0]
        assert model.dual_gap_ >= 0.5 * (left @ left) / np.sum((y - y.mean()) ** 2) - 1e-12


def test_required_pair_is_in_the_model_whatever_the_degree_says():
    frame, y = table()
    model = PolynomialLasso(50.0, degree=1, required_pairs=[("a", "fuel")]).fit(frame, y)
    assert {str(t) for t in model.terms_} == {"a*[fuel = D]", "a*[fuel = E]", "a*[fuel = X]"}


def test_forbidden_pair_is_in_no_term():
    frame, y = table()
    model = PolynomialLasso(1e-4, forbidden_pairs=[("a", "b")]).fit(frame, y)
    assert all({"a", "b"} - set(term.variables) for term in model.terms_)


def test_penalty_factor_by_name_and_by_function():
    frame, y = table()
    named = PolynomialLasso(0.05, penalty_factor={"a*b": 1e6}).fit(frame, y)
    assert "a*b" not in {str(term) for term in named.terms_}
    by_degree = PolynomialLasso(0.05, penalty_factor=lambda term: term.degree).fit(frame, y)
    assert by_degree.dual_gap_ <= 1e-9
    with pytest.raises(DataError, match="penalty_factor names 'a\\^9'"):
        PolynomialLasso(penalty_factor={"a^9": 2.0}).fit(frame, y)


def test_transform_is_part_of_the_formula():
    frame, _ = table()
    y = 2 * np.log1p(frame.b) ** 2
    model = PolynomialLasso(1e-6, transform={"b": "log1p"}).fit(frame, y)
    assert "log1p(b)^2" in model.formula()
    np.testing.assert_allclose(model.predict(frame), y, atol=1e-3)
    assert "transform" in repr(model)
    assert clone(model).get_params()["transform"] == {"b": "log1p"}


def test_missing_values_name_columns_and_counts():
    frame, y = table()
    frame.loc[[3, 5], "a"] = np.nan
    with pytest.raises(DataError, match=r"'a' \(2\).*missing='indicator'"):
        PolynomialLasso().fit(frame, y)


def test_missing_indicator_enters_the_model():
    frame, y = table()
    frame.loc[:50, "a"] = np.nan
    y.loc[:50] += 30
    model = PolynomialLasso(0.05, missing="indicator").fit(frame, y)
    assert "[a is missing]" in {str(term) for term in model.terms_}
    assert np.isfinite(model.predict(frame)).all()


def test_missing_drop_leaves_rows_out_and_predicts_nan():
    frame, y = table()
    frame.loc[7, "a"] = np.nan
    dropped = PolynomialLasso(0.01, missing="drop").fit(frame, y)
    expected = PolynomialLasso(0.01).fit(frame.drop(index=7), y.drop(index=7))
    np.testing.assert_array_equal(dropped.coef_, expected.coef_)
    assert np.flatnonzero(np.isnan(dropped.predict(frame))).tolist() == [7]


def test_unseen_level_is_an_error_or_the_baseline():
    frame, y = table()
    new = frame.assign(fuel="N")
    with pytest.raises(DataError, match="level not seen in training: 'N'"):
        PolynomialLasso(0.01).fit(frame, y).predict(new)
    lenient = PolynomialLasso(0.01, unknown="baseline").fit(frame, y)
    assert np.isfinite(lenient.predict(new)).all()


def test_identifier_is_left_out_with_a_warning_or_forced_in():
    frame, y = table()
    frame["name"] = [f"car {k}" for k in range(len(frame))]
    with pytest.warns(DataWarning, match="'name' has 200 levels"):
        model = PolynomialLasso(0.01).fit(frame, y)
    assert [excluded.name for excluded in model.excluded_] == ["name"]
    forced = PolynomialLasso(0.01, degree=1, categorical=["name"]).fit(frame, y)
    assert forced.n_candidate_terms_ > 200


def test_identical_terms_are_named():
    rng = np.random.default_rng(0)
    half = rng.integers(0, 2, size=100)
    frame = pd.DataFrame(
        {"u": np.where(half, "p", "q"), "v": np.where(half, "r", "s"), "x": rng.normal(size=100)}
    )
    model = PolynomialLasso(0.01).fit(frame, half * frame.x)
    ((kept, others),) = [item for item in model.twins_.items() if "x" in item[0].variables]
    assert kept in model.terms_
    assert others
    assert "the same up to scale" in str(model.summary())


def test_too_much_memory_is_refused_before_it_is_taken():
    X = np.random.default_rng(0).normal(size=(50, 300))
    with pytest.raises(MemoryLimitError, match="4,590,550 candidate terms need"):
        PolynomialLasso(degree=3, memory_limit=1e8).fit(X, X[:, 0])


def test_gap_that_is_not_reached_is_told_with_a_remedy():
    frame, y = table()
    with pytest.warns(SolverWarning, match="raise alpha or max_iter"):
        PolynomialLasso(1e-3, max_iter=1).fit(frame, y)


def test_huge_columns_do_not_overflow():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(80, 2))
    big = X * np.array([1e120, 1e-120])
    small = PolynomialLasso(0.01).fit(X, X[:, 0] * X[:, 1])
    model = PolynomialLasso(0.01).fit(big, X[:, 0] * X[:, 1])
    np.testing.assert_allclose(model.predict(big), small.predict(X), atol=1e-8)


def test_coefficient_outside_floating_point_is_an_error():
    x = np.random.default_rng(0).normal(size=60) * 1e200
    with pytest.raises(DataError, match=r"rescale column 'x0'"):
        PolynomialLasso(0.0).fit(x[:, None], (x / 1e200) ** 2)


def test_pickle_predicts_the_same():
    frame, y = table()
    model = PolynomialLasso(0.01).fit(frame, y)
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.predict(frame), model.predict(frame))


def test_constant_target_is_its_value():
    X = np.random.default_rng(0).normal(size=(20, 2))
    model = PolynomialLasso(0.1).fit(X, np.full(20, 7.0))
    np.testing.assert_array_equal(model.predict(X), np.full(20, 7.0))


def test_only_constant_columns_give_the_mean():
    with pytest.warns(DataWarning, match="constant"):
        model = PolynomialLasso(0.1).fit(np.ones((10, 2)), np.arange(10.0))
    np.testing.assert_allclose(model.predict(np.ones((2, 2))), 4.5)


def test_summary_shares_add_to_one():
    frame, y = table()
    summary = PolynomialLasso(0.01).fit(frame, y).summary()
    assert sum(row.share for row in summary.rows) == pytest.approx(1.0)
    assert "candidate terms" in str(summary)


def test_out_of_range_rows_are_flagged():
    frame, y = table()
    model = PolynomialLasso(0.01).fit(frame, y)
    new = frame.head(2).assign(b=[3.0, 99.0])
    assert model.out_of_range(new).tolist() == [False, True]


def test_terms_are_values():
    frame, y = table()
    model = PolynomialLasso(0.01).fit(frame, y)
    assert all(Term.parse(str(term)) == term for term in model.terms_)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"alpha": -1.0}, "alpha must be"),
        ({"alpha": "1"}, "alpha must be"),
        ({"alpha": np.nan}, "alpha must be"),
        ({"degree": 0}, "degree"),
        ({"degree": 1.5}, "degree"),
        ({"degree": 21}, "degree"),
        ({"l1_ratio": 0.0}, "l1_ratio"),
        ({"l1_ratio": 1.5}, "l1_ratio"),
        ({"max_interaction": 0}, "max_interaction"),
        ({"basis": "fourier"}, "basis"),
        ({"missing": "mean"}, "missing"),
        ({"unknown": "ignore"}, "unknown"),
        ({"extrapolation": "guess"}, "extrapolation"),
        ({"tol": 0}, "tol"),
        ({"max_iter": 0}, "max_iter"),
        ({"categorical": ["zz"]}, "categorical names no column"),
        ({"transform": {"a": "exp"}}, "transform"),
        ({"transform": {"a": "log"}}, "values above 0"),
        ({"transform": {"fuel": "log"}}, "categorical and cannot be transformed"),
        ({"keep": ["zz"]}, "keep names"),
        ({"forbidden_pairs": [("a", "zz")]}, "forbidden_pairs names 'zz'"),
        ({"required_pairs": [("a", "a")]}, "two different columns"),
        ({"penalty_factor": {"a": -1}}, "penalty_factor"),
    ],
)
def test_parameter_out_of_range(parameters, message):
    frame, y = table()
    with pytest.raises(ValueError, match=message):
        PolynomialLasso(**parameters).fit(frame, y)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (np.zeros(200), "all sample weights are zero"),
        (np.full(200, -1.0), "negative in row 1"),
        (np.ones(3), "one weight per row"),
        (np.full(200, np.nan), "NaN or infinite"),
    ],
)
def test_bad_weights(weights, message):
    frame, y = table()
    with pytest.raises(ValueError, match=message):
        PolynomialLasso().fit(frame, y, weights)


def test_infinite_value_is_named():
    frame, y = table()
    frame.loc[4, "b"] = np.inf
    with pytest.raises(DataError, match=r"'b' holds infinity \(inf\) in row 5"):
        PolynomialLasso().fit(frame, y)


def test_missing_target_is_named():
    frame, y = table()
    y[2] = np.nan
    with pytest.raises(DataError, match=r"target 'co2' is missing \(NaN\) in 1 of 200 rows"):
        PolynomialLasso().fit(frame, y)


def test_nothing_warns_on_a_plain_fit():
    frame, y = table()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        PolynomialLasso(0.01).fit(frame, y)
