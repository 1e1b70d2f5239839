"""The page Predict."""

import csv
import io
import json

import pytest

from polylasso.sources.files import read_table
from tests.app.pages.studies import RAW, assert_escaped

ONE, MANY = "One row", "A file of rows"


@pytest.fixture
def page(visit_with, ball_study, undrawn):
    """The page with the fit of the ball."""
    return visit_with("predict", ball_study)


@pytest.fixture(scope="session")
def nasty_model(nasty_study, tmp_path_factory):
    """Content of the file of a model with nasty names."""
    path = tmp_path_factory.mktemp("model") / "model.json"
    nasty_study.estimator.save(path)
    return path.read_bytes()


def predicted(app):
    return app.metric[0].value.replace("\\", "").replace("\N{MINUS SIGN}", "-")


def field(app, name):
    return next(one for one in app.number_input if one.label.startswith(name))


def in_table(app, title):
    """Return the first table of numbers and labels on the page."""
    return app.dataframe[0].value


def upload(app, name, content):
    app.file_uploader[0].upload(name, content)
    return app.run()


def test_fields_have_the_names_and_ranges_of_columns(page, ball_study):
    names = [one.label.replace("\\", "") for one in page.number_input]
    assert names == ["speed (m/s)", "angle (°)", "wind (m/s)"]
    assert page.selectbox[0].label == "ball"
    assert page.selectbox[0].options == [
        "basketball", "golf ball", "tennis ball", "(another)"
    ]  # fmt: skip
    captions = [one.value.replace("\\", "") for one in page.caption]
    variable = ball_study.model.variables[0]
    assert f"in training {variable.lower:g} to {variable.upper:g}" in captions


def test_the_prediction_follows_every_change(page, ball_study):
    model = ball_study.model
    before = predicted(page)
    field(page, "speed").set_value(20.0).run()
    page.selectbox[0].set_value(1).run()
    assert predicted(page) != before
    from polylasso.inspection import table_at

    point = {
        "speed (m/s)": 20.0,
        "angle (°)": field(page, "angle").value,
        "wind (m/s)": field(page, "wind").value,
        "ball": "golf ball",
    }
    assert predicted(page) == f"{model.predict(table_at(model, point))[0]:.5g}"
    assert not page.warning


def test_out_of_range_is_flagged_with_what_the_model_does(page):
    field(page, "speed").set_value(99.0).run()
    (warning,) = page.warning
    text = warning.value.replace("\\", "")
    assert text.startswith("speed (m/s) is 99, above its training range")
    assert "The polynomial goes on there" in text
    assert any("outside" in one.value for one in page.caption)
    beyond = float(predicted(page))
    page.selectbox[1].set_value("clip").run()
    assert "The model computes with" in page.warning[0].value
    assert float(predicted(page)) < beyond
    page.selectbox[1].set_value("nan").run()
    assert predicted(page) == "\N{EM DASH}"


def test_an_empty_field_asks_for_a_value(page):
    field(page, "speed").set_value(None).run()
    assert predicted(page) == "\N{EM DASH}"
    assert "Give a value for speed" in page.info[0].value
    assert not page.exception


def test_a_label_that_is_none_of_the_known_ones(page):
    page.selectbox[0].set_value(3).run()
    assert "has not seen in training" in page.warning[0].value


def test_examples_fill_the_form_and_show_the_truth(page, ball_study):
    buttons = [one for one in page.button if one.label.startswith("Example")]
    assert len(buttons) == 3
    buttons[2].click().run()
    labels = {one.label: one.value for one in page.metric}
    actual = float(labels["True value"].replace("\\", ""))
    assert actual in ball_study.test.target.values
    error = float(labels["Error"].replace("\\", "").replace("\N{MINUS SIGN}", "-"))
    assert error == pytest.approx(float(predicted(page)) - actual, abs=1e-2)
    field(page, "speed").set_value(20.0).run()
    assert "True value" not in {one.label for one in page.metric}  # it is no example any more


def test_contributions_make_the_prediction(page, ball_study):
    table = page.dataframe[0].value
    assert list(table.columns) == ["term", "here", "on average", "adds"]
    mean = ball_study.model.predict(ball_study.train.features).mean()
    assert mean + table["adds"].sum() == pytest.approx(float(predicted(page)), abs=2e-3)


