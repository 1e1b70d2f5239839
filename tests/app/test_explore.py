"""The page Explore: a path is shown, and without one the reader is told what to do."""

from dataclasses import replace
from functools import cache

import numpy as np

from polylasso.app.samples import first_sample
from polylasso.app.state import Study, loaded_sample
from polylasso.job import fit_outcome, fit_table


@cache
def study(alpha=None, degrees=(2,), rule="one_se"):
    sample, dataset = first_sample()
    usual = sample.settings(dataset)
    search = {**usual.search, "rule": rule}
    settings = replace(usual, alpha=alpha, degrees=degrees, search=search)
    fitted = fit_table(dataset.table, settings)
    return Study(loaded_sample(sample, dataset), settings, fitted, fit_outcome(fitted, "x", 0.0))


def told(app):
    return " ".join(element.value for element in app.info)


def test_a_fit_is_explored(visit):
    app = visit("explore")
    assert not told(app)
    kept = app.session_state["polylasso.explored"]
    track = kept.payload.header["tracks"][0]
    assert track["positions"]["length"] > 10
    assert kept.payload.header["rows"]["what"] == "rows held out"


def test_the_payload_is_made_once_per_fit(visit):
    app = visit("explore")
    kept = app.session_state["polylasso.explored"]
    assert app.run().session_state["polylasso.explored"] is kept


def test_a_link_says_where_it_begins(visit):
    app = visit("explore", see="alpha=0.5&view=lasso")
    assert app.session_state["polylasso.explored"].begun == {"alpha": "0.5", "view": "lasso"}


def test_without_a_fit_or_a_path_the_reader_is_told(visit):
    app = visit("explore")
    app.session_state["polylasso.study"] = None
    assert "no model yet" in told(app.run())
    app.session_state["polylasso.study"] = study(alpha=0.5)
    assert "one penalty" in told(app.run())
    assert not app.exception


def test_a_mean_of_formulas_is_not_taken_for_one_of_the_path(visit):
    app = visit("explore")
    for rule, is_mean in (("one_se", False), ("min", True)):
        app.session_state["polylasso.study"] = study(degrees=("auto",), rule=rule)
        words = " ".join(one.value for one in app.run().caption)
        assert ("mean of the formulas" in words) == is_mean


def test_scores_at_the_choice_are_those_of_the_fit(visit):
    app = visit("explore")
    payload = app.session_state["polylasso.explored"].payload
    track = payload.header["tracks"][0]
    r2 = np.frombuffer(payload.buffer, "<f8", track["r2"]["length"], track["r2"]["at"])
    outcome = app.session_state["polylasso.study"].outcome
    assert abs(r2[track["chosen"]] - outcome["holdout_r2"]) < 1e-9
