"""A fit as tables."""

import numpy as np
import pytest

from polylasso.job import ColumnChoice, FitSettings, fit_table, with_labels
from polylasso.job.tables import rows_table, terms_table
from polylasso.sources.table import Column, Table


def table_of(*more, n_rows=60):
    rng = np.random.default_rng(0)
    a, kind = rng.uniform(0, 2, n_rows), np.arange(n_rows) % 3
    target = 1 + a**2 + (kind == 2) + rng.normal(0, 0.01, n_rows)
    columns = (
        Column("a", a),
        Column("kind", kind, ("x", "y", "z")),
        Column("y", target),
        *(Column(name, rng.normal(size=n_rows)) for name in more),
    )
    return Table(columns, n_rows)


def fit(table, shared=None, **settings):
    return fit_table(table, FitSettings(ColumnChoice("y"), shared or {}, **settings))


def test_terms_are_those_of_the_summary():
    fitted = fit(table_of())
    found = terms_table(fitted.estimator)
    rows = fitted.estimator.summary().rows
    labels = [found.column("term").categories[code] for code in found.column("term").values]
    assert labels == ["(intercept)", *(row.term.label for row in rows)]
    assert found.column("coefficient").values[0] == fitted.estimator.intercept_
    for name, value in (("coefficient", "coef"), ("share", "share")):
        expected = [getattr(row, value) for row in rows]
        np.testing.assert_array_equal(found.column(name).values[1:], expected)
    assert np.isfinite(found.column("entry alpha").values[1:]).all()


def test_entry_alphas_are_left_out_where_none_is_known():
    found = terms_table(fit(table_of(), alpha=0.01).estimator)
    assert "entry alpha" not in found.names


def test_rows_have_predictions_residuals_and_marks():
    table = table_of()
    fitted = fit(table)
    found = rows_table(fitted)
    assert found.names == ("a", "kind", "y", "y_predicted", "residual", "out_of_range", "held_out")
    predicted = fitted.estimator.model_.predict(fitted.rows.features)
    np.testing.assert_array_equal(found.column("y_predicted").values, predicted)
    expected = table.column("y").values - predicted
    np.testing.assert_array_equal(found.column("residual").values, expected)
    np.testing.assert_array_equal(found.column("held_out").values == 1, fitted.held_out)


def test_no_mark_where_nothing_is_held_out():
    assert rows_table(fit(table_of(), test_size=0.0)).names[-1] == "out_of_range"


def test_names_that_are_taken_get_a_number():
    found = rows_table(fit(table_of("residual", "y_predicted", "out_of_range", "held_out")))
    assert found.names[-4:] == ("y_predicted_2", "residual_2", "out_of_range_2", "held_out_2")


@pytest.mark.parametrize("extrapolation", ["error", "nan"])
def test_rows_that_the_model_refuses_have_no_prediction(extrapolation):
    shared = {"extrapolation": extrapolation, "unknown": "error"}
    fitted = fit(table_of(n_rows=30), shared, test_size=0.5)
    found = rows_table(fitted)
    outside = found.column("out_of_range").values == 1
    assert outside.any()
    assert np.isnan(found.column("y_predicted").values[outside]).all()
    assert np.isfinite(found.column("y_predicted").values[~outside]).all()


def test_numbers_as_labels_split_the_rows_as_labels_do():
    table = table_of()
    numbers = Table((*table.columns, Column("n", np.arange(60.0) % 4)), 60)
    shared = {"categorical": ("n",)}
    labels = with_labels(numbers, ("n",))
    assert labels.column("n").categories == ("0", "1", "2", "3")
    assert with_labels(labels, ("n",)) is labels
    left, right = fit(numbers, shared), fit(labels, shared)
    np.testing.assert_array_equal(left.held_out, right.held_out)
    np.testing.assert_array_equal(left.estimator.coef_, right.estimator.coef_)
