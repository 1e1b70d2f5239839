"""The page Lab."""

import pytest

from polylasso.app.pages.lab import AT_ONE_ALPHA, OVER_ALPHA
from tests.app.pages.studies import assert_escaped

EXPERIMENTS = [*AT_ONE_ALPHA, *OVER_ALPHA]


def choose(app, experiment):
    app.segmented_control(key="lab_experiment").set_value(experiment).run()
    assert not app.exception
    assert not app.error
    return app


def headers(app):
    return [one.value for one in app.header]


def test_one_optimiser_with_its_pictures(visit):
    app = visit("lab")
    assert headers(app) == ["The objective falls", "The coefficients move"]
    labels = {one.label: one.value for one in app.metric}
    assert labels["Coefficients at zero"] == "0"  # Adam with a smoothed sign
    assert labels["At zero in the exact optimum"].endswith(" of 21")
    assert len(app.get("image")) == 2


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_every_experiment_on_hostile_names(visit_with, nasty_study, undrawn, experiment):
    app = choose(visit_with("lab", nasty_study), experiment)
    assert app.header
    assert_escaped(app)
    assert app.get("image")


def test_too_large_a_rate_is_shown_as_what_it_is(visit, undrawn):
    app = visit("lab")
    app.selectbox(key="lab_optimiser").set_value("gradient_descent").run()
    app.select_slider(key="lab_factor").set_value(3.0).run()
    assert headers(app)[0] == "The objective runs away"
    assert not app.error
    assert not app.exception
    assert any("runs away" in one.value for one in app.markdown)


def test_proximal_optimisers_have_one_treatment(visit, undrawn):
    app = visit("lab")
    app.selectbox(key="lab_optimiser").set_value("fista").run()
    app.select_slider(key="lab_steps").set_value(3000).run()
    assert app.segmented_control(key="lab_treatment_1").options == ["Proximal"]
    own, exact = (one.value for one in app.metric[1:])
    assert f"{own} of 21" == exact


def test_steps_can_be_played(visit, undrawn):
    app = visit("lab")
    app.segmented_control(key="lab_view").set_value("Step by step").run()
    assert headers(app) == ["Every step is a model"]
    assert not app.exception
    assert not app.get("image")


def test_degree_and_penalty_change_the_lesson(visit, undrawn):
    app = visit("lab")
    assert any("21 candidate terms up to degree 2" in one.value for one in app.caption)
    app.segmented_control(key="lab_degree").set_value(1).run()
    assert any("6 candidate terms up to degree 1" in one.value for one in app.caption)
    before = app.metric[2].value
    app.select_slider(key="lab_share").set_value(0.5).run()
    assert app.metric[2].value != before


def test_results_are_kept_for_the_session(visit, undrawn, monkeypatch):
    app = visit("lab")
    monkeypatch.setattr("polylasso.app.teaching.one.run", lambda *_: pytest.fail("run again"))
    app.run()
    assert not app.exception


def test_penalties_of_the_plane(visit, undrawn):
    app = choose(visit("lab"), "Two coefficients")
    app.pills(key="lab_plane_penalties").set_value([]).run()
    assert "Choose one penalty" in app.info[0].value
    app.pills(key="lab_plane_penalties").set_value(["Elastic net"]).run()
    assert any("elastic net" in one.value for one in app.markdown)


def test_a_table_that_cannot_be_used_is_said(visit, undrawn):
    app = visit("lab")
    app.session_state["polylasso.study"] = None
    settings = app.session_state["polylasso.settings"]
    from dataclasses import replace

    columns = replace(settings.columns, target="no such column")
    app.session_state["polylasso.settings"] = replace(settings, columns=columns)
    app.run()
    assert not app.exception
    assert "there is no column" in app.error[0].value
