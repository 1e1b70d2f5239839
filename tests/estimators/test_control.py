"""Long fits: progress, interruption, checkpoints, and ends before the whole grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso import PolynomialLasso, PolynomialLassoCV, load_model, polynomial_lasso_path
from polylasso.errors import CheckpointError, SolverWarning


def data(n_rows=120, n_columns=4, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_rows, n_columns))
    return X, 3 * X[:, 0] * X[:, 1] - X[:, 2] ** 2 + rng.normal(size=n_rows)


def interrupt_at(n_done):
    """Return what presses Ctrl-C when so many alphas are done."""

    def tell(progress):
        if progress.n_done >= n_done:
            raise KeyboardInterrupt

    return tell


# Designs that hold every column, or second moments; terms that are let in late, or kept.
KINDS = [
    {"degree": 2},
    {"degree": 3, "basis": "legendre"},
    {"degree": 3, "heredity": "strong"},
    {"degree": 2, "keep": ["x3", "x0*x3"]},
    {"degree": 2, "l1_ratio": 0.5},
    {"degree": 2, "storage": "implicit"},
    {"degree": 2, "penalty_factor": lambda term: float(term.degree)},
]


def test_the_path_tells_every_alpha():
    told = []
    path = polynomial_lasso_path(*data(), alphas=12, callback=told.append)
    assert [progress.n_done for progress in told] == list(range(1, 13))
    np.testing.assert_array_equal([progress.alpha for progress in told], path.alphas)
    np.testing.assert_array_equal([progress.n_terms for progress in told], path.n_terms)
    np.testing.assert_array_equal([progress.gap for progress in told], path.gaps)
    seconds = [progress.seconds for progress in told]
    assert seconds == sorted(seconds)


def test_cross_validation_tells_every_few_alphas_of_all_degrees():
    told = []
    PolynomialLassoCV(degree=[1, 2], alphas=40, callback=told.append).fit(*data())
    assert told[0].n_done == 5
    assert {progress.n_total for progress in told} == {80}
    assert told[-1].n_done > 40


def test_verbose_writes_to_standard_error(capsys):
    PolynomialLasso(0.1, verbose=True).fit(*data())
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "polylasso: alpha 0.1 (20 of 20), " in captured.err


@settings(max_examples=10)
@given(st.integers(1, 29))
def test_an_interrupted_path_is_the_beginning_of_the_whole(n_done):
    X, y = data()
    whole = polynomial_lasso_path(X, y, alphas=30)
    with pytest.warns(SolverWarning, match=f"interrupted after {n_done} of 30 alphas.*checkpoint="):
        part = polynomial_lasso_path(X, y, alphas=30, callback=interrupt_at(n_done))
    assert part.ended == "interrupted"
    assert (part.gaps <= 1e-9).all()
    np.testing.assert_array_equal(part.alphas, whole.alphas[:n_done])
    np.testing.assert_array_equal(part.explained, whole.explained[:n_done])


def test_interrupted_cross_validation_chooses_among_what_is_done():
    X, y = data()
    whole = PolynomialLassoCV().fit(X, y)
    with pytest.warns(SolverWarning, match="interrupted after 15 of 100 alphas"):
        part = PolynomialLassoCV(callback=interrupt_at(15)).fit(X, y)
    assert (part.ended_, part.path_.ended) == ("interrupted", "interrupted")
    np.testing.assert_array_equal(part.mse_path_[:, 0] > 0, np.ones(15, bool))
    np.testing.assert_array_equal(part.alphas_, whole.alphas_[:15])
    assert part.dual_gap_ <= 1e-9
    assert "the fit was interrupted" in str(part.summary())


def test_of_several_degrees_those_that_are_done_count():
    X, y = data()
    with pytest.warns(SolverWarning, match="interrupted after 105 of 200 alphas"):
        part = PolynomialLassoCV(degree=[2, 1], callback=interrupt_at(105)).fit(X, y)
    assert (part.ended_, part.degree_) == ("interrupted", 2)
    assert len(part.alphas_) == 5


def test_an_interruption_between_degrees(monkeypatch):
    from polylasso.estimators import search as module

    build = module.build_problems

    def build_first(*parts):
        if parts[-1].degree > 1:
            raise KeyboardInterrupt
        return build(*parts)

    monkeypatch.setattr(module, "build_problems", build_first)
    with pytest.warns(SolverWarning, match="interrupted after 100 of 200 alphas"):
        assert PolynomialLassoCV(degree=[1, 2]).fit(*data()).degree_ == 1
    with pytest.raises(KeyboardInterrupt):
        PolynomialLassoCV(degree=2).fit(*data())


def test_a_model_at_one_alpha_is_all_or_nothing():
    with pytest.raises(KeyboardInterrupt):
        PolynomialLasso(0.1, callback=interrupt_at(10)).fit(*data())


@pytest.mark.parametrize("kind", KINDS)
def test_a_path_that_goes_on_is_the_whole_path(kind, tmp_path):
    X, y = data()
    file = tmp_path / "kept.npz"
    whole = polynomial_lasso_path(X, y, alphas=30, **kind)
    with pytest.warns(SolverWarning, match=r"same checkpoint='.*kept.npz' to go on"):
        polynomial_lasso_path(X, y, alphas=30, checkpoint=file, callback=interrupt_at(13), **kind)
    told = []
    path = polynomial_lasso_path(X, y, alphas=30, checkpoint=file, callback=told.append, **kind)
    assert told[0].n_done == 14
    assert not file.exists()
    assert path.ended == "grid"
    assert path.terms == whole.terms
    np.testing.assert_allclose(path.coef.toarray(), whole.coef.toarray(), rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(path.explained, whole.explained, rtol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
# With few rows beside terms the folds share columns, not moments.
@pytest.mark.parametrize("shape", [(120, 4), (30, 4), (20, 12)])
def test_cross_validation_that_goes_on_chooses_the_same(kind, shape, tmp_path):
    X, y = data(*shape)
    file = tmp_path / "kept.npz"
    whole = PolynomialLassoCV(**kind).fit(X, y)
    with pytest.warns(SolverWarning, match="interrupted after 10 of"):
        PolynomialLassoCV(checkpoint=file, callback=interrupt_at(10), **kind).fit(X, y)
    told = []
    model = PolynomialLassoCV(checkpoint=file, callback=told.append, **kind).fit(X, y)
    assert told[0].n_done == 15
    assert not file.exists()
    assert (model.terms_, model.alpha_, model.ended_) == (whole.terms_, whole.alpha_, whole.ended_)
    np.testing.assert_allclose(model.coef_, whole.coef_, rtol=1e-9)
    finite = np.isfinite(whole.mse_path_)
    np.testing.assert_allclose(model.mse_path_[finite], whole.mse_path_[finite], rtol=1e-9)


def test_degrees_that_are_done_are_not_searched_again(tmp_path):
    X, y = data()
    file = tmp_path / "kept.npz"
    whole = PolynomialLassoCV(degree=[1, 2]).fit(X, y)
    with pytest.warns(SolverWarning, match="interrupted after 110 of 200"):
        PolynomialLassoCV(degree=[1, 2], checkpoint=file, callback=interrupt_at(110)).fit(X, y)
    told = []
    model = PolynomialLassoCV(degree=[1, 2], checkpoint=file, callback=told.append).fit(X, y)
    assert told[0].n_done == 115
    assert model.terms_ == whole.terms_
    np.testing.assert_allclose(model.coef_, whole.coef_, rtol=1e-9)


def test_one_alpha_goes_on_too(tmp_path):
    X, y = data()
    file = tmp_path / "kept.npz"
    with pytest.raises(KeyboardInterrupt):
        PolynomialLasso(0.05, checkpoint=file, callback=interrupt_at(10)).fit(X, y)
    told = []
    model = PolynomialLasso(0.05, checkpoint=file, callback=told.append).fit(X, y)
    assert told[0].n_done == 11
    np.testing.assert_allclose(model.coef_, PolynomialLasso(0.05).fit(X, y).coef_, rtol=1e-9)
    assert not file.exists()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"X": data(seed=1)[0]}, "data"),
        ({"y": data(seed=1)[1]}, "data"),
        ({"sample_weight": np.arange(1.0, 121.0)}, "data"),
        ({"degree": 3}, "settings"),
        ({"eps": 1e-2}, "settings"),
        ({"max_terms": 50}, "settings"),
        ({"tol": 1e-8}, "settings"),
        ({"penalty_factor": lambda term: 2.0}, "penalty factors at degree 2"),
    ],
)
def test_a_checkpoint_of_another_fit_is_refused(change, what, tmp_path):
    X, y = data()
    file = tmp_path / "kept.npz"
    given = {"X": X, "y": y, "checkpoint": file}
    with pytest.warns(SolverWarning, match="interrupted"):
        polynomial_lasso_path(**given, callback=interrupt_at(3))
    before = file.read_bytes()
    with pytest.raises(CheckpointError, match=f"other {what}; nothing was changed"):
        polynomial_lasso_path(**{**given, **change})
    assert file.read_bytes() == before


def test_other_folds_are_refused(tmp_path):
    file = tmp_path / "kept.npz"
    with pytest.warns(SolverWarning, match="interrupted"):
        PolynomialLassoCV(checkpoint=file, callback=interrupt_at(5)).fit(*data())
    with pytest.raises(CheckpointError, match="other folds"):
        PolynomialLassoCV(checkpoint=file, random_state=1).fit(*data())


@settings(max_examples=10)
@given(st.integers(1, 14))
def test_no_model_has_more_terms_than_allowed(max_terms):
    X, y = data()
    path = polynomial_lasso_path(X, y, max_terms=max_terms)
    whole = polynomial_lasso_path(X, y)
    assert path.n_terms.max() <= max_terms
    assert path.ended == ("grid" if whole.n_terms.max() <= max_terms else "max_terms")
    if path.ended == "max_terms":
        assert whole.n_terms[len(path.alphas)] > max_terms
    model = PolynomialLassoCV(max_terms=max_terms, rule="min").fit(X, y)
    assert len(model.terms_) <= max_terms
    assert model.path_.n_terms.max() <= max_terms


def test_the_summary_says_that_terms_were_too_many():
    model = PolynomialLassoCV(max_terms=2, rule="min").fit(*data())
    assert model.ended_ == "max_terms"
    assert "the next model has more terms than max_terms" in str(model.summary())


def test_kept_terms_that_are_too_many():
    with pytest.raises(ValueError, match=r"max_terms is 1, but .* has 2 terms; raise max_terms"):
        polynomial_lasso_path(*data(), keep=["x0", "x1"], max_terms=1)


@settings(max_examples=15)
@given(st.floats(1e-4, 0.5))
def test_the_path_ends_once_halving_alpha_gains_little(min_gain):
    X, y = data()
    whole = polynomial_lasso_path(X, y)
    path = polynomial_lasso_path(X, y, min_gain=min_gain)
    step = int(np.ceil(np.log(2) / np.log(whole.alphas[0] / whole.alphas[1]) - 1e-6))
    gains = np.full(100, np.inf)
    gains[step:] = whole.explained[step:] - whole.explained[:-step]
    ends = np.flatnonzero((gains < min_gain) | (1 - whole.explained < min_gain))
    assert len(path.alphas) == (ends[0] + 1 if ends.size else 100)
    assert path.ended == ("saturated" if len(path.alphas) < 100 else "grid")


def test_alphas_above_the_largest_gain_nothing_and_end_nothing():
    X, y = data()
    largest = polynomial_lasso_path(X, y, alphas=2).alphas[0]
    path = polynomial_lasso_path(X, y, alphas=largest * np.geomspace(100, 0.5, 30), min_gain=0.01)
    assert path.n_terms[-1] > 0


def test_what_is_explained_fully_is_saturated():
    X, _ = data()
    path = polynomial_lasso_path(X, X[:, 0] + X[:, 1], eps=1e-6, min_gain=1e-4)
    assert path.ended == "saturated"
    assert path.explained[-1] > 0.999


def test_cross_validation_ends_where_the_residual_is_rounding():
    X, _ = data()
    alphas = np.geomspace(1.0, 1e-10, 60)
    model = PolynomialLassoCV(alphas=alphas, rule="min").fit(X, X[:, 0] + X[:, 1])
    assert model.ended_ == "saturated"
    assert len(model.alphas_) < 60


def test_a_clear_rise_ends_the_search_without_changing_the_choice():
    X, y = data(150, 15)
    model = PolynomialLassoCV(rule="min").fit(X, y)
    assert model.ended_ == "rising"
    whole = PolynomialLassoCV(rule="min", alphas=model.alphas_[0] * np.geomspace(1, 1e-4, 100))
    assert whole.fit(X, y).ended_ == "grid"
    assert model.terms_ == whole.terms_
    assert "the error of cross-validation clearly rose" in str(model.summary())


def test_a_model_file_says_nothing_of_the_way(tmp_path):
    model = PolynomialLassoCV(callback=print, verbose=True, checkpoint=tmp_path / "kept.npz")
    model.fit(*data()).save(tmp_path / "model.json")
    settings = model.to_saved_model().settings
    assert not {"callback", "verbose", "checkpoint"} & settings.keys()
    assert settings["max_terms"] is None
    assert load_model(tmp_path / "model.json").predict(data()[0]).shape == (120,)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"max_terms": 0}, "max_terms must be None or a positive int"),
        ({"max_terms": True}, "max_terms must be"),
        ({"callback": 3}, "callback must be None or callable"),
        ({"checkpoint": 3}, "checkpoint must be None or the name of a file"),
    ],
)
def test_bad_parameters(parameters, message):
    with pytest.raises(ValueError, match=message):
        PolynomialLassoCV(**parameters).fit(*data(30))
    with pytest.raises(ValueError, match=message):
        polynomial_lasso_path(*data(30), **parameters)


@pytest.mark.parametrize("min_gain", [-0.1, 1.0, None, np.nan])
def test_bad_gain(min_gain):
    with pytest.raises(ValueError, match="min_gain must be a number in"):
        polynomial_lasso_path(*data(30), min_gain=min_gain)
