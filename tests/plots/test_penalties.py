"""Pictures of penalties: what is drawn, names as they are, and how it looks."""

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.lab import bias_variance, geometry, penalty_paths
from polylasso.plots.penalties import (
    BiasVarianceDisplay,
    PenaltyGeometryDisplay,
    PenaltyPathsDisplay,
)
from polylasso.sources.table import Column, Table
from tests.plots.images import check_image

plt = pytest.importorskip("matplotlib.pyplot", reason="matplotlib is not installed")

GENERATOR = np.random.default_rng(0)
VALUES = GENERATOR.normal(size=(60, 2))
SIGNAL = 2 * VALUES[:, 0] - VALUES[:, 0] * VALUES[:, 1]
Y = SIGNAL + GENERATOR.normal(size=60)
NAMES = ("_cost_in_$", "$m_2$")
X = Table(tuple(map(Column, NAMES, VALUES.T)), 60)
TARGET = Column("$y_1$", Y)
PLAIN = Table(tuple(map(Column, ("size", "weight"), VALUES.T)), 60)
CO2 = Column("co2", Y)


@pytest.fixture(scope="module")
def paths():
    return penalty_paths(PLAIN, CO2, alphas=20)


@pytest.fixture(scope="module")
def plane():
    model = PolynomialLasso(0.7, degree=2).fit(PLAIN, Y)
    return geometry(model, PLAIN, CO2, "size", "weight")


@pytest.fixture(scope="module")
def result():
    return bias_variance(PLAIN, CO2, truth=SIGNAL, alphas=12, n_resamples=8)


