"""The loss is one function, whatever it is computed from."""

import numpy as np
import pytest

from polylasso.optimisers import ColumnLoss, DesignLoss, GramLoss, largest_eigenvalue, loss_of
from polylasso.optimisers import losses as module
from tests.optimisers.problems import built


@pytest.fixture
def table():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((30, 3))
    return X, X[:, 0] * X[:, 1] + rng.standard_normal(30)


def columns_of(problem):
    """Return the loss from plain columns, the target centred."""
    everything = np.arange(problem.design.n_terms)
    root = np.sqrt(problem.weights)
    Z = problem.design.columns(everything) / root[:, None]
    return ColumnLoss(Z, problem.design.target / root, problem.weights)


@pytest.mark.parametrize("storage", ["stored", "implicit"])
def test_all_losses_agree(table, storage):
    problem = built(*table, storage=storage)
    plain = columns_of(built(*table, storage="stored"))
    coef = np.random.default_rng(1).standard_normal(plain.n_terms)
    coef[::3] = 0.0
    expected = plain.at(coef)
    everything = np.arange(problem.design.n_terms)
    gram = problem.design.gram(everything, everything)
    for loss in (
        DesignLoss(problem.design),
        GramLoss(gram, problem.design.null_gradient, problem.design.null_loss),
    ):
        assert loss.n_terms == plain.n_terms
        assert loss.null_loss == pytest.approx(plain.null_loss, rel=1e-13)
        assert loss.at(coef).loss == pytest.approx(expected.loss, rel=1e-12)
        np.testing.assert_allclose(loss.at(coef).gradient, expected.gradient, atol=1e-12)


def test_gradient_is_minus_the_derivative(table):
    loss = loss_of(built(*table).design)
    coef = np.random.default_rng(1).standard_normal(loss.n_terms)
    step = 1e-5
    differences = [
        (loss.at(coef - step * unit).loss - loss.at(coef + step * unit).loss) / (2.0 * step)
        for unit in np.eye(loss.n_terms)
    ]
    # Central differences of a quadratic are exact but for rounding, about 1e-16 / step.
    np.testing.assert_allclose(loss.at(coef).gradient, differences, atol=1e-9)


def test_inner_products_are_formed_where_terms_are_few(table, monkeypatch):
    design = built(*table).design
    assert isinstance(loss_of(design), GramLoss)
    monkeypatch.setattr(module, "GRAM_TERMS", design.n_terms - 1)
    assert isinstance(loss_of(design), DesignLoss)


def test_largest_eigenvalue(table):
    loss = loss_of(built(*table).design)
    expected = np.linalg.eigvalsh(loss.gram)[-1]
    assert largest_eigenvalue(loss) == pytest.approx(expected, rel=1e-2)
    assert largest_eigenvalue(loss) <= expected * (1.0 + 1e-12)


@pytest.mark.parametrize("n_terms", [0, 3])
def test_largest_eigenvalue_of_nothing(n_terms):
    loss = GramLoss(np.zeros((n_terms, n_terms)), np.zeros(n_terms), 0.0)
    assert largest_eigenvalue(loss) == 0.0
