"""The display of rows outside the training range."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.plots import RangeMapDisplay
from polylasso.sources.table import Column, Table
from tests.plots.images import check_image
from tests.plots.made import (
    FUELS,
    car_model,
    cars,
    fitted,
    model_of_many_terms,
    model_without_terms,
)


def far_cars():
    """Return cars beyond the range on both sides, far and near, and of another fuel."""
    table, _ = cars()
    engine, comb = table.column("engine (l)").values.copy(), table.column("comb").values.copy()
    engine[:3] = [-3.0, 25.0, 7.0]
    comb[5:9] += 16.0
    fuel = np.where(np.arange(table.n_rows) < 5, 0, table.column("fuel").values + 1)
    columns = (
        Column("engine (l)", engine),
        Column("comb", comb),
        table.column("turbo"),
        Column("fuel", fuel, ("$biogas", *FUELS)),
    )
    return Table(columns, table.n_rows)


def texts(display):
    return [text.get_text() for text in display.ax_.texts]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_beyond_on_both_sides(theme):
    display = RangeMapDisplay.from_model(car_model(), far_cars()).plot(theme=theme)
    check_image(display.figure_, f"range_map_{theme}")


def test_it_says_how_many_and_where():
    display = RangeMapDisplay.from_model(car_model(), far_cars()).plot()
    assert "9 of 200 rows (4.5 %) outside" in display.figure_._suptitle.get_text()
    assert r"not among 3 levels: '\$biogas'" in texts(display)
    assert "5 (2.5 %)" in texts(display)


def test_nothing_outside():
    display = RangeMapDisplay.from_estimator(fitted()[0], fitted()[1]).plot()
    assert "0 of 200 rows outside" in display.figure_._suptitle.get_text()
    assert texts(display).count("none") == len(display.ranges.columns)


def test_the_columns_with_most_rows_outside_are_kept():
    model = model_of_many_terms(40)
    columns = tuple(
        Column(one.name, np.full(2, 5.0 if k == 39 else 0.5))
        for k, one in enumerate(model.variables)
    )
    display = RangeMapDisplay.from_model(model, Table(columns, 2)).plot()
    assert "the 14 of 40 columns" in display.figure_._suptitle.get_text()
    assert display.ranges.columns[0].variable.name.endswith(" 39")


def test_a_model_without_terms_says_so():
    display = RangeMapDisplay.from_model(model_without_terms(), cars()[0]).plot()
    assert "no term" in display.ax_.texts[0].get_text()


def test_levels_only():
    fuel = Column("fuel", np.array([0]), ("hydrogen",))

    from polylasso.terms import Term

    model = replace(car_model(), terms=(Term.parse("[fuel = ethanol]"),), coef=np.ones(1))
    display = RangeMapDisplay.from_model(model, Table((fuel,), 1)).plot()
    assert "not among 3 levels: 'hydrogen'" in texts(display)
