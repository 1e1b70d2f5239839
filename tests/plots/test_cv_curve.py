"""The display of cross-validation."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.inspection import cv_curve
from polylasso.plots import CVCurveDisplay
from tests.plots.images import check_image
from tests.plots.made import cars, fitted


def errors(n_alphas=40, n_folds=5, spread=0.1):
    alphas = np.geomspace(10, 0.01, n_alphas)
    mean = 4.0 + 0.3 * (np.log10(alphas) + 1) ** 2
    folds = np.random.default_rng(0).normal(1.0, spread, n_folds)
    return alphas, mean[:, None] * folds


def display_of(chosen=0.5, **changes):
    alphas, values = errors(**changes)
    counts = np.arange(len(alphas))
    return CVCurveDisplay(cv_curve(alphas, values, chosen, counts), "co2 (g/km)")


def test_curve():
    check_image(display_of().plot().figure_, "cv_curve")


def test_curve_in_the_dark():
    check_image(display_of().plot(theme="dark").figure_, "cv_curve_dark")


def test_of_an_estimator():
    estimator, *_ = fitted()
    curve = CVCurveDisplay.from_estimator(estimator).curve
    np.testing.assert_array_equal(curve.mean, estimator.mse_path_.mean(axis=1))
    assert curve.alphas[curve.chosen] == estimator.alpha_
    assert curve.mean[curve.chosen] == pytest.approx(estimator.cv_mse_)
    assert curve.n_terms[curve.chosen] == len(estimator.terms_)


def test_of_an_estimator_that_does_not_cross_validate():
    table, co2 = cars(30)
    with pytest.raises(TypeError, match="PolynomialLassoCV"):
        CVCurveDisplay.from_estimator(PolynomialLasso(1.0).fit(table, co2))


def test_errors_far_apart_are_logarithmic():
    alphas, values = errors()
    curve = cv_curve(alphas, values * alphas[:, None], 0.5)
    assert CVCurveDisplay(curve).plot().ax_.get_yscale() == "log"
    assert display_of().plot().ax_.get_yscale() == "linear"


@pytest.mark.parametrize("change", [{"n_alphas": 1}, {"n_folds": 1}, {"n_alphas": 2}])
def test_short_grids(change):
    display_of(**change).plot().figure_.canvas.draw()


def test_errors_of_zero():
    alphas, values = errors()
    CVCurveDisplay(cv_curve(alphas, 0 * values, 0.5)).plot().figure_.canvas.draw()
