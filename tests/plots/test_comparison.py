"""The display of models by their errors."""

import numpy as np

from polylasso.lab import ComparedModel, Comparison, Figure, Scores
from polylasso.plots import ComparisonDisplay
from tests.plots.images import check_image


def scores(mse, error):
    return Scores(Figure(1.0 - mse / 3000.0, 0.001), Figure(mse, error), Figure(np.sqrt(mse), 0.1))


def model(key, degree, mse, error=None):
    return ComparedModel(
        key, degree, 9, cv=scores(0.9 * mse, None), holdout=scores(mse, error), seconds=0.1
    )


def comparison(*rows):
    rows = rows or (
        model("mean", None, 3000.0, 150.0),
        model("least_squares", 1, 40.0, 4.0),
        model("ridge", 1, 41.0, 4.0),
        ComparedModel("least_squares", 2, reason="more terms than rows"),
        model("elastic_net", 2, 8.0, 0.6),
        model("relaxed_lasso", 2, 7.0, 5.0),
        model("black_box", None, 6.0, 0.4),
    )
    return Comparison(rows, "One sentence.", (), "co2 (g/km)", 2, 5908, 1477, 5)


def test_errors_of_all_models():
    display = ComparisonDisplay(comparison()).plot()
    assert display.ax_.get_xscale() == "log"
    check_image(display.figure_, "comparison_light")


def test_a_model_without_figures_is_left_out():
    display = ComparisonDisplay(comparison()).plot(theme="dark")
    labels = [text.get_text() for text in display.ax_.get_yticklabels()]
    assert "least squares, degree 2" not in labels
    assert len(labels) == 6
    check_image(display.figure_, "comparison_dark")


def test_an_error_of_zero_has_no_logarithm():
    display = ComparisonDisplay(comparison(model("mean", None, 5.0), model("ridge", 1, 0.0)))
    assert display.plot().ax_.get_xscale() == "linear"


def test_names():
    assert model("ridge", 2, 1.0).label == "ridge, degree 2"
    assert model("mean", None, 1.0).label == "the mean"
