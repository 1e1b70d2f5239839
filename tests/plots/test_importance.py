"""The display of term sizes."""

import numpy as np
import pytest

from polylasso.plots import TermImportanceDisplay
from tests.plots.images import check_image
from tests.plots.made import car_model, cars, fitted, model_of_many_terms, model_without_terms


def test_shares_of_a_fit():
    display = TermImportanceDisplay.from_model(car_model(), cars()[0]).plot()
    check_image(display.figure_, "importance_shares")


def test_the_largest_of_two_hundred():
    display = TermImportanceDisplay.from_model(model_of_many_terms()).plot(theme="dark")
    check_image(display.figure_, "importance_many")
    assert "the 20 largest of 200 terms" in display.figure_._suptitle.get_text()


def test_sizes_are_those_of_the_summary():
    estimator, *_ = fitted()
    summary = estimator.summary()
    shares = TermImportanceDisplay.from_estimator(estimator).sizes
    assert shares.sizes.sum() == pytest.approx(1.0)
    assert shares.sizes[0] == max(row.share for row in summary.rows)
    absolute = TermImportanceDisplay.from_estimator(estimator, "standardized").sizes
    assert absolute.sizes.tolist() == [abs(row.standardized_coef) for row in summary.rows]


def test_unknown_measure():
    with pytest.raises(ValueError, match="'share' or 'standardized'"):
        TermImportanceDisplay.from_estimator(fitted()[0], "gain")


def test_a_model_without_terms_says_so():
    display = TermImportanceDisplay.from_model(model_without_terms()).plot()
    assert "no term" in display.ax_.texts[0].get_text()


def test_long_names_stay_apart():
    display = TermImportanceDisplay.from_model(model_of_many_terms(12)).plot()
    labels = [text.get_text() for text in display.ax_.get_yticklabels()]
    assert len(set(labels)) == 12
    assert max(map(len, labels)) <= 36


def test_one_term():
    display = TermImportanceDisplay.from_model(model_of_many_terms(1)).plot()
    assert len(display.ax_.patches) == 1


def test_rows_without_a_prediction_are_counted():
    from dataclasses import replace

    from polylasso.sources.table import Column, Table

    table, _ = cars()
    comb = np.where(np.arange(table.n_rows) < 7, np.nan, table.column("comb").values)
    columns = tuple(Column("comb", comb) if c.name == "comb" else c for c in table.columns)
    model = replace(car_model(), missing="drop")
    display = TermImportanceDisplay.from_model(model, Table(columns, table.n_rows)).plot()
    assert "7 rows without a prediction left out" in display.figure_._suptitle.get_text()
