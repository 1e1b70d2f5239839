"""Estimators give the same model however the columns are held, and say how they were."""

import numpy as np
import pytest

from polylasso import PolynomialLasso, PolynomialLassoCV, polynomial_lasso_path
from polylasso.errors import MemoryLimitError


def table(n_rows=120, seed=0):
    """Numbers, a rare dummy and a category, some values missing."""
    pandas = pytest.importorskip("pandas", reason="frames are optional")
    rng = np.random.default_rng(seed)
    frame = pandas.DataFrame(rng.normal(size=(n_rows, 4)), columns=list("abcd"))
    frame["rare"] = (rng.random(n_rows) < 0.1).astype(float)
    frame["kind"] = rng.choice(["p", "q", "r"], n_rows)
    target = frame.a * frame.b - 2.0 * frame.c**2 + 3.0 * (frame.kind == "q") * frame.d
    frame.loc[::17, "b"] = np.nan
    return frame, target.to_numpy() + 0.1 * rng.normal(size=n_rows)


SHAPES = [
    {},
    {"basis": "legendre"},
    {"basis": "hermite"},
    {"l1_ratio": 0.5},
    {"fit_intercept": False},
    {"heredity": "strong"},
    {"keep": ["a^4", "c"], "forbidden_pairs": [("a", "c")]},
    {"penalty_factor": lambda term: term.degree},
    {"extrapolation": "clip"},
    {"max_interaction": 2, "degrees": {"a": 1}},
    {"truncation": 0.7, "basis": "legendre"},
]


def both(estimator, frame, target, **shape):
    return [
        estimator(degree=3, missing="indicator", storage=storage, **shape).fit(
            frame, target, sample_weight=np.linspace(0.5, 2.0, len(target))
        )
        for storage in ("stored", "implicit")
    ]


@pytest.mark.parametrize("shape", SHAPES, ids=[str(list(shape)) for shape in SHAPES])
def test_one_alpha(shape):
    frame, target = table()
    stored, implicit = both(lambda **k: PolynomialLasso(0.05, **k), frame, target, **shape)
    np.testing.assert_allclose(implicit.predict(frame), stored.predict(frame), rtol=0, atol=1e-8)
    assert implicit.dual_gap_ <= 1e-9
    assert implicit.n_candidate_terms_ == stored.n_candidate_terms_
    assert implicit.n_constant_terms_ == stored.n_constant_terms_
    assert implicit.summary().storage == "implicit"


@pytest.mark.parametrize("shape", SHAPES[:6], ids=[str(list(shape)) for shape in SHAPES[:6]])
@pytest.mark.filterwarnings("ignore::polylasso.errors.EdgeOfGridWarning")  # with heredity
def test_cross_validation(shape):
    frame, target = table()
    stored, implicit = both(PolynomialLassoCV, frame, target, **shape)
    np.testing.assert_allclose(implicit.alpha_, stored.alpha_, rtol=1e-9)
    np.testing.assert_allclose(implicit.cv_mse_, stored.cv_mse_, rtol=1e-7)
    np.testing.assert_allclose(implicit.predict(frame), stored.predict(frame), rtol=0, atol=1e-7)


def test_passes_are_shared_by_folds_of_large_problems(monkeypatch):
    from polylasso.training import build

    monkeypatch.setattr(build, "WORTH_SHARING", 0.0)
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 12))
    y = X[:, 0] * X[:, 1] + X[:, 2] + 0.5 * rng.normal(size=300)
    shared = PolynomialLassoCV(storage="implicit").fit(X, y)
    monkeypatch.undo()
    alone = PolynomialLassoCV(storage="implicit").fit(X, y)
    np.testing.assert_allclose(shared.mse_path_, alone.mse_path_, rtol=1e-8)
    assert shared.terms_ == alone.terms_


def test_a_table_too_large_to_expand_is_fitted():
    """20,100 terms on 500 rows are 80 MB; 20 MB are allowed."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(500, 199))
    y = 2.0 * X[:, 3] * X[:, 150] - X[:, 7] ** 2 + 0.1 * rng.normal(size=500)
    path = polynomial_lasso_path(X, y, alphas=20, eps=0.1, memory_limit=20e6)
    assert [str(term) for term in path.terms] == ["x7^2", "x3*x150"]
    assert path.gaps.max() <= 1e-9


def test_least_squares_needs_the_columns():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 60))
    with pytest.raises(MemoryLimitError, match="1,890 candidate terms"):
        PolynomialLasso(0.0, memory_limit=1e5).fit(X, X[:, 0])
    with pytest.raises(ValueError, match=r"alpha = 0 .* storage"):
        PolynomialLasso(0.0, storage="implicit").fit(X, X[:, 0])


def test_an_unknown_storage_is_refused():
    with pytest.raises(ValueError, match="storage must be one of 'auto', 'stored', 'implicit'"):
        PolynomialLasso(storage="disk").fit([[1.0], [2.0]], [1.0, 2.0])
