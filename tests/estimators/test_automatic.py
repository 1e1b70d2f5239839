"""Tests of degree="auto": what is chosen, within which limits, interrupted and gone on with."""

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from polylasso import PolynomialLassoCV, load_model
from polylasso.errors import SolverWarning
from polylasso.estimators import automatic
from polylasso.sources.frames import to_table


def wavy(n_rows=120, noise=0.1, n_columns=5):
    """A product, a cubic and a straight line of three columns out of several."""
    rng = np.random.default_rng(0)
    X = rng.uniform(-1.0, 1.0, size=(n_rows, n_columns))
    y = 2.0 * X[:, 0] * X[:, 1] + 4.0 * X[:, 2] ** 3 - X[:, 0]
    return X, y + noise * rng.normal(size=n_rows)


def automatic_model(**parameters):
    """What does not depend on how busy the machine is."""
    return PolynomialLassoCV("auto", time_limit=1e6, **parameters)


@pytest.fixture(scope="module")
def fitted():
    return automatic_model().fit(*wavy())


def test_products_and_powers_are_found(fitted):
    X, y = wavy(noise=0.0, n_rows=400)
    assert 1.0 - np.mean((fitted.predict(X) - y) ** 2) / y.var() > 0.98
    assert len(fitted.terms_) <= 8
    assert fitted.dual_gap_ <= 1e-9


def test_hermite_polynomials_where_they_are_asked_for():
    model = automatic_model(basis="hermite").fit(*wavy())
    kinds = {atom.kind for term in model.terms_ for atom in term.atoms}
    assert kinds == {"hermite"}
    assert model.cv_r2_ > 0.9


def test_trials_say_what_was_tried(fitted):
    first, *_, last = fitted.candidates_
    assert (first.degree, first.adaptive, first.n_candidate_terms) == (1, False, 5)
    assert last.degree > 3
    assert max(trial.cv_r2 for trial in fitted.candidates_) >= fitted.cv_r2_
    assert any(
        (trial.degree, trial.n_candidate_terms) == (fitted.degree_, fitted.n_candidate_terms_)
        for trial in fitted.candidates_
    )


def test_the_summary_says_how_it_compares_with_straight_lines(fitted):
    assert "that of straight lines" in str(fitted.summary())


@pytest.mark.parametrize("rule", ["one_se", "min"])
def test_noise_is_not_worse_than_straight_lines_by_more_than_their_error(rule):
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(60, 4)), rng.normal(size=60)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that noise cannot be predicted
        model = automatic_model(rule=rule).fit(X, y)
    line = min((t for t in model.candidates_ if t.degree == 1), key=lambda t: t.cv_mse)
    assert model.cv_mse_ <= line.cv_mse + line.standard_error


def test_a_straight_line_is_told_as_one():
    X, _ = wavy()
    model = automatic_model().fit(X, X @ [1.0, 2.0, 0.0, 0.0, 3.0] + 0.1 * X[::-1, 3])
    assert model.degree_ == 1
    assert "no dictionary does clearly better than straight lines" in str(model.summary())


def test_predictions_are_held_unless_asked_otherwise(fitted):
    X, y = wavy()
    far = np.full((1, 5), 1e3)
    assert fitted.model_.extrapolation == "hold"
    corners = np.array(np.meshgrid(*[[-1e3, 1e3]] * 5)).reshape(5, -1).T
    predicted = fitted.predict(corners)
    assert (predicted.min(), predicted.max()) == (y.min(), y.max())
    clipped = replace(fitted.model_, extrapolation="clip").predict(to_table(corners))
    assert np.array_equal(np.clip(clipped, y.min(), y.max()), predicted)
    extended = automatic_model(extrapolation="extend").fit(X, y)
    assert abs(extended.predict(far)[0]) > 1e6


def test_straight_lines_go_on():
    X, _ = wavy()
    X[0, 0] = 50.0
    y = X @ [1.0, 2.0, 0.0, 0.0, 3.0]
    model = automatic_model().fit(X, y)
    assert model.degree_ == 1
    assert model.cv_r2_ > 0.999  # though the fold without the farthest row never saw its range
    assert model.predict(np.full((1, 5), 1e3)) == pytest.approx(6e3, rel=1e-6)


def test_a_given_degree_still_extends():
    X, y = wavy()
    model = PolynomialLassoCV(2).fit(X, y)
    assert model.model_.extrapolation == "extend"
    assert not hasattr(model, "candidates_")


def test_bounds_are_kept():
    model = automatic_model(max_interaction=1).fit(*wavy())
    assert all(trial.max_interaction == 1 for trial in model.candidates_)
    assert all(len(term.atoms) == 1 for term in model.terms_)
    few = automatic_model(max_terms=2).fit(*wavy())
    assert len(few.terms_) <= 2


def test_max_terms_below_the_terms_always_kept_is_refused():
    with pytest.raises(ValueError, match="raise max_terms"):
        automatic_model(max_terms=1, keep=["x3", "x4"]).fit(*wavy())