def words(figure):
    """Return all text that a figure shows."""
    figure.canvas.draw()
    return [text.get_text() for text in figure.findobj(plt.Text) if text.get_text()]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_of_paths(paths, theme):
    display = PenaltyPathsDisplay.from_paths(paths).plot(theme=theme)
    check_image(display.figure_, f"penalty_paths_{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_of_the_geometry(plane, theme):
    display = PenaltyGeometryDisplay.from_geometry(plane).plot(theme=theme)
    check_image(display.figure_, f"penalty_geometry_{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_of_bias_and_variance(result, theme):
    display = BiasVarianceDisplay.from_result(result).plot(theme=theme)
    check_image(display.figure_, f"bias_variance_{theme}")


def test_panels_share_their_y_axis_and_alpha_falls(paths):
    display = PenaltyPathsDisplay.from_paths(paths).plot()
    assert len({panel.get_ylim() for panel in display.axes_}) == 1
    for panel in display.axes_:
        left, right = panel.get_xlim()
        assert left > right
    assert display.ax_ is display.axes_[0]
    assert [panel.get_title() for panel in display.axes_] == [
        "ridge",
        "elastic net, l1_ratio 0.5",
        "lasso",
    ]


def test_one_term_has_one_look_in_all_panels(paths):
    display = PenaltyPathsDisplay.from_paths(paths).plot()
    looks = [
        [(line.get_color(), line.get_linestyle()) for line in panel.lines[1:]]
        for panel in display.axes_
    ]
    assert looks[0] == looks[1] == looks[2]
    assert len(set(looks[0])) == len(paths.terms)


def test_nine_terms_look_different():
    linear = ["size", "weight"]
    products = ["size^2", "size*weight", "weight^2", "size^2*weight", "size*weight^2"]
    wanted = [*linear, *products, "size^3", "weight^3"]
    paths = penalty_paths(PLAIN, Y, degree=3, alphas=4, terms=wanted)
    (ridge, *_) = PenaltyPathsDisplay(paths).plot().axes_
    assert len({(line.get_color(), line.get_linestyle()) for line in ridge.lines[1:]}) == 9


def test_lines_are_the_paths(paths):
    display = PenaltyPathsDisplay.from_paths(paths).plot()
    line = display.axes_[2].lines[1]
    np.testing.assert_array_equal(line.get_xdata(), paths.alphas[2])
    np.testing.assert_array_equal(line.get_ydata(), paths.coef[2, 0])


def test_paths_go_into_axes_that_are_given(paths):
    figure, axes = plt.subplots(1, 3)
    display = PenaltyPathsDisplay.from_paths(paths).plot(ax=axes)
    assert display.figure_ is figure
    assert len({panel.get_ylim() for panel in axes}) == 1
    assert axes[2].get_legend() is not None


def test_the_number_of_given_axes_must_fit(paths):
    with pytest.raises(ValueError, match="3 penalties"):
        PenaltyPathsDisplay.from_paths(paths).plot(ax=plt.subplots(1, 2)[1])


def test_one_penalty_and_one_alpha_can_be_drawn():
    paths = penalty_paths(PLAIN, Y, alphas=1, l1_ratios=(0,))
    display = PenaltyPathsDisplay.from_paths(paths).plot()
    display.figure_.canvas.draw()
    assert display.ax_.lines[1].get_marker() == "o"


def test_names_are_shown_as_they_are():
    display = PenaltyPathsDisplay(penalty_paths(X, TARGET, alphas=3)).plot()
    shown = words(display.figure_)
    assert "_cost_in_$" in shown
    assert "$m_2$" in shown
    assert any("(units of $y_1$)" in text for text in shown)
    assert not any(
        text.get_parse_math() and text.get_text().count("$") > 1
        for text in display.figure_.findobj(plt.Text)
        if "mathdefault" not in text.get_text()  # ticks of the logarithmic axis
    )


def test_names_of_the_plane_are_shown_as_they_are():
    model = PolynomialLasso(0.2).fit(X, TARGET)
    display = PenaltyGeometryDisplay.from_estimator(model, X, TARGET, *NAMES).plot()
    assert display.ax_.get_xlabel() == "coefficient of _cost_in_$"
    assert display.ax_.get_ylabel() == "coefficient of $m_2$"
    assert not display.ax_.yaxis.label.get_parse_math()


def test_long_names_are_cut_and_lines_joined():
    name = "a name\nof two lines " + "that is long " * 8
    table = Table((Column(name, VALUES[:, 0]),), 60)
    display = PenaltyPathsDisplay(penalty_paths(table, Column(name, Y), alphas=3)).plot()
    assert all(len(line) < 60 for text in words(display.figure_) for line in text.split("\n"))


def test_touching_points_and_least_squares_are_marked(plane):
    display = PenaltyGeometryDisplay.from_geometry(plane).plot()
    marks = [line.get_xydata()[0] for line in display.ax_.lines if line.get_marker() in "o+"]
    expected = [*(each.solution for each in plane.sets), plane.loss.centre]
    np.testing.assert_array_equal(marks, expected)
    assert display.ax_.get_aspect() == 1.0


def test_the_legend_says_where_the_diamond_touches(plane):
    shown = words(PenaltyGeometryDisplay.from_geometry(plane).plot().figure_)
    assert plane.sets[0].at_corner
    assert "lasso\nalpha 0.7\nat a corner" in shown


def test_a_plane_goes_into_axes_that_are_given(plane):
    figure, ax = plt.subplots()
    display = PenaltyGeometryDisplay.from_geometry(plane).plot(ax=ax)
    assert display.ax_ is ax
    assert display.axes_.tolist() == [ax]
    assert display.figure_ is figure


def test_a_set_that_holds_least_squares_is_drawn():
    model = PolynomialLasso(0.2).fit(PLAIN, Y)
    plane = geometry(model, PLAIN, Y, "size", "weight", budget=100.0)
    shown = words(PenaltyGeometryDisplay.from_geometry(plane).plot().figure_)
    assert "ridge\nholds least squares" in shown


def test_collinear_terms_can_be_drawn():
    table = np.column_stack([VALUES[:, 0], 2 * VALUES[:, 0] + 1])
    model = PolynomialLasso(0.1, degree=1).fit(table, Y)
    display = PenaltyGeometryDisplay.from_estimator(model, table, Y, "x0", "x1").plot()
    display.figure_.canvas.draw()
    assert len(display.ax_.lines) > 5


def test_bands_are_two_standard_errors_wide(result):
    display = BiasVarianceDisplay.from_result(result).plot()
    band = display.ax_.collections[2].get_paths()[0].vertices
    top = np.max(result.error.value + 2 * result.error.standard_error)
    assert band[:, 1].max() == pytest.approx(top)


def test_a_steep_fall_is_drawn_on_a_logarithmic_axis():
    steep = bias_variance(PLAIN, SIGNAL, alphas=[2.0, 1e-3], n_resamples=3)
    assert BiasVarianceDisplay(steep).plot().ax_.get_yscale() == "log"
    flat = bias_variance(PLAIN, SIGNAL, alphas=[2.0, 1.0], n_resamples=3)
    ax = BiasVarianceDisplay(flat).plot().ax_
    assert ax.get_yscale() == "linear"
    assert ax.get_ylim()[0] == 0.0


def test_the_least_error_is_marked(result):
    display = BiasVarianceDisplay.from_result(result).plot()
    marks = [line for line in display.ax_.lines if (line.get_label() or "").startswith("least")]
    assert marks[0].get_xdata()[0] == result.alphas[result.best]


def test_the_legend_says_where_the_noise_is(result):
    assert "noise (apart)" in words(BiasVarianceDisplay.from_result(result).plot().figure_)
    unaware = bias_variance(PLAIN, Y, alphas=3, n_resamples=3)
    shown = words(BiasVarianceDisplay.from_result(unaware).plot().figure_)
    assert "squared bias (holds the noise)" in shown
    assert "noise (apart)" not in shown


def test_displays_take_the_terms_of_a_model():
    model = PolynomialLasso(0.2, degree=1, l1_ratio=0.5).fit(PLAIN, Y)
    paths = PenaltyPathsDisplay.from_estimator(model, PLAIN, Y, alphas=3)
    assert paths.paths.n_candidate_terms == 2
    variation = BiasVarianceDisplay.from_estimator(model, PLAIN, Y, alphas=3, n_resamples=3)
    assert variation.result.l1_ratio == 0.5
    assert variation.result.n_terms.value.max() <= 2


@pytest.mark.parametrize("theme", ["sepia", None])
def test_refuses_themes(paths, plane, result, theme):
    for display in (
        PenaltyPathsDisplay(paths),
        PenaltyGeometryDisplay(plane),
        BiasVarianceDisplay(result),
    ):
        with pytest.raises(ValueError, match="theme"):
            display.plot(theme=theme)