def test_rows_of_a_file(page, tmp_path):
    page.segmented_control[1].set_value(MANY).run()
    lines = ["speed (m/s),angle (°),wind (m/s),ball,=note", "20,45,0,golf ball,=1+1",
             "99,45,0,tennis ball,@x", "20,45,,basketball,y"]  # fmt: skip
    upload(page, "rows.csv", "\n".join(lines).encode())
    assert [one.value for one in page.metric] == ["3", "1", "1"]
    table = page.dataframe[0].value
    assert list(table.columns)[:2] == ["distance (m)_predicted", "out_of_range"]
    assert table["out_of_range"].tolist() == [False, True, False]
    assert table.iloc[:, 0].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("kind", ["CSV", "Excel", "Parquet"])
def test_downloads_hold_all_rows_and_no_formula(page, monkeypatch, tmp_path, kind):
    taken = {}
    import streamlit as st

    def download(label, data, file_name, mime, **options):
        taken[file_name] = data()

    monkeypatch.setattr(st, "download_button", download)
    page.segmented_control[1].set_value(MANY).run()
    lines = ["speed (m/s),angle (°),wind (m/s),ball,=note", *["20,45,0,golf ball,=1+1"] * 250]
    upload(page, "rows.csv", "\n".join(lines).encode())
    page.pills[0].set_value(kind).run()
    ((name, content),) = [item for item in taken.items() if item[0].endswith(ENDINGS[kind])]
    assert name == f"predictions{ENDINGS[kind]}"
    path = tmp_path / name
    path.write_bytes(content)
    if kind == "CSV":
        cells = list(csv.DictReader(io.StringIO(content.decode())))
        assert len(cells) == 250
        assert cells[0]["'=note"] == "'=1+1"
        assert cells[0]["out_of_range"] == "False"
    elif kind == "Parquet":
        assert read_table(path).n_rows == 250


ENDINGS = {"CSV": ".csv", "Excel": ".xlsx", "Parquet": ".parquet"}


def test_a_file_with_the_target_is_scored(page, ball_study):
    page.segmented_control[1].set_value(MANY).run()
    lines = ["speed (m/s),angle (°),wind (m/s),ball,distance (m)", "20,45,0,golf ball,42"] * 1
    upload(page, "rows.csv", "\n".join([*lines, "22,40,1,golf ball,46"]).encode())
    assert [one.label for one in page.metric][3:] == ["R²", "MAE"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rows.csv", b"speed (m/s),ball\n20,golf ball\n", "is needed but not there"),
        ("rows.csv", b"", "empty"),
        ("rows.parquet", b"PAR1 and nothing else", "rows\\.parquet"),
        ("rows.csv", b"\x80\x04\x95", "pickle"),
        ("rows.csv", b"<img src=x onerror=alert(1)>\n1\n", "there is no column"),
    ],
)
def test_files_that_cannot_be_used(page, name, content, words):
    page.segmented_control[1].set_value(MANY).run()
    upload(page, name, content)
    (error,) = page.error
    assert words in error.value
    assert "Traceback" not in error.value
    assert_escaped(page)


def test_a_saved_model_needs_no_rows(visit_with, ball_study, undrawn, tmp_path):
    path = tmp_path / "model.json"
    ball_study.estimator.save(path)
    app = visit_with("predict", ball_study)
    app.segmented_control[0].set_value("A saved model").run()
    assert not app.metric
    upload(app, "model.json", path.read_bytes())
    assert any("terms" in one.value for one in app.caption)
    field(app, "speed").set_value(20.0).run()
    assert float(predicted(app)) > 0.0
    assert not [one for one in app.button if one.label.startswith("Example")]
    assert "at typical values" in app.dataframe[0].value.columns


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\x80\x04\x95pickle", b"[" * 100_000, json.dumps({"a": 1}).encode()]
)
def test_what_is_no_model_is_refused(page, content):
    page.segmented_control[0].set_value("A saved model").run()
    upload(page, "model.json", content)
    (error,) = page.error
    assert "model" in error.value
    assert not page.exception
    assert not page.metric


def test_hostile_names_are_shown_as_they_are(visit_with, nasty_study, undrawn):
    app = visit_with("predict", nasty_study)
    assert_escaped(app)
    for one in app.number_input:
        assert not RAW.search(one.label)
    app.number_input[0].set_value(1e6).run()
    assert app.warning
    assert_escaped(app)


def test_a_model_file_with_hostile_names(page, nasty_model):
    page.segmented_control[0].set_value("A saved model").run()
    upload(page, "<img src=x>`id`.json", nasty_model)
    assert page.metric
    assert_escaped(page)


def test_without_a_fit_it_says_what_to_do(visit_with, ball_study):
    app = visit_with("predict", ball_study)
    app.session_state["polylasso.study"] = None
    app.run()
    assert "fit one on the page Fit" in app.info[0].value
