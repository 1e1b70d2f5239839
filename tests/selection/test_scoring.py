"""Tests of errors on rows held out, against predictions of the models that were fitted."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.selection import BLENDS, Fold
from polylasso.selection.scoring import Scorer
from polylasso.solvers import Settings
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem, start_path


def rows(n_rows=60):
    rng = np.random.default_rng(0)
    X = rng.uniform(-1.0, 1.0, size=(n_rows, 2))
    return X, 5.0 * X[:, 0] * X[:, 1] + 3.0 * X[:, 0] ** 2


def test_a_fold_knows_what_it_was_trained_on():
    X, y = rows()
    train = np.arange(60) < 40
    fold = Fold.of(to_table(X), y, np.ones(60), train)
    assert (fold.n_train, fold.table.n_rows) == (40, 20)
    assert fold.target_range == (y[:40].min(), y[:40].max())
    fewer = Fold.of(to_table(X), y, np.ones(60), train, np.arange(60) >= 55)
    assert fewer.target.tolist() == y[55:].tolist()


@pytest.mark.parametrize("policy", ["extend", "clip", "hold", "linear"])
def test_errors_are_those_of_the_model_with_its_continuation(policy):
    X, y = rows()
    X[50:] *= 4.0  # far outside
    train = np.arange(60) < 50
    alpha = 0.05
    model = PolynomialLasso(alpha, extrapolation=policy).fit(X[train], y[train])
    expected = np.mean((model.predict(X[~train]) - y[~train]) ** 2)
    table = to_table(X)
    problem = build_problem(
        table.take(np.flatnonzero(train)),
        y[train],
        np.ones(50),
        Specification(extrapolation=policy),
    )
    follower = start_path(problem, Settings(tol=1e-12))
    solution = follower.solve(alpha)
    errors = Scorer(problem, Fold.of(table, y, np.ones(60), train)).errors([solution])
    assert errors[BLENDS.index(1.0), 0] == pytest.approx(expected, rel=1e-6)
