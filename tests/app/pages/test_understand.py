"""The page Understand."""

import numpy as np
import pytest

from polylasso.app import comparing
from polylasso.app.work import Told, compare_study
from polylasso.app.worker import Done, Failed, Working
from polylasso.inspection import effects_by_size, strongest_pair
from tests.app.pages.studies import assert_escaped

SECTIONS = ["Effects", "Terms", "Residuals", "Out of range", "Compare"]


@pytest.fixture
def page(visit_with, ball_study, undrawn):
    """The page with the fit of the ball."""
    return visit_with("understand", ball_study)


def show(app, section, *kinds):
    app.segmented_control[0].set_value(section).run()
    for place, kind in enumerate(kinds):
        if kind is not None:
            app.pills[place].set_value(kind).run()
    assert not app.exception
    assert not app.error
    return app


def alts(app):
    return [one.proto.imgs[0].alt for one in app.image]


@pytest.fixture(scope="session")
def compared(ball_study):
    """Models of the ball, compared without a process of their own."""
    from polylasso.job.comparing import compare_table

    return compare_table(ball_study.loaded.table, ball_study.settings, black_box=False)


class Still:
    """Work that stands where it is put."""

    now = Working(Told(0.25, "ridge, degree 1"), 3.0)

    def __init__(self, *args):
        self.cancelled = False

    def poll(self):
        return type(self).now

    def cancel(self):
        self.cancelled = True


def test_the_strongest_column_comes_first(page, ball_study):
    strongest = effects_by_size(ball_study.model)[0].grid.variable.name
    assert page.selectbox[0].value == strongest
    table = page.dataframe[0].value
    assert list(table.columns) == [strongest, "predicted distance (m)"]
    assert len(table) == 21


def test_another_column(page):
    page.selectbox[0].set_value("ball").run()
    assert page.dataframe[0].value["ball"].tolist() == ["basketball", "golf ball", "tennis ball"]


def test_two_columns_begin_with_those_that_interact_most(page, ball_study):
    show(page, "Effects", "Two columns")
    chosen = {one.value for one in page.selectbox}
    assert chosen == set(strongest_pair(ball_study.model))
    page.selectbox[0].set_value("wind (m/s)").run()
    assert "wind (m/s)" not in page.selectbox[1].options
    assert not page.exception


def test_all_columns_at_once(page, ball_study):
    show(page, "Effects", "The strongest")
    table = page.dataframe[0].value
    assert len(table) == len(ball_study.model.active_variables)
    assert (np.diff(table["difference"]) <= 0).all()


@pytest.mark.parametrize("measure", ["share", "standardized", "swing"])
def test_terms_by_every_measure(page, ball_study, measure):
    show(page, "Terms", measure)
    table = page.dataframe[0].value
    assert len(table) == len(ball_study.model.terms)
    sizes = np.abs(table.iloc[:, 2])
    assert (np.diff(sizes) <= 1e-12).all()


@pytest.mark.parametrize("kind", ["Actual against predicted", "Residuals", "Along a column"])
def test_residuals_of_rows_held_out(page, ball_study, kind):
    show(page, "Residuals", kind)
    table = page.dataframe[-1].value
    assert list(table.columns)[:3] == ["residual", "predicted", "distance (m)"]
    assert len(table) == 10
    held_out = ball_study.test
    worst = np.abs(held_out.target.values - ball_study.model.predict(held_out.features)).max()
    assert abs(table["residual"][0]) == pytest.approx(worst)


def test_residuals_of_training_rows(page, ball_study):
    show(page, "Residuals", None, "Training rows")
    train = ball_study.train
    worst = np.abs(train.target.values - ball_study.model.predict(train.features)).max()
    assert abs(page.dataframe[-1].value["residual"][0]) == pytest.approx(worst)


def test_rows_held_out_beside_the_range(page, ball_study):
    show(page, "Out of range")
    outside = ball_study.model.out_of_range(ball_study.test.features)
    tables = page.dataframe
    assert bool(tables) == bool(outside.any())


