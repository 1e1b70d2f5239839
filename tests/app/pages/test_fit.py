"""The page Fit: from settings to a formula, its scores and its proof."""

import time

import numpy as np

from polylasso import PolynomialLassoCV
from polylasso.app.samples import SAMPLES

PATIENCE = 60.0


def until_fitted(app):
    """Run the page until the fit has ended, as its fragment does in a browser."""
    end = time.monotonic() + PATIENCE
    while "polylasso.fit.running" in app.session_state:
        assert time.monotonic() < end, "the fit did not end"
        time.sleep(0.05)
        app.run()
    assert not app.exception
    return app


def captions(app):
    return " ".join(one.value for one in app.caption).replace("\\", "")


def press(app, key):
    return app.button(key=key).click().run()


def test_the_first_screen_shows_a_fit(visit):
    app = visit("fit")
    assert "distance (m)" in app.latex[0].value
    assert [one.label for one in app.metric] == [
        "This formula",
        "A straight line",
        "Always the mean",
    ]
    assert "Proven" in " ".join(one.value for one in app.markdown)
    assert "candidate terms will be searched" in captions(app)


def test_a_fit_of_other_settings_is_that_of_the_library(visit):
    app = visit("fit")
    app.button_group(key=degrees_key(app)).set_value([1, 2]).run()
    assert "was fitted with other settings" in captions(app)
    until_fitted(press(app, "fit"))
    assert "was fitted with other settings" not in captions(app)
    done = app.session_state["polylasso.study"]
    dataset = SAMPLES["ball"].load()
    train = done.train
    own = PolynomialLassoCV([1, 2], random_state=42, unknown="baseline")
    own.fit(train.features, train.target)
    assert done.estimator.degree_ == own.degree_
    np.testing.assert_array_equal(done.estimator.coef_, own.coef_)
    assert dataset.table.n_rows == done.fitted.n_rows


def test_the_degree_is_searched(visit):
    app = visit("fit")
    degrees = app.button_group(key=degrees_key(app))
    degrees.set_value([2, "auto"]).run()
    assert app.session_state[degrees_key(app)] == ["auto"]
    assert app.query_params["degree"] == "auto"
    assert "up to degree 12 will be searched" in captions(app)
    app.button_group(key=rule_key(app)).set_value("min").run()
    until_fitted(press(app, "fit"))
    done = app.session_state["polylasso.study"]
    assert done.estimator.degree == "auto"
    assert done.estimator.averaged_
    assert done.model.extrapolation == "hold"
    assert "the mean of those of the folds" in " ".join(one.value for one in app.markdown)
    app.button_group(key=degrees_key(app)).set_value(["auto", 3]).run()
    assert app.session_state["polylasso.settings"].degrees == (3,)


def test_outliers_count_less_where_asked_to(visit):
    app = until_fitted(visit("fit", sample="diabetes", degree="1", loss="huber"))
    done = app.session_state["polylasso.study"]
    n_less = np.count_nonzero(done.estimator.huber_weights_ < 1.0)
    told = " ".join(one.value for one in app.markdown)
    assert f"Of {len(done.estimator.huber_weights_)} rows {n_less} count less" in told


def rule_key(app):
    return degrees_key(app).removesuffix("degrees") + "rule"


def degrees_key(app):
    return f"polylasso.options.{app.session_state['polylasso.loaded'].digest}.degrees"


def test_no_number_of_folds_leaves_it_to_the_rows(visit):
    app = visit("fit")
    key = degrees_key(app).replace("degrees", "folds")
    assert app.number_input(key=key).value is None
    app.number_input(key=key).set_value(3).run()
    assert app.query_params["cv"] == "3"
    app.number_input(key=key).set_value(None).run()
    assert "cv" not in app.query_params
    app.toggle(key=key.replace("folds", "time")).set_value(True).run()
    assert app.query_params["cv"] == "time:5"


def test_the_address_tells_the_settings(visit):
    app = visit("fit")
    app.button_group(key=degrees_key(app)).set_value([3]).run()
    assert app.query_params["degree"] == "3"
    assert app.query_params["sample"] == "ball"


def test_a_link_is_opened_with_its_settings_and_fitted(visit):
    app = until_fitted(visit("fit", sample="diabetes", degree="1", rule="min", seed="7"))
    done = app.session_state["polylasso.study"]
    assert done.loaded.sample == "diabetes"
    assert done.settings.degrees == (1,)
    assert done.settings.search["rule"] == "min"
    assert done.settings.seed == 7
    assert done.estimator.degree_ == 1


def test_a_link_that_asks_for_nonsense_is_told_of(visit):
    app = visit("data", degree="99", sample="nothing")
    told = " ".join(one.value for one in app.warning).replace("\\", "")
    assert "degree=99" in told
    assert "'nothing'" in told


def test_too_many_terms_are_refused_before_the_fit(visit, monkeypatch):
    monkeypatch.setenv("POLYLASSO_APP_TERMS", "20")
    app = visit("fit")
    app.button_group(key=degrees_key(app)).set_value([4]).run()
    assert "more than the 20 allowed" in app.warning[0].value
    assert app.button(key="fit").disabled


def test_a_fit_is_cancelled(visit, monkeypatch):
    monkeypatch.setattr("polylasso.app.frame.watch", lambda: None)  # the hand comes in between
    app = visit("fit")
    app.button_group(key=degrees_key(app)).set_value([6]).run()
    app.number_input(key=degrees_key(app).replace("degrees", "folds")).set_value(50).run()
    press(app, "fit")
    assert "polylasso.fit.running" in app.session_state
    press(app, "polylasso.fit.cancel")
    assert "polylasso.fit.running" not in app.session_state
    assert not app.exception
    assert app.session_state["polylasso.study"].settings.degrees == (2,)


def test_why_a_fit_failed_is_said_in_one_line(visit, monkeypatch):
    monkeypatch.setenv("POLYLASSO_APP_FIT_SECONDS", "1")
    monkeypatch.setenv("POLYLASSO_APP_TERMS", "10000000")
    app = visit("fit")
    app.button_group(key=degrees_key(app)).set_value([6]).run()
    app.number_input(key=degrees_key(app).replace("degrees", "folds")).set_value(50).run()
    until_fitted(press(app, "fit"))
    assert "longer than the 1 s allowed" in app.error[0].value.replace("\\", "")
