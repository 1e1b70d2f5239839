"""The display of two variables."""

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.plots import SurfaceDisplay
from polylasso.sources.table import Column, Table
from tests.plots.images import check_image
from tests.plots.made import car_model, cars, fitted, model_without_terms


def test_two_numbers_are_a_map():
    display = SurfaceDisplay.from_model(car_model(), cars()[0], ("comb", "engine (l)")).plot()
    check_image(display.figure_, "surface_map")


def test_rows_outside_the_training_range():
    table, _ = cars()
    moved = tuple(
        Column(c.name, c.values * 1.3) if c.name in ("comb", "engine (l)") else c
        for c in table.columns
    )
    rows = Table(moved, table.n_rows)
    display = SurfaceDisplay.from_model(car_model(), rows, ("comb", "engine (l)"))
    check_image(display.plot(theme="dark").figure_, "surface_outside")


def test_a_level_is_a_curve_whatever_the_order():
    display = SurfaceDisplay.from_model(car_model(), cars()[0], ("fuel", "comb"))
    assert [grid.variable.name for grid in display.joint.grids] == ["comb", "fuel"]
    check_image(display.plot().figure_, "surface_curves")


def test_two_categories_are_points():
    display = SurfaceDisplay.from_model(car_model(), cars()[0], ("fuel", "turbo")).plot()
    check_image(display.figure_, "surface_levels")


def test_many_rows_are_thinned_and_that_is_said():
    table, _ = cars(5000)
    display = SurfaceDisplay.from_model(car_model(), table, ("comb", "engine (l)")).plot()
    assert "dots: 1,500 of 5,000 rows" in display.figure_._suptitle.get_text()


def test_the_pair_that_interacts_most_is_the_default():
    joint = SurfaceDisplay.from_model(car_model()).joint
    assert {grid.variable.name for grid in joint.grids} == {"comb", "fuel"}


def test_of_an_estimator():
    estimator, table, _ = fitted()
    display = SurfaceDisplay.from_estimator(estimator, table, ("comb", "engine (l)")).plot()
    assert display.ax_.get_xlabel() == "comb"
    assert display.ax_.get_ylabel() == "engine (l)"


def test_where_the_model_does_not_extrapolate_nothing_is_drawn():
    table, _ = cars()
    rows = Table(
        tuple(Column(c.name, c.values * 1.3) if c.name == "comb" else c for c in table.columns),
        table.n_rows,
    )
    display = SurfaceDisplay.from_model(
        car_model(extrapolation="nan"), rows, ("comb", "engine (l)")
    ).plot()
    assert np.isnan(display.joint.predicted[-1]).all()
    display.figure_.canvas.draw()


def test_a_constant_surface_can_be_drawn():
    display = SurfaceDisplay.from_model(car_model(), None, ("year", "engine (l)")).plot()
    display.figure_.canvas.draw()


def test_fewer_than_two_variables():
    with pytest.raises(DataError, match="fewer than two"):
        SurfaceDisplay.from_model(model_without_terms())


def test_twice_the_same():
    with pytest.raises(DataError, match="both are 'comb'"):
        SurfaceDisplay.from_model(car_model(), None, ("comb", "comb"))