def test_rows_of_a_file_beside_the_range(page):
    show(page, "Out of range", "Rows of a file")
    lines = ["speed (m/s),angle (°),wind (m/s),ball", "20,45,0,golf ball",
             "99,45,-9,tennis ball", "20,45,0,shot"]  # fmt: skip
    page.file_uploader[0].upload("rows.csv", "\n".join(lines).encode())
    page.run()
    table = page.dataframe[0].value
    assert table["row"].tolist() == [2, 2, 3]
    assert set(table["column"][:2]) == {"speed (m/s)", "wind (m/s)"}
    assert table["value"].tolist()[2] == "shot"


def test_a_file_without_a_column_is_refused(page):
    show(page, "Out of range", "Rows of a file")
    page.file_uploader[0].upload("rows.csv", b"speed (m/s)\n20\n")
    page.run()
    assert "there is no column" in page.error[0].value


def test_a_comparison_is_begun_on_demand_and_can_be_ended(page, monkeypatch):
    monkeypatch.setattr(comparing, "Running", Still)
    monkeypatch.setattr("polylasso.app.frame.watch", lambda: None)  # it would never end
    show(page, "Compare")
    assert not page.dataframe
    next(one for one in page.button if one.label == "Compare models").click().run()
    assert not page.exception
    running, _ = page.session_state["polylasso.compare.running"]
    next(one for one in page.button if one.label == "Cancel").click().run()
    assert running.cancelled
    assert "polylasso.compare.running" not in page.session_state
    assert [one.label for one in page.button] == ["Compare models"]


def test_the_verdict_and_the_scores_of_all_models(page, monkeypatch, compared):
    monkeypatch.setattr(comparing, "Running", Still)
    monkeypatch.setattr(Still, "now", Done(compared))
    show(page, "Compare")
    page.button[0].click().run()
    assert not page.exception
    verdict = page.success[0].value.replace("\\", "").replace("\N{WORD JOINER}", "")
    assert verdict == compared.comparison.verdict
    table = page.dataframe[0].value
    assert table["model"].tolist()[:3] == ["the mean", "least squares, degree 1", "ridge, degree 1"]
    assert len(table) == 11
    assert all("±" in score for score in table["MSE held out"])
    show(page, "Terms")
    show(page, "Compare")
    assert page.success  # kept for the session


def test_a_comparison_that_came_to_nothing_says_why(page, monkeypatch):
    monkeypatch.setattr(comparing, "Running", Still)
    monkeypatch.setattr(Still, "now", Failed("it took longer than the 1 s allowed here"))
    show(page, "Compare")
    page.button[0].click().run()
    assert "took longer" in page.error[0].value
    assert page.button[0].label == "Compare models"


def test_the_work_of_a_comparison(ball_study, monkeypatch):
    told = []

    def compare_quickly(table, settings, tell, **options):
        from polylasso.job.comparing import compare_table

        return compare_table(table, settings, tell, black_box=False)

    monkeypatch.setattr("polylasso.app.work.compare_table", compare_quickly)
    study = ball_study
    found = compare_study(told.append, study.loaded.table, study.settings, 10**9)
    assert found.comparison.degree == 2
    assert [one.text for one in told][:2] == ["terms of degree 1", "terms of degree 2"]
    assert all(0.0 <= one.share < 1.0 for one in told)


@pytest.mark.parametrize("section", SECTIONS)
def test_hostile_names_are_shown_as_they_are(visit_with, nasty_study, undrawn, section):
    app = visit_with("understand", nasty_study)
    show(app, section)
    assert_escaped(app)


def test_pictures_have_their_content_in_words(visit_with, ball_study, undrawn):
    app = visit_with("understand", ball_study)
    for section in SECTIONS[:4]:
        show(app, section)
        assert all("distance (m)" in alt or "rows" in alt for alt in alts(app))
        assert alts(app)


def test_without_a_fit_it_says_what_to_do(visit_with, ball_study):
    app = visit_with("understand", ball_study)
    app.session_state["polylasso.study"] = None
    app.run()
    assert "fit one on the page Fit" in app.info[0].value
