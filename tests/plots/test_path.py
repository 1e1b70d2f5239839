"""The display of coefficient paths."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from polylasso import PolynomialLasso, polynomial_lasso_path
from polylasso.path import Path
from polylasso.plots import CoefficientPathDisplay
from polylasso.terms import Term
from tests.plots.images import check_image
from tests.plots.made import cars, fitted


def path_of(coef, alphas, names=None):
    """Return a path with these standardised coefficients."""
    coef = np.asarray(coef, dtype=float)
    names = names or [f"x{number}" for number in range(len(coef))]
    n_alphas = len(alphas)
    zeros = np.zeros(n_alphas)
    return Path(
        np.array(alphas, dtype=float),
        tuple(Term.parse(name) for name in names),
        csc_array(coef.reshape(len(coef), n_alphas)),
        csc_array(coef.reshape(len(coef), n_alphas)),
        zeros,
        zeros,
        zeros,
        (),
        len(coef) + 7,
        1,
        1,
    )


def curves(n_terms, n_alphas=30):
    """Return smooth coefficients of which the first enter first."""
    alphas = np.geomspace(10, 0.1, n_alphas)
    entry = np.geomspace(9, 0.12, n_terms)[:, None]
    sizes = np.cos(np.arange(n_terms))[:, None]
    return np.maximum(np.log(entry / alphas), 0) * sizes, alphas


def test_path_with_the_chosen_alpha():
    path = path_of(*curves(12))
    display = CoefficientPathDisplay.from_path(path, alpha=1.0, target_name="co2").plot()
    check_image(display.figure_, "path")


def test_the_largest_of_many_terms_have_names():
    path = path_of(*curves(30))
    check_image(CoefficientPathDisplay.from_path(path).plot(theme="dark").figure_, "path_many")


def test_two_hundred_terms():
    display = CoefficientPathDisplay.from_path(path_of(*curves(200))).plot()
    assert len(display.ax_.lines) == 200 + 1  # and zero
    assert len(display.ax_.texts) == 8


def test_of_an_estimator():
    estimator, *_ = fitted()
    display = CoefficientPathDisplay.from_estimator(estimator)
    assert display.path is estimator.path_
    assert (display.alpha, display.target_name) == (estimator.alpha_, "co2 (g/km)")
    assert (
        f"{len(estimator.terms_)} at the chosen alpha"
        in display.plot().figure_._suptitle.get_text()
    )


def test_of_an_estimator_without_a_path():
    table, co2 = cars(30)
    with pytest.raises(TypeError, match="polynomial_lasso_path"):
        CoefficientPathDisplay.from_estimator(PolynomialLasso(1.0).fit(table, co2))


def test_lines_are_the_coefficients():
    coef, alphas = curves(3)
    display = CoefficientPathDisplay.from_path(path_of(coef, alphas)).plot()
    drawn = display.ax_.lines[0]
    np.testing.assert_array_equal(drawn.get_xdata(), alphas)
    np.testing.assert_array_equal(np.nan_to_num(drawn.get_ydata()), coef[0])


def test_constant_target():
    path = polynomial_lasso_path(np.arange(6.0)[:, None], np.full(6, 2.0), alphas=[1.0, 0.5])
    display = CoefficientPathDisplay.from_path(path).plot()
    assert "no term" in display.ax_.texts[0].get_text()


@pytest.mark.parametrize("alphas", [[1.0], [1.0, 0.0], [0.0]])
def test_short_paths(alphas):
    path = path_of(np.ones((2, len(alphas))), alphas)
    CoefficientPathDisplay.from_path(path, alpha=alphas[-1]).plot().figure_.canvas.draw()
