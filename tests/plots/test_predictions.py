"""The displays of predictions beside observations."""

import numpy as np
import pytest

from polylasso.plots import ActualPredictedDisplay, ResidualsDisplay
from polylasso.sources.table import Column
from tests.plots.images import check_image
from tests.plots.made import car_model, cars, fitted

DISPLAYS = (ActualPredictedDisplay, ResidualsDisplay)


def pairs(n_rows=200):
    table, co2 = cars(n_rows)
    return co2, car_model().predict(table)


def test_actual_and_predicted():
    display = ActualPredictedDisplay.from_predictions(*pairs(), target_name="co2 (g/km)").plot()
    check_image(display.figure_, "actual")


def test_residuals():
    display = ResidualsDisplay.from_predictions(*pairs(), target_name="co2 (g/km)").plot()
    check_image(display.figure_, "residuals")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_hundred_thousand_rows_are_counted_in_hexagons(theme):
    display = ResidualsDisplay.from_predictions(*pairs(100_000), target_name="co2").plot(
        theme=theme
    )
    check_image(display.figure_, f"residuals_many_{theme}")


@pytest.mark.parametrize("kind", DISPLAYS)
def test_of_an_estimator(kind):
    estimator, table, co2 = fitted()
    display = kind.from_estimator(estimator, table, co2)
    assert display.residuals.target_name == "co2 (g/km)"
    np.testing.assert_array_equal(display.residuals.predicted, estimator.predict(table))
    np.testing.assert_array_equal(display.residuals.actual, co2)


def test_the_name_is_that_of_the_column():
    display = ActualPredictedDisplay.from_predictions(Column("speed", np.arange(3.0)), [0, 1, 2])
    assert display.plot().ax_.get_xlabel() == "predicted speed"


@pytest.mark.parametrize("kind", DISPLAYS)
def test_rows_without_a_prediction_are_left_out_and_counted(kind):
    actual, predicted = pairs()
    predicted[:3], actual[5] = np.nan, np.inf
    display = kind.from_predictions(actual, predicted).plot()
    assert display.residuals.n_rows == 196
    assert "4 rows without" in display.figure_._suptitle.get_text()


@pytest.mark.parametrize("kind", DISPLAYS)
def test_no_prediction_at_all(kind):
    display = kind.from_predictions([1.0, 2.0], [np.nan, np.nan]).plot()
    assert "no row" in display.ax_.texts[0].get_text()


@pytest.mark.parametrize("kind", DISPLAYS)
@pytest.mark.parametrize("rows", [[5.0], [5.0, 5.0, 5.0], [0.0, 0.0]])
def test_constant_targets(kind, rows):
    kind.from_predictions(rows, rows).plot().figure_.canvas.draw()


def test_both_panels_go_where_they_are_asked():
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(1, 2)
    display = ResidualsDisplay.from_predictions(*pairs()).plot(axes)
    assert (display.ax_, display.axes_.tolist()) == (axes[0], axes.tolist())
    with pytest.raises(ValueError, match="2 axes"):
        display.plot(axes[0])


def test_the_tails_of_many_rows_are_all_drawn():
    display = ResidualsDisplay.from_predictions(*pairs(20_000)).plot()
    drawn = display.axes_[1].lines[0].get_ydata()
    ordered = np.sort(display.residuals.residual)
    assert len(drawn) < 1300
    np.testing.assert_array_equal(drawn[:100], ordered[:100])
    np.testing.assert_array_equal(drawn[-100:], ordered[-100:])
