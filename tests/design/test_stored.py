"""Tests of the stored design against the one written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.design import stored, stored_designs
from tests.design.oracle import check_against_dense, columns_of, dense
from tests.design.strategies import data, growing, kfold


def designs_of(raw, target, weights, trains, centred=True):
    masks = trains * weights
    columns = columns_of(raw, weights, centred)
    return stored_designs(columns, target, masks / masks.sum(axis=1, keepdims=True))


@given(data(), st.booleans())
def test_all_rows(drawn, centred):
    raw, target, weights, _ = drawn
    (design,) = designs_of(raw, target, weights, np.ones((1, len(raw)), bool), centred)
    check_against_dense(design, raw, target, weights, centred)


@given(data(), st.booleans(), st.booleans())
def test_folds(drawn, centred, in_time):
    raw, target, weights, rng = drawn
    trains = growing(len(raw)) if in_time else kfold(rng, len(raw))
    designs = designs_of(raw, target, weights, trains, centred)
    for design, train in zip(designs, trains, strict=True):
        check_against_dense(design, raw, target, weights * train, centred, atol=1e-9)


@given(data())
def test_folds_without_an_outlier(drawn):
    """One row is a million times the others; the folds that lack it must not lose digits."""
    raw, target, weights, rng = drawn
    raw[0, 0], target[0] = 1e6, 1e4
    trains = kfold(rng, len(raw))
    for design, train in zip(designs_of(raw, target, weights, trains), trains, strict=True):
        check_against_dense(design, raw, target, weights * train, atol=1e-9)


def test_columns_are_those_written_out():
    rng = np.random.default_rng(0)
    raw, target, weights = rng.standard_normal((9, 4)), rng.standard_normal(9), np.full(9, 1 / 9)
    (design,) = designs_of(raw, target, weights, np.ones((1, 9), bool))
    chosen = np.array([2, 0])
    expected = dense(raw, target, weights)
    np.testing.assert_allclose(design.columns(chosen), expected.columns[:, chosen], atol=1e-14)
    np.testing.assert_allclose(design.target, expected.target, atol=1e-14)


def test_means_and_scales_are_in_raw_units():
    rng = np.random.default_rng(0)
    raw, weights = 5.0 + 3.0 * rng.standard_normal((20, 2)), np.full(20, 0.05)
    train = np.arange(20) < 15
    (design,) = designs_of(raw, raw[:, 0], weights, train[None])
    np.testing.assert_allclose(design.means(slice(None)), raw[train].mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(design.scales(slice(None)), raw[train].std(axis=0), rtol=1e-13)
    assert design.target_mean == pytest.approx(raw[train, 0].mean(), rel=1e-14)


def test_without_centring_there_are_no_means():
    rng = np.random.default_rng(0)
    raw, weights = 5.0 + rng.standard_normal((20, 2)), np.full(20, 0.05)
    (design,) = designs_of(raw, raw[:, 0], weights, np.ones((1, 20), bool), centred=False)
    np.testing.assert_array_equal(design.means(slice(None)), 0.0)
    np.testing.assert_allclose(
        design.scales(slice(None)), np.sqrt((raw**2).mean(axis=0)), rtol=1e-13
    )
    assert design.target_mean == 0.0


@given(data())
def test_repeating_a_row_doubles_its_weight(drawn):
    raw, target, weights, _ = drawn
    double = weights.copy()
    double[2] *= 2.0
    everything = np.ones((1, len(raw)), bool)
    (weighted,) = designs_of(raw, target, double / double.sum(), everything)
    rows = np.append(np.arange(len(raw)), 2)
    repeated = weights[rows] / weights[rows].sum()
    (plain,) = designs_of(raw[rows], target[rows], repeated, np.ones((1, len(rows)), bool))
    np.testing.assert_allclose(weighted.null_gradient, plain.null_gradient, atol=1e-11)


def test_lookups_form_products():
    rng = np.random.default_rng(0)
    raw, weights = rng.standard_normal((9, 4)), np.full(9, 1 / 9)
    (design,) = designs_of(raw, raw[:, 0], weights, np.ones((1, 9), bool))
    assert not design.has_gram


@pytest.mark.parametrize("cols", [[1, 4], [0, 2], [4, 0, 2], [3, 1, 4, 0, 2], []], ids=str)
@pytest.mark.parametrize("least_part", [1, 5, 64])
@pytest.mark.parametrize("outlier", [1.0, 1e7])
def test_inner_products_in_parts(cols, least_part, outlier, monkeypatch):
    """Without the row of the outlier the fold's means are many times its deviations."""
    monkeypatch.setattr(stored, "PART_BYTES", 1)
    monkeypatch.setattr(stored, "LEAST_PART", least_part)
    rng = np.random.default_rng(0)
    raw, weights = rng.standard_normal((12, 5)), np.full(12, 1 / 12)
    raw[0] *= outlier
    train = np.arange(12) > 0
    (design,) = designs_of(raw, raw[:, 0], weights, train[None])
    oracle = dense(raw, raw[:, 0], weights * train)
    rows, cols = np.array([4, 0, 2]), np.array(cols, dtype=np.intp)
    np.testing.assert_allclose(
        design.gram(rows, cols), oracle.gram(rows, cols), rtol=0, atol=1e-15 * outlier + 1e-14
    )
