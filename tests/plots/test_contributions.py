"""The display of one prediction as a waterfall."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.inspection import reference_point, table_at
from polylasso.plots import ContributionsDisplay
from polylasso.sources.table import Column
from tests.plots.images import check_image
from tests.plots.made import car_model, cars, fitted, model_of_many_terms, model_without_terms


def row_of(number):
    return cars()[0].take(np.array([number]))


def row_of_many():
    """Return a model of two hundred terms, and a row where some add and some take away."""
    model = model_of_many_terms()
    point = {one.name: 0.9 if k % 3 else 0.1 for k, one in enumerate(model.variables)}
    return model, table_at(model, point)


def bars(display):
    return [(bar.get_x(), bar.get_width()) for bar in display.ax_.patches]


def test_beside_the_mean_of_rows():
    display = ContributionsDisplay.from_model(car_model(), row_of(3), cars()[0]).plot()
    check_image(display.figure_, "contributions_mean")


def test_beside_a_typical_point_with_many_terms():
    display = ContributionsDisplay.from_model(*row_of_many()).plot(theme="dark")
    labels = [text.get_text() for text in display.ax_.get_yticklabels()]
    assert (labels[0], *labels[-2:]) == ("typical values", "188 other terms", "this prediction")
    check_image(display.figure_, "contributions_many")


def test_bars_go_from_the_baseline_to_the_prediction():
    display = ContributionsDisplay.from_model(*row_of_many()).plot()
    found = display.contributions
    assert sum(width for _, width in bars(display)) == pytest.approx(
        found.predicted - found.baseline.predicted, rel=1e-12
    )
    assert len(bars(display)) == 13


def test_thirteen_terms_are_not_pooled():
    model = model_of_many_terms(13)
    point = dict.fromkeys(reference_point(model), 0.9)
    display = ContributionsDisplay.from_model(model, table_at(model, point))
    assert len(bars(display.plot())) == 13


def test_numbers_are_those_of_the_estimator():
    estimator, table, _ = fitted()
    display = ContributionsDisplay.from_estimator(estimator, row_of(3), table)
    found = display.contributions
    assert found.predicted == estimator.predict(row_of(3))[0]
    assert found.baseline.predicted == pytest.approx(estimator.predict(table).mean(), rel=1e-12)


def test_a_row_that_is_not_predicted_says_so():
    columns = tuple(
        Column("comb", np.array([99.0])) if one.name == "comb" else one for one in row_of(3).columns
    )
    model = replace(car_model(), extrapolation="nan")
    display = ContributionsDisplay.from_model(model, replace(row_of(3), columns=columns)).plot()
    assert "does not predict" in display.ax_.texts[0].get_text()


def test_a_model_without_terms_is_its_intercept():
    display = ContributionsDisplay.from_model(model_without_terms(), row_of(3)).plot()
    assert [text.get_text() for text in display.ax_.texts] == ["3", "3"]


def test_of_one_row_only():
    with pytest.raises(DataError, match="one row"):
        ContributionsDisplay.from_model(car_model(), cars()[0])


def test_what_adds_next_to_nothing_is_pooled():
    model = model_of_many_terms(10)
    point = {**reference_point(model), model.variables[9].name: 1.0, model.variables[8].name: 0.9}
    display = ContributionsDisplay.from_model(model, table_at(model, point)).plot()
    labels = [text.get_text() for text in display.ax_.get_yticklabels()]
    assert len(labels) == 5
    assert labels[3] == "8 other terms"


def test_a_held_prediction_has_a_bar_of_its_own():
    model = replace(car_model(), extrapolation="hold", target_range=(0.0, 1.0))
    display = ContributionsDisplay.from_model(model, row_of(3), cars()[0]).plot()
    labels = [text.get_text() for text in display.ax_.get_yticklabels()]
    assert labels[-2:] == ["held in the range seen", "this prediction"]
    found = display.contributions
    assert sum(width for _, width in bars(display)) == pytest.approx(
        found.predicted - found.baseline.predicted
    )
