"""One fit from a table to a scored model: which rows serve for what."""

import numpy as np
import pytest

from polylasso.job import ColumnChoice, FitSettings, Folds, fit_outcome, fit_table
from polylasso.sources.table import Column, Table


def waves(n_rows=80, seed=0):
    """Return a table in which y is quadratic in a, with noise, and b repeats every ten rows."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=n_rows)
    b = (np.arange(n_rows) % 10).astype(float)
    y = 1 + 2 * a**2 - a + 0.1 * rng.normal(size=n_rows)
    return Table((Column("a", a), Column("b", b), Column("y", y)), n_rows)


def test_rows_are_held_out_as_the_mask_says():
    fitted = fit_table(waves(), FitSettings(ColumnChoice("y")))
    assert fitted.n_rows == 80
    assert fitted.held_out.dtype == bool
    assert fitted.n_held_out == fitted.test.n_rows == 16
    assert fitted.train.n_rows == 64
    predicted = fitted.estimator.predict(fitted.test.features)
    error = np.mean((predicted - fitted.test.target.values) ** 2)
    assert fitted.scores["model"].mse == pytest.approx(error, rel=1e-12)


def test_nothing_is_held_out_if_nothing_is_asked():
    fitted = fit_table(waves(), FitSettings(ColumnChoice("y"), test_size=0.0))
    assert fitted.held_out is None
    assert fitted.test is None
    assert fitted.train.n_rows == fitted.rows.n_rows == 80
    assert fitted.scores["model"].r2 is None


def test_groups_stay_on_one_side():
    fitted = fit_table(waves(), FitSettings(ColumnChoice("y", groups="b")))
    assert not set(fitted.train.groups) & set(fitted.test.groups)


def test_time_holds_out_the_last_rows():
    fitted = fit_table(waves(), FitSettings(ColumnChoice("y"), folds=Folds(4, in_time=True)))
    np.testing.assert_array_equal(np.flatnonzero(fitted.held_out), np.arange(64, 80))


def test_rows_left_out_are_not_among_those_used():
    table = waves()
    values = table.column("a").values.copy()
    values[:5] = np.nan
    holed = Table((Column("a", values), *table.columns[1:]), table.n_rows)
    fitted = fit_table(holed, FitSettings(ColumnChoice("y"), shared={"missing": "drop"}))
    outcome = fit_outcome(fitted, "waves", 0.5)
    assert len(fitted.held_out) == fitted.n_rows == outcome["n_rows"] == 75
    assert outcome["n_dropped_rows"] == 5
    assert outcome["n_train_rows"] + outcome["n_holdout_rows"] == 75


def test_a_refit_keeps_the_rows_and_the_scores():
    settings = FitSettings(ColumnChoice("y"))
    plain = fit_table(waves(), settings)
    again = fit_table(waves(), FitSettings(ColumnChoice("y"), refit=True))
    assert again.refitted
    np.testing.assert_array_equal(again.held_out, plain.held_out)
    assert again.scores == plain.scores


def test_warnings_name_parameters_as_python_has_them():
    from polylasso.errors import DataError

    with pytest.raises(DataError, match="lower cv or test_size"):
        fit_table(waves(8), FitSettings(ColumnChoice("y"), folds=Folds(5, in_time=True)))


def test_folds_in_time_need_their_number():
    with pytest.raises(ValueError, match="need their number"):
        Folds(in_time=True)
