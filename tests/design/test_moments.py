"""Tests of the design that knows only moments against the one written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.design import MomentDesign, moment_designs
from tests.design.oracle import check_against_dense, columns_of
from tests.design.strategies import data, growing, kfold


def designs_of(raw, target, weights, trains, centred=True):
    return moment_designs(columns_of(raw, weights, centred), target, weights, trains)


@given(data(), st.booleans(), st.booleans())
def test_all_rows_and_folds(drawn, centred, in_time):
    raw, target, weights, rng = drawn
    trains = growing(len(raw)) if in_time else kfold(rng, len(raw))
    masks = np.vstack([np.ones(len(raw), bool), trains])
    designs = designs_of(raw, target, weights, trains, centred)
    for design, mask in zip(designs, masks, strict=True):
        check_against_dense(design, raw, target, weights * mask, centred, atol=1e-9)


@given(data())
def test_without_folds_there_is_one_design(drawn):
    raw, target, weights, _ = drawn
    (design,) = designs_of(raw, target, weights, np.ones((0, len(raw)), bool))
    check_against_dense(design, raw, target, weights)


@given(data())
def test_folds_without_an_outlier(drawn):
    """One row is a million times the others; the folds that lack it must not lose digits."""
    raw, target, weights, rng = drawn
    raw[0, 0], target[0] = 1e6, 1e4
    trains = kfold(rng, len(raw))
    designs = designs_of(raw, target, weights, trains)[1:]
    for design, train in zip(designs, trains, strict=True):
        check_against_dense(design, raw, target, weights * train, atol=1e-9)


def test_heavy_tails():
    rng = np.random.default_rng(0)
    raw = np.sinh(4.0 * rng.standard_normal((200, 5)))
    target, weights = rng.standard_normal(200), np.full(200, 0.005)
    trains = kfold(rng, 200)
    designs = designs_of(raw, target, weights, trains)[1:]
    for design, train in zip(designs, trains, strict=True):
        check_against_dense(design, raw, target, weights * train, atol=1e-9)


def test_a_column_that_is_constant_in_a_fold_keeps_the_fold_on_moments():
    rng = np.random.default_rng(0)
    raw = rng.standard_normal((40, 3))
    raw[:, 1] = np.arange(40) == 0
    trains = np.arange(40)[None] >= 10
    _, fold = designs_of(raw, raw[:, 0], np.full(40, 0.025), trains)
    assert isinstance(fold, MomentDesign)
    assert fold.constant.tolist() == [False, True, False]


def test_moments_are_looked_up():
    rng = np.random.default_rng(0)
    raw = rng.standard_normal((10, 2))
    (design,) = designs_of(raw, raw[:, 0], np.full(10, 0.1), np.ones((0, 10), bool))
    assert design.has_gram


def test_means_and_scales_are_in_raw_units():
    rng = np.random.default_rng(0)
    raw = 5.0 + 3.0 * rng.standard_normal((20, 2))
    train = np.arange(20) < 15
    _, design = designs_of(raw, raw[:, 0], np.full(20, 0.05), train[None])
    np.testing.assert_allclose(design.means(slice(None)), raw[train].mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(design.scales(slice(None)), raw[train].std(axis=0), rtol=1e-12)
    assert design.target_mean == pytest.approx(raw[train, 0].mean(), rel=1e-13)


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("size", [1e2, 1e4, 1e6])
def test_a_fold_without_two_opposite_outliers(size, centred):
    """They leave the mean where it is: only the sums of squares tell that digits are lost."""
    rng = np.random.default_rng(0)
    raw, target, weights = rng.standard_normal((40, 3)), rng.standard_normal(40), np.full(40, 0.025)
    raw[:2, 0] = size, -size
    fold = np.arange(40) % 4
    fold[:2] = 0
    trains = fold != np.arange(4)[:, None]
    for design, train in zip(
        designs_of(raw, target, weights, trains, centred)[1:], trains, strict=True
    ):
        check_against_dense(design, raw, target, weights * train, centred, atol=1e-10)


@pytest.mark.parametrize("size", [1e2, 1e4, 1e6])
def test_a_fold_without_two_opposite_outliers_of_the_target(size):
    rng = np.random.default_rng(0)
    raw, target, weights = rng.standard_normal((40, 3)), rng.standard_normal(40), np.full(40, 0.025)
    target[:2] = size, -size
    fold = np.arange(40) % 4
    fold[:2] = 0
    trains = fold != np.arange(4)[:, None]
    for design, train in zip(designs_of(raw, target, weights, trains)[1:], trains, strict=True):
        check_against_dense(design, raw, target, weights * train, atol=1e-10)


def test_without_centring_a_column_that_is_constant_in_a_fold_stays():
    rng = np.random.default_rng(0)
    raw, target, weights = rng.standard_normal((40, 3)), rng.standard_normal(40), np.full(40, 0.025)
    fold = np.arange(40) // 10
    raw[:, 0] = np.where(fold == 0, 1e6, 2.0)
    trains = fold != np.arange(4)[:, None]
    for design, train in zip(
        designs_of(raw, target, weights, trains, False)[1:], trains, strict=True
    ):
        check_against_dense(design, raw, target, weights * train, centred=False, atol=1e-10)
