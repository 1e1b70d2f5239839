"""The display of residuals along a column."""

import numpy as np

from polylasso.plots import LeftoverDisplay
from polylasso.sources.table import Column
from tests.plots.images import check_image
from tests.plots.made import cars, fitted

RNG = np.random.default_rng(1)


def bent(n_rows=300):
    """Return a column of numbers, and observations that bend along it."""
    values = RNG.uniform(2000, 2020, n_rows)
    return Column("year", values), 0.05 * (values - 2010) ** 2 + RNG.normal(size=n_rows)


def test_numbers():
    column, actual = bent()
    display = LeftoverDisplay.from_predictions(
        column, actual, np.full(300, actual.mean()), target_name="co2 (g/km)"
    ).plot()
    check_image(display.figure_, "leftover_numbers")


def test_levels():
    estimator, table, actual = fitted()
    display = LeftoverDisplay.from_estimator(estimator, table, actual, "fuel").plot(theme="dark")
    labels = [text.get_text() for text in display.ax_.get_xticklabels()]
    assert sorted(labels) == ["diesel", "ethanol", "petrol"]
    check_image(display.figure_, "leftover_levels")


def test_the_most_frequent_of_many_levels():
    labels = tuple(f"maker {number:02d}" for number in range(50))
    column = Column("maker", RNG.integers(0, 50, 900), labels)
    display = LeftoverDisplay.from_predictions(column, RNG.normal(size=900), np.zeros(900)).plot()
    assert "the 20 most frequent of 50 levels" in display.figure_._suptitle.get_text()
    assert len(display.ax_.get_xticklabels()) == 20


def test_no_row_says_so():
    column = Column("comb", np.full(3, np.nan))
    display = LeftoverDisplay.from_predictions(column, np.ones(3), np.ones(3)).plot()
    assert "no row" in display.ax_.texts[0].get_text()


def test_a_column_that_the_model_does_not_use():
    estimator, table, actual = fitted()
    assert (
        LeftoverDisplay.from_estimator(
            estimator, cars()[0], actual, "turbo"
        ).leftover.residual.tolist()
        == (actual - estimator.predict(table)).tolist()
    )