def test_terms_and_pairs_asked_for_are_kept_on_every_rung():
    X, y = wavy()
    model = automatic_model(keep=["legendre(x3, 1)"], forbidden_pairs=[("x0", "x1")])
    model.fit(X, y)
    assert "legendre(x3, 1)" in map(str, model.terms_)
    assert not any({"x0", "x1"} <= set(term.variables) for term in model.terms_)


def test_useless_columns_are_left_to_the_lower_rungs():
    model = automatic_model().fit(*wavy(200, n_columns=30))
    assert {name for term in model.terms_ for name in term.variables} >= {"x0", "x1", "x2"}
    widest = max(model.candidates_, key=lambda trial: trial.degree)
    assert widest.n_candidate_terms < 1000


def test_tables_with_categories_missing_values_and_weights():
    X, y = wavy()
    frame = pd.DataFrame(X[:, :3], columns=["a", "b", "c"])
    frame["kind"] = np.where(np.arange(len(y)) % 3 == 0, "p", "q")
    frame.loc[::11, "b"] = np.nan
    y = y + 2.0 * (frame["kind"] == "p")
    model = automatic_model(missing="indicator")
    model.fit(frame, y, sample_weight=np.linspace(0.5, 2.0, len(y)))
    assert any("kind" in term.variables for term in model.terms_)
    assert np.isfinite(model.predict(frame)).all()


def test_a_fit_is_repeatable_and_survives_a_file(fitted, tmp_path):
    X, y = wavy()
    again = automatic_model().fit(X, y)
    np.testing.assert_array_equal(again.predict(X), fitted.predict(X))
    fitted.save(tmp_path / "model.json")
    np.testing.assert_array_equal(load_model(tmp_path / "model.json").predict(X), again.predict(X))


def test_time_ends_the_climb(monkeypatch):
    clock = iter(np.arange(0.0, 1e6, 10.0))
    monkeypatch.setattr(automatic.time, "monotonic", lambda: next(clock))
    model = PolynomialLassoCV("auto", time_limit=15.0).fit(*wavy())
    assert {trial.degree for trial in model.candidates_} == {1}
    assert "not tried, for their size or the time: degree 2" in str(model.summary())


@pytest.mark.parametrize(
    ("n_rows", "parameters", "grouped", "n_folds"),
    [
        (19, {}, False, 5),
        (20, {}, False, 10),
        (250, {}, False, 10),
        (251, {}, False, 5),
        (60, {"cv": 3}, False, 3),
        (60, {}, True, 5),
    ],
)
# Six alphas are a grid with edges, and so few rows may be noise.
@pytest.mark.filterwarnings("ignore::polylasso.errors.PolylassoWarning")
def test_short_tables_have_more_folds(n_rows, parameters, grouped, n_folds):
    X, y = wavy(n_rows, n_columns=3)
    model = automatic_model(alphas=6, max_interaction=1, **parameters)
    model.fit(X, y, groups=np.arange(n_rows) % 6 if grouped else None)
    assert model.mse_path_.shape[1] == n_folds


def test_large_dictionaries_are_not_tried(monkeypatch):
    monkeypatch.setattr(automatic, "MOST_TERMS", 30)
    model = automatic_model().fit(*wavy())
    assert max(trial.n_candidate_terms for trial in model.candidates_) <= 30


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"alphas": [1.0, 0.1]}, "needs an int for alphas"),
        ({"penalty_factor": {"x0": 2.0}}, "no terms to name"),
        ({"time_limit": 0.0}, "time_limit"),
        ({"time_limit": "long"}, "time_limit"),
        ({"degree": "automatic"}, "degree"),
    ],
)
def test_parameters_that_do_not_go_with_it_are_refused(parameters, message):
    with pytest.raises(ValueError, match=message):
        PolynomialLassoCV(**{"degree": "auto", **parameters}).fit(*wavy())


def interrupt_at(n_calls):
    calls = []

    def tell(progress):
        calls.append(progress)
        if len(calls) == n_calls:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize("n_calls", [3, 40])
def test_an_interrupted_climb_chooses_among_what_is_done_and_goes_on(n_calls, fitted, tmp_path):
    X, y = wavy()
    path = tmp_path / "kept.npz"
    with pytest.warns(SolverWarning, match="interrupted"):
        part = automatic_model(checkpoint=path, callback=interrupt_at(n_calls)).fit(X, y)
    assert part.ended_ == "interrupted"
    assert path.exists()
    told = []
    whole = automatic_model(checkpoint=path, callback=told.append).fit(X, y)
    assert not path.exists()
    assert replace(told[0], seconds=0.0).n_done >= 5
    np.testing.assert_allclose(whole.predict(X), fitted.predict(X), rtol=0, atol=1e-8)


def test_what_was_tried_before_is_gone_with_a_degree():
    model = automatic_model().fit(*wavy(60))
    model.set_params(degree=1).fit(*wavy(60))
    assert not hasattr(model, "trial_")
    assert not hasattr(model, "candidates_")
