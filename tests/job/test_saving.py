"""A fit as a model file."""

import json

from polylasso import load_diabetes
from polylasso.job import ColumnChoice, FitSettings, fit_outcome, fit_table
from polylasso.job.saving import saved_model
from polylasso.modelfile.writing import to_json


def saved(**settings):
    diabetes = load_diabetes()
    chosen = FitSettings(ColumnChoice(diabetes.target_name), degrees=(1,), alpha=0.5, **settings)
    fitted = fit_table(diabetes.table, chosen)
    outcome = fit_outcome(fitted, "diabetes", 0.0)
    return json.loads(to_json(saved_model(fitted, outcome))), outcome


def test_scores_on_rows_held_out_are_kept():
    found, outcome = saved()
    for name in ("holdout_r2", "linear_holdout_r2", "n_holdout_rows"):
        assert found["scores"][name] == outcome[name]
    assert found["scores"]["refitted_on_all_rows"] is False


def test_there_are_none_without_rows_held_out():
    found, _ = saved(test_size=0.0)
    assert "holdout_r2" not in found["scores"]
    assert "refitted_on_all_rows" not in found["scores"]
