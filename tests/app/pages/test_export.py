"""The page Export, and what it hands out."""

import csv
import io
import runpy
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from polylasso.app import exporting
from polylasso.app.samples import SAMPLES
from polylasso.calls import python_call
from polylasso.cli.entry import cli
from polylasso.modelfile import load_model
from tests.app.pages.studies import assert_escaped, study_of
from tests.calls.nasty import DOLLAR, FILE, PLAIN, SUM, TICKS


@pytest.fixture(scope="module")
def ball():
    sample = SAMPLES["ball"]
    dataset = sample.load()
    return study_of(dataset.table, sample.settings(dataset), sample.title, sample.key)


def codes(app):
    return [one.value for one in app.code]


def test_formula_calls_and_files_of_the_sample(visit):
    app = visit("export")
    formula, call, link, web = codes(app)
    assert formula.startswith("distance (m) = ")
    assert 'read_table("ball.parquet")' in call
    assert link.endswith("/fit?sample=ball")
    assert web.splitlines()[-1] == "polylasso space push my-space --repo NAME --yes"
    assert [one.label for one in app.get("download_button")] == [
        "Model (JSON)",
        "Table (Parquet)",
        "Explorer (HTML)",
        "Terms (CSV)",
        "Terms (Excel)",
        "Rows (CSV)",
        "Rows (Excel)",
        "Formula (.txt)",
    ]


def test_formula_in_other_ways(visit):
    app = visit("export")
    app.segmented_control(key="export_style").set_value("LaTeX").run()
    assert r"\mathrm" in codes(app)[0] or r"\text" in codes(app)[0]
    app.segmented_control(key="export_style").set_value("Unicode").run()
    short = codes(app)[0]
    assert "²" in short
    app.segmented_control(key="export_digits").set_value("All digits").run()
    assert len(codes(app)[0]) > len(short) + 50


def test_command_line(visit):
    app = visit("export")
    app.segmented_control(key="export_call").set_value("Command line").run()
    assert codes(app)[1] == "polylasso fit ball.parquet --target 'distance (m)'"


def test_link_has_the_settings_of_the_model(visit_with, ball):
    changed = replace(ball, settings=replace(ball.settings, degrees=(3,), seed=7))
    link = codes(visit_with("export", changed))[2]
    assert link.endswith("/fit?sample=ball&degree=3&seed=7")


def test_link_has_nothing_of_an_upload(visit_with, nasty_study):
    app = visit_with("export", nasty_study)
    assert codes(app)[2].endswith("/fit")
    assert any("never holds data" in one.value for one in app.markdown)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("http://localhost:8501/export", "http://localhost:8501/fit?a=%3C%26+x&a=y"),
        ("https://a.hf.space/export?see=1", "https://a.hf.space/fit?a=%3C%26+x&a=y"),
        (
            "https://example.org/some/base/export",
            "https://example.org/some/base/fit?a=%3C%26+x&a=y",
        ),
    ],
)
def test_links(url, link):
    assert exporting.link_of(url, {"a": ["<& x", "y"]}) == link


def test_explorer_is_a_page_in_which_names_are_harmless(nasty_study):
    page = exporting.explorer_page(nasty_study)
    assert page.startswith("<!DOCTYPE html>")
    assert "<img" not in page


def test_a_fit_at_one_penalty_has_no_explorer(visit_with, ball):
    fixed = replace(ball.settings, alpha=0.1)
    study = study_of(ball.loaded.table, fixed, "ball", "ball")
    app = visit_with("export", study)
    assert "Explorer (HTML)" not in [one.label for one in app.get("download_button")]


def test_without_a_model_it_says_what_to_do(visit):
    app = visit("export")
    app.session_state["polylasso.study"] = None
    app.run()
    assert "fit one on the page Fit" in app.info[0].value
    assert not codes(app)


def test_a_fit_that_was_ended_is_said(visit_with, nasty_study):
    ended = replace(nasty_study, outcome={**nasty_study.outcome, "interrupted": True})
    assert "ended before its time" in visit_with("export", ended).warning[0].value


