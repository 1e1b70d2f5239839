"""Tests of implicit columns against stored ones."""

import numpy as np
import pytest
from hypothesis import given, settings

from polylasso.design import (
    AtomValues,
    Climb,
    ColumnDesign,
    ImplicitColumns,
    SharedPasses,
    implicit_designs,
    stored_designs,
)
from polylasso.terms import Dictionary, Factoring, Variable
from tests.design.implicit_problems import both, pairs

# A variance from sums of squares is at least 1e-6 of the mean square: it has lost six digits of
# sixteen, and a few units in the last one by the sums.
LOST = 1e-9


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_all_that_a_design_asks_is_that_of_stored_columns(drawn):
    stored, implicit = drawn.stored, drawn.implicit
    everything = np.arange(stored.n_terms)
    np.testing.assert_array_equal(implicit.constant, stored.constant)
    np.testing.assert_allclose(implicit.scales(everything), stored.scale, rtol=LOST)
    np.testing.assert_allclose(implicit.means(everything), stored.mean, rtol=LOST, atol=1e-14)
    np.testing.assert_allclose(implicit.rows(everything), stored.values, atol=1e-9)
    vectors = np.random.default_rng(0).standard_normal((2, len(drawn.weights)))
    if stored.centred:
        vectors -= vectors.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(implicit.project(vectors), stored.project(vectors), atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(pairs(n_folds=3))
def test_folds_are_those_of_stored_columns(drawn):
    target = np.random.default_rng(1).standard_normal(len(drawn.weights))
    found = implicit_designs(
        drawn.implicit, SharedPasses(drawn.implicit), target, drawn.weights, drawn.trains
    )
    masks = np.vstack([np.ones(len(target)), drawn.trains]) * drawn.weights
    expected = stored_designs(drawn.stored, target, masks / masks.sum(axis=1, keepdims=True))
    for own, other in zip(found, expected, strict=True):
        everything = np.arange(other.n_terms)
        np.testing.assert_array_equal(own.constant, other.constant)
        np.testing.assert_allclose(own.null_gradient, other.null_gradient, atol=1e-9)
        np.testing.assert_allclose(own.scales(everything), other.scales(everything), rtol=1e-9)
        np.testing.assert_allclose(
            own.means(everything), other.means(everything), rtol=1e-9, atol=1e-12
        )
        some = everything[:: max(1, len(everything) // 5)]
        np.testing.assert_allclose(own.gram(some, some), other.gram(some, some), atol=1e-8)
        coef = np.linspace(-1.0, 1.0, len(some))
        np.testing.assert_allclose(own.gradient(some, coef), other.gradient(some, coef), atol=1e-8)


@pytest.mark.parametrize("basis", ["power", "legendre", "hermite"])
@pytest.mark.parametrize("degree", [1, 2, 3, 5, 6])
def test_products_of_many_factors(degree, basis):
    """Left and right stems of one, two and three factors."""
    variables = tuple(Variable(name, moments=((0.1, 0.5),)) for name in "abcdefg")
    drawn = both(Dictionary(variables, degree, None, basis), np.random.default_rng(degree))
    vectors = np.random.default_rng(0).standard_normal((1, 30))
    vectors -= vectors.mean()
    np.testing.assert_allclose(
        drawn.implicit.project(vectors), drawn.stored.project(vectors), atol=1e-9
    )


def columns_of(values, weights=None, n_threads=1):
    """All products of two of some columns, and their squares."""
    variables = tuple(Variable(f"x{k}") for k in range(len(values)))
    factoring = Factoring(Dictionary(variables, 2))
    own = np.arange(len(values))
    atoms = AtomValues(2, {1: values}, Climb(own, own, None, 1.0, 0.0))
    n_rows = values.shape[1]
    weights = np.full(n_rows, 1 / n_rows) if weights is None else weights
    return ImplicitColumns(factoring, atoms, np.empty((0, n_rows)), weights, True, n_threads)


def test_many_chunks_batches_and_threads():
    rng = np.random.default_rng(0)
    values = rng.standard_normal((150, 4100))
    columns = columns_of(values, n_threads=3)
    (vector,) = rng.standard_normal((1, 4100))
    vector -= vector.mean()
    some = rng.integers(0, columns.n_terms, 200)
    (found,) = columns.project(vector[None])
    np.testing.assert_allclose(found[some], columns.rows(some) @ vector, atol=1e-10)


def test_chunks_in_which_a_vector_is_zero_are_passed_over():
    rng = np.random.default_rng(0)
    columns = columns_of(rng.standard_normal((5, 3000)))
    vectors = np.zeros((2, 3000))
    vectors[0, :1500], vectors[1, 1500:] = rng.standard_normal((2, 1500))
    some = np.arange(columns.n_terms)
    products = columns.rows(some) * columns.scales(some)[:, None] + columns.means(some)[:, None]
    np.testing.assert_allclose(columns.sums(vectors), vectors @ products.T, atol=1e-10)


def test_columns_far_from_zero_keep_their_digits():
    """Raw sums of x^2 alone would leave four digits of its variance."""
    rng = np.random.default_rng(0)
    values = np.stack([1e6 + rng.standard_normal(50), rng.standard_normal(50)])
    columns = columns_of(values)
    exact = values[0] - values[0].mean()
    np.testing.assert_allclose(columns.scales(np.array([0])), exact.std(), rtol=1e-12)
    vector = rng.standard_normal((1, 50))
    vector -= vector.mean()
    expected = exact @ vector[0] / exact.std()
    np.testing.assert_allclose(columns.project(vector)[0, 0], expected, rtol=1e-9)
    np.testing.assert_allclose(columns.rows(np.array([0]))[0], exact / exact.std(), atol=1e-12)


def test_constant_columns_and_products_that_are_zero():
    values = np.zeros((3, 8))
    values[0, :4], values[1, 4:], values[2] = 1.0, 1.0, 0.1
    columns = columns_of(values)
    # x2 and x2^2 are constant, and so is x0 * x1.
    assert columns.constant.tolist() == [False, False, True] + 2 * [False] + [True, True] + 2 * [
        False
    ]
    assert not columns.project(np.eye(8))[:, columns.constant].any()


def test_one_row_makes_everything_constant():
    assert columns_of(np.array([[2.0], [3.0]])).constant.all()


def test_a_design_of_all_rows_needs_no_moments_of_its_own():
    rng = np.random.default_rng(0)
    columns = columns_of(rng.standard_normal((4, 20)))
    target = rng.standard_normal(20)
    design = ColumnDesign(columns, target, np.full(20, 0.05))
    everything = np.arange(columns.n_terms)
    expected = columns.rows(everything) @ (target - target.mean()) / 20
    np.testing.assert_allclose(design.null_gradient, expected, atol=1e-12)