def test_a_setting_without_an_option_is_said(visit_with, nasty_study):
    settings = replace(PLAIN, shared={**PLAIN.shared, "heredity": "weak"})
    app = visit_with("export", replace(nasty_study, settings=settings))
    app.segmented_control(key="export_call").set_value("Command line").run()
    assert "no option for" in app.info[0].value


def test_hostile_names_are_shown_as_they_are(visit_with, nasty_study):
    app = visit_with("export", nasty_study)
    assert_escaped(app)
    for style in ("Unicode", "LaTeX"):
        app.segmented_control(key="export_style").set_value(style).run()
        assert not app.exception
    app.segmented_control(key="export_call").set_value("Command line").run()
    assert not app.exception
    assert_escaped(app)


def test_model_is_the_file_that_the_command_line_writes(nasty_file, nasty_study, tmp_path):
    written = tmp_path / "model.json"
    words = ["fit", str(nasty_file), "--target", DOLLAR, "-o", str(written)]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    assert exporting.model_json(nasty_study) == written.read_text(encoding="utf-8")


def test_model_file_predicts_the_same(ball, tmp_path):
    path = tmp_path / "model.json"
    path.write_text(exporting.model_json(ball), encoding="utf-8")
    rows = ball.train.features
    np.testing.assert_array_equal(load_model(path).predict(rows), ball.model.predict(rows))


@pytest.mark.filterwarnings("ignore::polylasso.errors.PolylassoWarning")
def test_script_of_an_upload_reads_the_file_of_the_visitor(nasty_file, nasty_study, monkeypatch):
    source = exporting.source_of(nasty_study)
    assert source.file == FILE
    assert not exporting.is_written(nasty_study)
    check_script(nasty_study, nasty_file.parent, monkeypatch)


@pytest.mark.filterwarnings("ignore::polylasso.errors.PolylassoWarning")
def test_script_of_numbers_as_labels_reads_the_table_of_the_page(
    nasty_study, tmp_path, monkeypatch
):
    settings = replace(PLAIN, shared={**PLAIN.shared, "categorical": (TICKS,)})
    study = study_of(nasty_study.loaded.table, settings, FILE)
    assert exporting.is_written(study)
    check_script(study, tmp_path, monkeypatch)


def test_script_of_a_sample_reads_the_table_of_the_page(ball, tmp_path, monkeypatch):
    assert exporting.source_of(ball).file == "ball.parquet"
    check_script(ball, tmp_path, monkeypatch)


def check_script(study, folder, monkeypatch):
    """Run the script of the page beside the file that it names."""
    source = exporting.source_of(study)
    if exporting.is_written(study):
        (folder / source.file).write_bytes(exporting.table_file(study))
    monkeypatch.chdir(folder)
    script = folder / "script.py"
    script.write_text(python_call(study.settings, source), encoding="utf-8")
    model = runpy.run_path(str(script))["model"]
    assert list(map(str, model.terms_)) == list(map(str, study.estimator.terms_))
    np.testing.assert_array_equal(model.coef_, study.estimator.coef_)
    assert model.intercept_ == study.estimator.intercept_


@pytest.mark.parametrize("make", [exporting.terms_file, exporting.rows_file])
def test_tables_are_safe_in_a_spreadsheet(make, nasty_study):
    text = make(nasty_study, ".csv").decode("utf-8")
    for cell in (cell for row in csv.reader(io.StringIO(text)) for cell in row):
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
            float(cell)  # a number, or a formula that was let through
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(make(nasty_study, ".xlsx")))
    rows = workbook.get_sheet_by_index(0).to_python()
    assert len(rows) == len(list(csv.reader(io.StringIO(text))))


def test_excel_has_the_names_as_they_are(nasty_study):
    content = exporting.rows_file(nasty_study, ".xlsx")
    header = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[0]
    )
    assert SUM in header
    assert header[-1] == "held_out"
